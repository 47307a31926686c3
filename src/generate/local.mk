libcore_la_SOURCES += \
	src/generate/generate.h \
	src/generate/sample_edges.c \
	src/generate/weights.c
