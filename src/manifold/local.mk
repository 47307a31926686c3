libcore_la_SOURCES += \
	src/manifold/control.c \
	src/manifold/dimension.c \
	src/manifold/embed.c \
	src/manifold/geodesics.c \
	src/manifold/latents.c \
	src/manifold/latents_result.c \
	src/manifold/loops.c \
	src/manifold/manifold.h \
	src/manifold/neighbours.c \
	src/manifold/profiles.c \
	src/manifold/readout.c \
	src/manifold/spectral.c \
	src/manifold/study.c
