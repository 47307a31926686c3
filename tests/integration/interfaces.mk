# What other programs rely on: the description of operations, the binary interface.
TESTS += tests/integration/interfaces.sh
EXTRA_DIST += tests/integration/interfaces.sh

TESTS += tests/integration/abi.sh
EXTRA_DIST += tests/integration/abi.sh tests/abi/liblatigraph.abi.xz
update-abi: liblatigraph.la
	$(AM_TESTS_ENVIRONMENT) sh $(srcdir)/tests/integration/abi.sh update
.PHONY: update-abi
