# Tests of the R package, one file per test; they are skipped if the package is not built.
R_LOG_COMPILER = $(SHELL) $(srcdir)/tests/r/run.sh
R_TESTS = \
	tests/r/test_check.R \
	tests/r/test_docs.R \
	tests/r/test_graphs.R \
	tests/r/test_host.R \
	tests/r/test_memory.R \
	tests/r/test_model.R \
	tests/r/test_result.R \
	tests/r/test_table.R
TESTS += $(R_TESTS)
EXTRA_DIST += $(R_TESTS) tests/r/run.sh tests/r/support.R

if WITH_R
check_DATA += tests/r/data/MODEL
tests/r/data/MODEL: tests/integration/tiny_model$(EXEEXT)
	@mkdir -p tests/r/data
	@OPENBLAS_NUM_THREADS=1 tests/integration/tiny_model$(EXEEXT) tests/r/data
CLEANFILES += tests/r/data/MODEL tests/r/data/circuits/*.graphml
endif
