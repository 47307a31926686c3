# Unit tests of src/surrogate.
surrogate_tests = tests/unit/random_graphs tests/unit/surrogate_chains tests/unit/surrogate_motifs \
	tests/unit/surrogate_tilts tests/unit/surrogate_totals tests/unit/surrogate_undirected \
	tests/unit/surrogate_verdicts \
	tests/unit/surrogate_weights \
	tests/unit/surrogates
check_PROGRAMS += $(surrogate_tests)
TESTS += $(surrogate_tests) tests/integration/surrogates.sh
EXTRA_DIST += tests/unit/chi_square.h tests/integration/surrogates.sh
tests_unit_random_graphs_LDADD = $(TEST_LIBS)
tests_unit_surrogate_chains_LDADD = $(TEST_LIBS)
tests_unit_surrogate_motifs_LDADD = $(TEST_LIBS)
tests_unit_surrogate_tilts_LDADD = $(TEST_LIBS)
tests_unit_surrogate_weights_LDADD = $(TEST_LIBS)
tests_unit_surrogate_totals_LDADD = $(TEST_LIBS)
tests_unit_surrogate_undirected_LDADD = $(TEST_LIBS)
tests_unit_surrogate_verdicts_LDADD = $(TEST_LIBS)
tests_unit_surrogates_LDADD = $(TEST_LIBS)
