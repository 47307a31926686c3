# Unit tests of src/blocks.
check_PROGRAMS += tests/unit/blocks
TESTS += tests/unit/blocks
tests_unit_blocks_LDADD = $(TEST_LIBS)
