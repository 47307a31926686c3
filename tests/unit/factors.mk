# Unit tests of src/factors.
check_PROGRAMS += tests/unit/factors
TESTS += tests/unit/factors
tests_unit_factors_LDADD = $(TEST_LIBS)
