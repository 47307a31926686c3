libcore_la_SOURCES += \
	src/regression/cross.c \
	src/regression/cross.h \
	src/regression/discriminant.c \
	src/regression/discriminant.h \
	src/regression/lda.c \
	src/regression/lda.h \
	src/regression/partial.c \
	src/regression/partial.h \
	src/regression/pls.c \
	src/regression/pls.h \
	src/regression/regress_out.c \
	src/regression/regress_out.h \
	src/regression/ridge.c \
	src/regression/ridge.h \
	src/regression/shapley.c \
	src/regression/shapley.h
