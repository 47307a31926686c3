# Programs to read and run. The first uses the module, the second the library.
check_PROGRAMS += examples/module-user examples/generate-and-measure

examples_module_user_CPPFLAGS = -I$(srcdir)/include
examples_module_user_LDADD = $(IGRAPH_LIBS) $(GLIB_LIBS)

examples_generate_and_measure_CPPFLAGS = -I$(srcdir)/include -I$(builddir)/include
examples_generate_and_measure_LDADD = liblatigraph.la $(IGRAPH_LIBS)
