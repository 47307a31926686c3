# Unit tests of src/activity.
activity_tests = tests/unit/activity_read tests/unit/activity_linear tests/unit/activity_chance \
	tests/unit/activity_glm tests/unit/activity_visibility tests/unit/activity_network \
	tests/unit/activity_hmm tests/unit/activity_states
check_PROGRAMS += $(activity_tests)
TESTS += $(activity_tests) tests/integration/activity.sh
EXTRA_DIST += tests/unit/activity_test.h tests/integration/activity.sh tests/integration/activity.py
tests_unit_activity_read_LDADD = $(TEST_LIBS)
tests_unit_activity_linear_LDADD = $(TEST_LIBS)
tests_unit_activity_chance_LDADD = $(TEST_LIBS)
tests_unit_activity_glm_LDADD = $(TEST_LIBS)
tests_unit_activity_visibility_LDADD = $(TEST_LIBS)
tests_unit_activity_network_LDADD = $(TEST_LIBS)
tests_unit_activity_hmm_LDADD = $(TEST_LIBS)
tests_unit_activity_states_LDADD = $(TEST_LIBS)
