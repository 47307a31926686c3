libcore_la_SOURCES += \
	src/net/adamw.h \
	src/net/gaussian.c \
	src/net/layers.h \
	src/net/pool.c
libfast_la_SOURCES += \
	src/net/adamw.c \
	src/net/linear.c \
	src/net/norm.c \
	src/net/propagate.c \
	src/net/silu.c
