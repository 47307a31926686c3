check_PROGRAMS += tests/unit/quantiles tests/unit/random tests/unit/texts
TESTS += tests/unit/quantiles tests/unit/random tests/unit/texts
tests_unit_random_LDADD = $(TEST_LIBS)
tests_unit_quantiles_LDADD = $(TEST_LIBS)
tests_unit_texts_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/poisson
TESTS += tests/unit/poisson
tests_unit_poisson_LDADD = $(TEST_LIBS)
