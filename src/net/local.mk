libcore_la_SOURCES += \
	src/net/adamw.c \
	src/net/adamw.h \
	src/net/gaussian.c \
	src/net/layers.h \
	src/net/linear.c \
	src/net/norm.c \
	src/net/pool.c \
	src/net/propagate.c
libfast_la_SOURCES += src/net/silu.c
