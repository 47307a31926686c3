# A module to copy, and programs to read and run: the first uses the module, the second the library.
check_LTLIBRARIES += examples/module-hello.la
examples_module_hello_la_SOURCES = examples/module-hello.c
examples_module_hello_la_CPPFLAGS = -I$(srcdir)/include
examples_module_hello_la_LIBADD = $(IGRAPH_LIBS)
examples_module_hello_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

check_PROGRAMS += examples/module-user examples/generate-and-measure

examples_module_user_CPPFLAGS = -I$(srcdir)/include
examples_module_user_LDADD = $(IGRAPH_LIBS) $(GLIB_LIBS)

examples_generate_and_measure_CPPFLAGS = -I$(srcdir)/include -I$(builddir)/include
examples_generate_and_measure_LDADD = liblatigraph.la $(IGRAPH_LIBS)

# From nothing to circuits and figures: of the worm, of doc/tutorial.md and of doc/recording.md.
EXTRA_DIST += examples/worm.sh examples/reciprocity.sh examples/recording.sh examples/recording.py \
	examples/first-steps.ipynb
