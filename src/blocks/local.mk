libcore_la_SOURCES += \
	src/blocks/blocks.c \
	src/blocks/blocks.h \
	src/blocks/partition.c \
	src/blocks/rows.c \
	src/blocks/starts.c
