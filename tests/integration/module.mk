# The loadable module and the examples.
TESTS += tests/integration/install.sh tests/integration/module_symbols.sh tests/integration/module_examples.sh
EXTRA_DIST += tests/integration/install.sh tests/integration/module_symbols.sh tests/integration/module_examples.sh

# Makes small circuits and a model for tests of programs.
check_PROGRAMS += tests/integration/tiny_model
tests_integration_tiny_model_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests
tests_integration_tiny_model_LDADD = $(TEST_LIBS)
