libcore_la_SOURCES += \
	src/functional/baseline.c \
	src/functional/bvc.c \
	src/functional/bvc.h \
	src/functional/data.c \
	src/functional/data.h \
	src/functional/decode.c \
	src/functional/fit.c \
	src/functional/fit.h \
	src/functional/functional.c \
	src/functional/npy.c \
	src/functional/npy.h \
	src/functional/place_cells.c \
	src/functional/read_network.c \
	src/functional/read_room.c \
	src/functional/remarks.c \
	src/functional/report.c \
	src/functional/respond.c \
	src/functional/room.c \
	src/functional/room.h \
	src/functional/signs.c \
	src/functional/solve.c \
	src/functional/solve.h \
	src/functional/two_mode.c \
	src/functional/two_mode.h
