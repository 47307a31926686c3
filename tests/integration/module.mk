# The loadable module and the examples.
TESTS += tests/integration/module_symbols.sh
EXTRA_DIST += tests/integration/module_symbols.sh
