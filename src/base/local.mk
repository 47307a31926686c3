libcore_la_SOURCES += \
	src/base/arena.c \
	src/base/arena.h \
	src/base/compat.h \
	src/base/fast.h \
	src/base/json.c \
	src/base/json.h \
	src/base/json_writer.c \
	src/base/json_writer.h \
	src/base/lapack.h \
	src/base/map.c \
	src/base/map.h \
	src/base/memory.h \
	src/base/moments.h \
	src/base/nearest_word.c \
	src/base/nearest_word.h \
	src/base/output.c \
	src/base/output.h \
	src/base/parallel.c \
	src/base/parallel.h \
	src/base/pointers.c \
	src/base/pointers.h \
	src/base/quantiles.c \
	src/base/quantiles.h \
	src/base/random.c \
	src/base/random.h \
	src/base/ranks.c \
	src/base/ranks.h \
	src/base/real.h \
	src/base/remarks.c \
	src/base/remarks.h \
	src/base/seed.h \
	src/base/cancel.h \
	src/base/store.c \
	src/base/store.h \
	src/base/text.c \
	src/base/text.h
libfast_la_SOURCES += src/base/random_fill.c
