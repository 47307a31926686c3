# The latigraph command.
bin_PROGRAMS += latigraph
latigraph_SOURCES = \
	src/cli/arguments.c \
	src/cli/axes.c \
	src/cli/blas.c \
	src/cli/card.c \
	src/cli/cli.h \
	src/cli/cmd_card.c \
	src/cli/cmd_compare.c \
	src/cli/cmd_decode.c \
	src/cli/cmd_directions.c \
	src/cli/cmd_encode.c \
	src/cli/cmd_evaluate.c \
	src/cli/cmd_explain.c \
	src/cli/cmd_figure.c \
	src/cli/cmd_fit.c \
	src/cli/cmd_generate.c \
	src/cli/cmd_info.c \
	src/cli/cmd_interpolate.c \
	src/cli/cmd_models.c \
	src/cli/cmd_ops.c \
	src/cli/cmd_properties.c \
	src/cli/cmd_reservoir.c \
	src/cli/cmd_sample.c \
	src/cli/cmd_steer.c \
	src/cli/cmd_traverse.c \
	src/cli/codes.c \
	src/cli/content.c \
	src/cli/curve.c \
	src/cli/describe.c \
	src/cli/directions.c \
	src/cli/discrimination.c \
	src/cli/effects.c \
	src/cli/explanation.c \
	src/cli/explanation.h \
	src/cli/figure.c \
	src/cli/figure.h \
	src/cli/groups.c \
	src/cli/help.c \
	src/cli/host.c \
	src/cli/intervals.c \
	src/cli/likeness.c \
	src/cli/main.c \
	src/cli/output.c \
	src/cli/paths.c \
	src/cli/paths.h \
	src/cli/print.c \
	src/cli/ranks.c \
	src/cli/reading.c \
	src/cli/reservoir.c \
	src/cli/reservoir.h \
	src/cli/steered.c \
	src/cli/steered.h \
	src/cli/structure.c \
	src/cli/user_properties.c
latigraph_CFLAGS = $(AM_CFLAGS)
latigraph_LDADD = liblatigraph.la $(OPENBLAS_LIBS) $(IGRAPH_LIBS) $(GLIB_LIBS) $(JSON_LIBS) $(MPI_LIBS) -lm
if HAVE_CAIRO
latigraph_CFLAGS += $(CAIRO_CFLAGS)
latigraph_SOURCES += \
	src/cli/figure_axes.c \
	src/cli/figure_draw.c \
	src/cli/figure_draw.h \
	src/cli/figure_evaluation.c \
	src/cli/figure_file.c \
	src/cli/figure_path.c \
	src/cli/figure_steer.c \
	src/cli/figure_tile.c
latigraph_LDADD += $(CAIRO_LIBS)
else
latigraph_SOURCES += src/cli/no_figure.c
endif

dist_man_MANS += src/cli/latigraph.1
dist_completion_DATA = src/cli/completion/latigraph
completiondir = $(BASH_COMPLETION_DIR)
EXTRA_DIST += src/cli/man.sh


# The manual page is made from the help texts and kept with the sources.
update-man: latigraph$(EXEEXT)
	$(srcdir)/src/cli/man.sh ./latigraph >$(srcdir)/src/cli/latigraph.1
.PHONY: update-man
