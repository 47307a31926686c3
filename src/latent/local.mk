libcore_la_SOURCES += \
	src/latent/content.c \
	src/latent/decode.c \
	src/latent/density.c \
	src/latent/directions.c \
	src/latent/encode.c \
	src/latent/ensemble.c \
	src/latent/ensemble.h \
	src/latent/fit.c \
	src/latent/groups.c \
	src/latent/interpolate.c \
	src/latent/latent.h \
	src/latent/node_frame.c \
	src/latent/node_frame.h \
	src/latent/node_gate.c \
	src/latent/node_law.c \
	src/latent/node_mixture.c \
	src/latent/node_mixture.h \
	src/latent/path.c \
	src/latent/path.h \
	src/latent/ridge.c \
	src/latent/ridge.h \
	src/latent/split.c \
	src/latent/steer.c \
	src/latent/target.c \
	src/latent/target.h \
	src/latent/traverse.c \
	src/latent/walk.c
