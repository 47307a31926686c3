check_PROGRAMS += tests/unit/quantiles tests/unit/random
TESTS += tests/unit/quantiles tests/unit/random
tests_unit_random_LDADD = $(TEST_LIBS)
tests_unit_quantiles_LDADD = $(TEST_LIBS)
