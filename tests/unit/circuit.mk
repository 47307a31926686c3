# Unit tests of src/circuit.
circuit_tests = \
	tests/unit/circuit \
	tests/unit/circuit_data \
	tests/unit/circuit_formats \
	tests/unit/circuit_fuzz \
	tests/unit/circuit_sample \
	tests/unit/circuit_select \
	tests/unit/circuit_store \
	tests/unit/circuit_tables \
	tests/unit/circuit_write \
	tests/unit/positions_file \
	tests/unit/read_arrays \
	tests/unit/read_graphs \
	tests/unit/read_lists \
	tests/unit/sonata
check_PROGRAMS += $(circuit_tests)
TESTS += $(circuit_tests)
EXTRA_DIST += tests/unit/circuit_test.h tests/unit/read_test.h
tests_unit_circuit_LDADD = $(TEST_LIBS)
tests_unit_circuit_data_LDADD = $(TEST_LIBS)
tests_unit_circuit_formats_LDADD = $(TEST_LIBS)
tests_unit_circuit_fuzz_LDADD = $(TEST_LIBS)
tests_unit_circuit_sample_LDADD = $(TEST_LIBS)
tests_unit_circuit_select_LDADD = $(TEST_LIBS)
tests_unit_circuit_store_LDADD = $(TEST_LIBS)
tests_unit_circuit_tables_LDADD = $(TEST_LIBS)
tests_unit_circuit_write_LDADD = $(TEST_LIBS)
tests_unit_positions_file_LDADD = $(TEST_LIBS)
tests_unit_read_arrays_LDADD = $(TEST_LIBS) $(MATIO_LIBS)
tests_unit_read_graphs_LDADD = $(TEST_LIBS)
tests_unit_read_lists_LDADD = $(TEST_LIBS)
tests_unit_sonata_LDADD = $(TEST_LIBS) $(HDF5_LIBS)

check_PROGRAMS += tests/unit/sample_sizes
TESTS += tests/unit/sample_sizes
tests_unit_sample_sizes_LDADD = $(TEST_LIBS)
