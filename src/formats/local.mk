libcore_la_SOURCES += \
	src/formats/csv.c \
	src/formats/csv.h \
	src/formats/file.c \
	src/formats/file.h \
	src/formats/folder.h \
	src/formats/format.c \
	src/formats/format.h \
	src/formats/read.c \
	src/formats/read_folder.c \
	src/formats/write.c \
	src/formats/write_folder.c
