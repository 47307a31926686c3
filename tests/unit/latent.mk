LATENT_TESTS = tests/unit/latent_codes tests/unit/latent_fit tests/unit/latent_folds \
	tests/unit/latent_steer tests/unit/node_law tests/unit/node_mixture
check_PROGRAMS += $(LATENT_TESTS)
TESTS += $(LATENT_TESTS)
tests_unit_latent_codes_LDADD = $(TEST_LIBS)
tests_unit_latent_fit_LDADD = $(TEST_LIBS)
tests_unit_latent_folds_LDADD = $(TEST_LIBS)
tests_unit_latent_steer_LDADD = $(TEST_LIBS)
tests_unit_node_law_LDADD = $(TEST_LIBS)
tests_unit_node_mixture_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/latent_refused
TESTS += tests/unit/latent_refused
tests_unit_latent_refused_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/latent_groups
TESTS += tests/unit/latent_groups
tests_unit_latent_groups_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/latent_paths tests/unit/latent_ways
TESTS += tests/unit/latent_paths tests/unit/latent_ways
tests_unit_latent_paths_LDADD = $(TEST_LIBS)
tests_unit_latent_ways_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/latent_explain
TESTS += tests/unit/latent_explain
tests_unit_latent_explain_LDADD = $(TEST_LIBS)

DIRECTION_TESTS = tests/unit/latent_axes tests/unit/latent_directions tests/unit/latent_sets
check_PROGRAMS += $(DIRECTION_TESTS)
TESTS += $(DIRECTION_TESTS)
tests_unit_latent_axes_LDADD = $(TEST_LIBS)
tests_unit_latent_directions_LDADD = $(TEST_LIBS)
tests_unit_latent_sets_LDADD = $(TEST_LIBS)

STEER_TESTS = tests/unit/steering_solver tests/unit/latent_own tests/unit/least_side_effects tests/unit/typicality tests/unit/ensemble
check_PROGRAMS += $(STEER_TESTS)
TESTS += $(STEER_TESTS)
EXTRA_DIST += tests/unit/steer_test.h
tests_unit_steering_solver_LDADD = $(TEST_LIBS)
tests_unit_latent_own_LDADD = $(TEST_LIBS)
tests_unit_least_side_effects_LDADD = $(TEST_LIBS)
tests_unit_typicality_LDADD = $(TEST_LIBS)
tests_unit_ensemble_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/unit/latent_pairs
TESTS += tests/unit/latent_pairs
tests_unit_latent_pairs_LDADD = $(TEST_LIBS)

REPORT_TESTS = tests/unit/broyden tests/unit/content tests/unit/steer_report
check_PROGRAMS += $(REPORT_TESTS)
TESTS += $(REPORT_TESTS)
tests_unit_broyden_LDADD = $(TEST_LIBS)
tests_unit_content_LDADD = $(TEST_LIBS)
tests_unit_steer_report_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/homologous
TESTS += tests/unit/homologous
tests_unit_homologous_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/latent_mixture
TESTS += tests/unit/latent_mixture
tests_unit_latent_mixture_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/spacing
TESTS += tests/unit/spacing
tests_unit_spacing_LDADD = $(TEST_LIBS)
