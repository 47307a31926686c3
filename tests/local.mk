# Unit tests link libcore.la, so that they see every symbol; integration tests
# run the built command, module and example programs. Exit status 77: skipped.

AM_TESTS_ENVIRONMENT = \
	OPENBLAS_NUM_THREADS=1; export OPENBLAS_NUM_THREADS; \
	top_srcdir='$(top_srcdir)'; export top_srcdir; \
	top_builddir='$(top_builddir)'; export top_builddir; \
	CC='$(CC)'; export CC; \
	LDFLAGS='$(LDFLAGS)'; export LDFLAGS; \
	LIBRARY_SUFFIX='$(LIBRARY_SUFFIX)'; export LIBRARY_SUFFIX; \
	MODULE_SUFFIX='$(MODULE_SUFFIX)'; export MODULE_SUFFIX; \
	$(PKG_CONFIG_ENVIRONMENT) \
	IGRAPH_CFLAGS='$(IGRAPH_CFLAGS)'; export IGRAPH_CFLAGS; \
	PYTHON='$(PYTHON)'; export PYTHON; \
	R='$(R)'; export R; \
	RSCRIPT='$(RSCRIPT)'; export RSCRIPT;

# The library was configured with these, so that programs of the tests find the same igraph.
PKG_CONFIG_ENVIRONMENT = PKG_CONFIG='$(PKG_CONFIG)'; export PKG_CONFIG; \
	test -z '$(PKG_CONFIG_PATH)' || { PKG_CONFIG_PATH='$(PKG_CONFIG_PATH)'; export PKG_CONFIG_PATH; }; \
	test -z '$(PKG_CONFIG_LIBDIR)' || { PKG_CONFIG_LIBDIR='$(PKG_CONFIG_LIBDIR)'; export PKG_CONFIG_LIBDIR; };

TEST_LIBS = libcore.la
EXTRA_DIST += tests/unit/test.h

include tests/unit/base.mk
include tests/unit/circuit.mk
include tests/unit/net.mk
include tests/unit/regression.mk
include tests/unit/model.mk
include tests/unit/generate.mk
include tests/unit/measure.mk
include tests/unit/function.mk
include tests/unit/activity.mk
include tests/unit/functional.mk
include tests/unit/surrogate.mk
include tests/unit/population.mk
include tests/unit/manifold.mk
include tests/unit/blocks.mk
include tests/unit/factors.mk
include tests/unit/latent.mk
include tests/unit/operation.mk
include tests/integration/cli.mk
include tests/integration/module.mk
include tests/integration/interfaces.mk
include tests/integration/data.mk
include tests/integration/docs.mk
include tests/pages/local.mk
include tests/report/local.mk
include tests/python/local.mk
include tests/r/local.mk

# The unit programs, and the scripts that hand files and command lines from outside over.
check-units:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS="tests/integration/read_formats.sh tests/integration/cli.sh \
		`echo ' $(TESTS) ' | tr ' ' '\n' | grep '^tests/unit/' | tr '\n' ' '`"
.PHONY: check-units

# Memory errors and leaks of the programs whose work is files, tables, texts and calls;
# VALGRIND_ALL=1 adds those that compute for minutes here, which the sanitizers cover too. Threads
# that GLib keeps for later, and what GObject's type system and the dynamic loader hold for the life
# of a program, are not leaks.
VALGRIND_JOBS = 2
VALGRIND_ALL =
check-valgrind: $(check_PROGRAMS) $(check_LTLIBRARIES)
	@$(AM_TESTS_ENVIRONMENT) \
	G_SLICE=always-malloc; export G_SLICE; \
	for program in $(check_PROGRAMS); do \
		case $$program in \
		*/out_of_memory|*/power_cuts|*/interruptions) ;; \
		*/circuit_write|*/operation_work|*/operation_latent|*/operation_reservoir) \
			test -z '$(VALGRIND_ALL)' || echo "$$program";; \
		*/card_text|*/circuit*|*/content|*/edit|*/matrix_file|*/model_*) echo "$$program";; \
		*/operation_*|*/output|*/steer_report|*/texts|*/weights_file) echo "$$program";; \
		tests/unit/*) test -z '$(VALGRIND_ALL)' || echo "$$program";; \
		esac; \
	done | xargs -P $(VALGRIND_JOBS) -I '{}' sh -c 'start=`date +%s`; \
		$(LIBTOOL) --mode=execute valgrind -q --error-exitcode=9 --leak-check=full \
			--show-leak-kinds=definite --errors-for-leak-kinds=definite \
			--suppressions=$(srcdir)/tests/valgrind.supp ./{} >/dev/null; \
		status=$$?; echo "valgrind {}: $$((`date +%s` - start)) s"; \
		test $$status = 0 || test $$status = 77'
.PHONY: check-valgrind

# How much of the library the unit programs cover, from a build of its own in the folder coverage.
# COVERAGE_FLAGS=--check fails below the shares that tests/coverage.py states.
COVERAGE_FLAGS =
coverage:
	@test -f coverage/Makefile || { mkdir -p coverage && cd coverage && \
		'$(abs_srcdir)/configure' -q --disable-static CC='$(CC)' LDFLAGS=--coverage \
			CFLAGS='-O0 -g --coverage' CPPFLAGS=-DLATIGRAPH_COVERAGE; }
	@cd coverage && $(MAKE) $(AM_MAKEFLAGS) -s && find . -name '*.gcda' -exec rm -f '{}' + && \
		$(MAKE) $(AM_MAKEFLAGS) -s check \
			TESTS="`echo ' $(TESTS) ' | tr ' ' '\n' | grep '^tests/unit/' | tr '\n' ' '`"
	$(PYTHON3) '$(srcdir)/tests/coverage.py' $(COVERAGE_FLAGS) coverage
.PHONY: coverage
EXTRA_DIST += tests/coverage.py tests/valgrind.supp tests/run.sh setup.sh
