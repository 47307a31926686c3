# Everything that is drawn.
libcore_la_SOURCES += \
	src/figure/figure.c \
	src/figure/figure.h \
	src/figure/figure_movers.c
if HAVE_CAIRO
libcore_la_SOURCES += \
	src/figure/figure_axes.c \
	src/figure/figure_covariance.c \
	src/figure/figure_draw.c \
	src/figure/figure_draw.h \
	src/figure/figure_evaluation.c \
	src/figure/figure_factors.c \
	src/figure/figure_functional.c \
	src/figure/figure_file.c \
	src/figure/figure_ladder.c \
	src/figure/figure_latents.c \
	src/figure/figure_path.c \
	src/figure/figure_states.c \
	src/figure/figure_steer.c \
	src/figure/figure_tile.c
libcore_la_LIBADD += $(CAIRO_LIBS)
else
libcore_la_SOURCES += src/figure/no_figure.c
endif
