# Unit tests of src/functional.
functional_tests = tests/unit/functional_rooms tests/unit/functional_fit tests/unit/functional_decode
check_PROGRAMS += $(functional_tests)
TESTS += $(functional_tests)
tests_unit_functional_rooms_LDADD = $(TEST_LIBS)
tests_unit_functional_fit_LDADD = $(TEST_LIBS)
tests_unit_functional_decode_LDADD = $(TEST_LIBS)
