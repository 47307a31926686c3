# Everything that is drawn.
libcore_la_SOURCES += \
	src/figure/figure.c \
	src/figure/figure.h \
	src/figure/figure_block.c \
	src/figure/figure_movers.c \
	src/figure/figure_network.c \
	src/figure/figure_network.h \
	src/figure/figure_table.h \
	src/figure/palette.c \
	src/figure/palette.h \
	src/figure/report.c \
	src/figure/report.h \
	src/figure/report_directions.c \
	src/figure/report_graph.c \
	src/figure/report_map.c \
	src/figure/report_page.c \
	src/figure/report_steering.c \
	src/figure/report_template.h
# The page of the report as an array.
nodist_libcore_la_SOURCES += src/figure/report_template.c
CLEANFILES += src/figure/report_template.c
EXTRA_DIST += src/figure/embed.sh
src/figure/report_template.c: src/report/page.html src/figure/embed.sh
	$(AM_V_GEN)$(MKDIR_P) src/figure && \
		sh $(srcdir)/src/figure/embed.sh $(srcdir)/src/report/page.html >$@.new && mv $@.new $@
if HAVE_CAIRO
libcore_la_SOURCES += \
	src/figure/figure_axes.c \
	src/figure/figure_colour.c \
	src/figure/figure_covariance.c \
	src/figure/figure_draw.c \
	src/figure/figure_draw.h \
	src/figure/figure_evaluation.c \
	src/figure/figure_factors.c \
	src/figure/figure_functional.c \
	src/figure/figure_file.c \
	src/figure/figure_ladder.c \
	src/figure/figure_latents.c \
	src/figure/figure_network_draw.c \
	src/figure/figure_path.c \
	src/figure/figure_states.c \
	src/figure/figure_steer.c \
	src/figure/figure_table.c \
	src/figure/figure_text.c \
	src/figure/figure_tile.c
libcore_la_LIBADD += $(CAIRO_LIBS)
else
libcore_la_SOURCES += src/figure/no_figure.c
endif
