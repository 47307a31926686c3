# Unit tests of src/measure.
check_PROGRAMS += \
	tests/unit/curve \
	tests/unit/lesion \
	tests/unit/maps \
	tests/unit/measure_evaluate \
	tests/unit/measure_fine \
	tests/unit/measure_likeness \
	tests/unit/measure_novelty \
	tests/unit/measure_properties \
	tests/unit/measure_quantities \
	tests/unit/measure_sampled \
	tests/unit/measure_scores \
	tests/unit/measure_size_free \
	tests/unit/measure_structure \
	tests/unit/measure_triads \
	tests/unit/measure_user \
	tests/unit/measure_weighted \
	tests/unit/node_properties \
	tests/unit/resample
TESTS += \
	tests/unit/curve \
	tests/unit/lesion \
	tests/unit/maps \
	tests/unit/measure_evaluate \
	tests/unit/measure_fine \
	tests/unit/measure_likeness \
	tests/unit/measure_novelty \
	tests/unit/measure_properties \
	tests/unit/measure_quantities \
	tests/unit/measure_sampled \
	tests/unit/measure_scores \
	tests/unit/measure_size_free \
	tests/unit/measure_structure \
	tests/unit/measure_triads \
	tests/unit/measure_user \
	tests/unit/measure_weighted \
	tests/unit/node_properties \
	tests/unit/resample
tests_unit_curve_LDADD = $(TEST_LIBS)
tests_unit_lesion_LDADD = $(TEST_LIBS)
tests_unit_maps_LDADD = $(TEST_LIBS)
tests_unit_measure_evaluate_LDADD = $(TEST_LIBS)
tests_unit_measure_fine_LDADD = $(TEST_LIBS)
tests_unit_measure_likeness_LDADD = $(TEST_LIBS)
tests_unit_measure_novelty_LDADD = $(TEST_LIBS)
tests_unit_measure_properties_LDADD = $(TEST_LIBS)
tests_unit_measure_quantities_LDADD = $(TEST_LIBS)
tests_unit_measure_sampled_LDADD = $(TEST_LIBS)
tests_unit_measure_scores_LDADD = $(TEST_LIBS)
tests_unit_measure_size_free_LDADD = $(TEST_LIBS)
tests_unit_measure_structure_LDADD = $(TEST_LIBS)
tests_unit_measure_triads_LDADD = $(TEST_LIBS)
tests_unit_measure_user_LDADD = $(TEST_LIBS)
tests_unit_measure_weighted_LDADD = $(TEST_LIBS)
tests_unit_node_properties_LDADD = $(TEST_LIBS)
tests_unit_resample_LDADD = $(TEST_LIBS)
EXTRA_DIST += tests/unit/measure_test.h

check_PROGRAMS += tests/unit/intervals
TESTS += tests/unit/intervals
tests_unit_intervals_LDADD = $(TEST_LIBS)
