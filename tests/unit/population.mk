# Unit tests of src/population.
population_tests = tests/unit/population tests/unit/population_changes
check_PROGRAMS += $(population_tests)
TESTS += $(population_tests)
EXTRA_DIST += tests/unit/population_test.h
tests_unit_population_LDADD = $(TEST_LIBS)
tests_unit_population_changes_LDADD = $(TEST_LIBS)
