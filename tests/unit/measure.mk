# Unit tests of src/measure.
check_PROGRAMS += \
	tests/unit/measure_evaluate \
	tests/unit/measure_properties \
	tests/unit/measure_scores
TESTS += \
	tests/unit/measure_evaluate \
	tests/unit/measure_properties \
	tests/unit/measure_scores
tests_unit_measure_evaluate_LDADD = $(TEST_LIBS)
tests_unit_measure_properties_LDADD = $(TEST_LIBS)
tests_unit_measure_scores_LDADD = $(TEST_LIBS)
