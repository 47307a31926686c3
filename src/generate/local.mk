libcore_la_SOURCES += \
	src/generate/codes.c \
	src/generate/drafts.c \
	src/generate/edit.c \
	src/generate/edit.h \
	src/generate/generate.c \
	src/generate/generate.h \
	src/generate/goal.c \
	src/generate/nodes.c \
	src/generate/redraw.c \
	src/generate/redraw.h \
	src/generate/sample_edges.c \
	src/generate/steering_layer.h \
	src/generate/steering_solve.c \
	src/generate/weights.c
libfast_la_SOURCES += src/generate/steering_layer.c
