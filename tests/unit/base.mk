check_PROGRAMS += tests/unit/random
TESTS += tests/unit/random
tests_unit_random_LDADD = $(TEST_LIBS)
