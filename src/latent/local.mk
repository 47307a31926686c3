libcore_la_SOURCES += \
	src/latent/folds.c \
	src/latent/folds.h \
	src/latent/membership.c \
	src/latent/membership.h \
	src/latent/ridge.c \
	src/latent/ridge.h
