libcore_la_SOURCES += \
	src/generate/codes.c \
	src/generate/drafts.c \
	src/generate/generate.c \
	src/generate/generate.h \
	src/generate/nodes.c \
	src/generate/sample_edges.c \
	src/generate/weights.c
