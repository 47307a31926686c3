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
	src/formats/write_folder.c \
	src/formats/write_formats.h \
	src/formats/write_gexf.c \
	src/formats/write_gzip.c \
	src/formats/write_hdf5.c \
	src/formats/write_hdf5.h \
	src/formats/write_json.c \
	src/formats/write_mtx.c \
	src/formats/write_numpy.c \
	src/formats/write_script.c \
	src/formats/write_sonata.c \
	src/formats/write_text.c \
	src/formats/write_together.c \
	src/formats/write_together.h
