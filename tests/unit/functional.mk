# Unit tests of src/functional.
functional_tests = tests/unit/functional_rooms
check_PROGRAMS += $(functional_tests)
TESTS += $(functional_tests)
tests_unit_functional_rooms_LDADD = $(TEST_LIBS)
