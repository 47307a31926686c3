libcore_la_SOURCES += \
	src/population/align.c \
	src/population/attributes.c \
	src/population/attributes.h \
	src/population/consensus.c \
	src/population/edges.c \
	src/population/edges.h \
	src/population/neurons.c \
	src/population/neurons.h \
	src/population/slopes.c \
	src/population/slopes.h \
	src/population/variability.c
