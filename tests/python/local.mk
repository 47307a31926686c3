# Tests of the Python package, a file of them a test; skipped where it is not built.
TEST_EXTENSIONS = .py .R
PY_LOG_COMPILER = $(SHELL) $(srcdir)/tests/python/run.sh
PYTHON_TESTS = \
	tests/python/test_docs.py \
	tests/python/test_graphs.py \
	tests/python/test_host.py \
	tests/python/test_interfaces.py \
	tests/python/test_memory.py \
	tests/python/test_model.py \
	tests/python/test_nodes.py \
	tests/python/test_notebook.py \
	tests/python/test_populations.py \
	tests/python/test_result.py \
	tests/python/test_table.py \
	tests/python/test_types.py \
	tests/python/test_wheel.py
TESTS += $(PYTHON_TESTS)
EXTRA_DIST += $(PYTHON_TESTS) tests/python/run.sh tests/python/support.py tests/python/failing_allocator.c

if WITH_PYTHON
check_DATA += tests/python/data/MODEL
tests/python/data/MODEL: tests/integration/tiny_model$(EXEEXT)
	@mkdir -p tests/python/data
	@OPENBLAS_NUM_THREADS=1 tests/integration/tiny_model$(EXEEXT) tests/python/data
CLEANFILES += tests/python/data/MODEL tests/python/data/circuits/*.graphml
endif
