# Unit tests of src/circuit.
check_PROGRAMS += tests/unit/circuit
TESTS += tests/unit/circuit
tests_unit_circuit_LDADD = $(TEST_LIBS)
