# Unit tests of src/manifold.
check_PROGRAMS += tests/unit/latents tests/unit/latents_parts
TESTS += tests/unit/latents tests/unit/latents_parts
EXTRA_DIST += tests/unit/manifold_test.h
tests_unit_latents_LDADD = $(TEST_LIBS)
tests_unit_latents_parts_LDADD = $(TEST_LIBS)
