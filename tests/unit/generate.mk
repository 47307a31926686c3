check_PROGRAMS += tests/unit/generate_circuits tests/unit/generate_edges tests/unit/generate_weights
TESTS += tests/unit/generate_circuits tests/unit/generate_edges tests/unit/generate_weights
tests_unit_generate_circuits_LDADD = $(TEST_LIBS)
tests_unit_generate_edges_LDADD = $(TEST_LIBS)
tests_unit_generate_weights_LDADD = $(TEST_LIBS)
