# Unit tests link libcore.la, so that they see every symbol; integration tests
# run the built command, module and example programs. Exit status 77: skipped.

AM_TESTS_ENVIRONMENT = \
	OPENBLAS_NUM_THREADS=1; export OPENBLAS_NUM_THREADS; \
	top_srcdir='$(top_srcdir)'; export top_srcdir; \
	top_builddir='$(top_builddir)'; export top_builddir;

TEST_LIBS = libcore.la
EXTRA_DIST += tests/unit/test.h

include tests/unit/base.mk
include tests/unit/circuit.mk
include tests/unit/net.mk
include tests/unit/model.mk
include tests/unit/generate.mk
include tests/unit/measure.mk
include tests/unit/latent.mk
include tests/unit/operation.mk
include tests/integration/cli.mk
include tests/integration/module.mk
include tests/integration/data.mk
