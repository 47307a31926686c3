check_PROGRAMS += tests/unit/regression
TESTS += tests/unit/regression
tests_unit_regression_LDADD = $(TEST_LIBS)
