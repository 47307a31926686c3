libcore_la_SOURCES += \
	src/functional/bvc.c \
	src/functional/bvc.h \
	src/functional/npy.c \
	src/functional/npy.h \
	src/functional/place_cells.c \
	src/functional/read_room.c \
	src/functional/room.c \
	src/functional/room.h \
	src/functional/two_mode.c \
	src/functional/two_mode.h
