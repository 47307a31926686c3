# The loadable module: the whole library with one exported symbol, so that a
# program can open it without linking liblatigraph.
plugin_LTLIBRARIES += plugin/latigraph.la
INSTALLED_MODULES += plugin/latigraph.la:$(plugindir)
plugin_latigraph_la_SOURCES = plugin/module.c
plugin_latigraph_la_LIBADD = libcore.la
plugin_latigraph_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-no-undefined -export-symbols-regex '^latigraph_module$$'
