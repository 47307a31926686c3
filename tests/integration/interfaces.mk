# What other programs rely on: the description of operations, the binary interface.
TESTS += tests/integration/interfaces.sh
EXTRA_DIST += tests/integration/interfaces.sh
