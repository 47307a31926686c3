check_PROGRAMS += tests/unit/generate_circuits tests/unit/generate_edges tests/unit/generate_weights
TESTS += tests/unit/generate_circuits tests/unit/generate_edges tests/unit/generate_weights
tests_unit_generate_circuits_LDADD = $(TEST_LIBS)
tests_unit_generate_edges_LDADD = $(TEST_LIBS)
tests_unit_generate_weights_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/steering_layer
TESTS += tests/unit/steering_layer
tests_unit_steering_layer_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/edit tests/unit/redraw
TESTS += tests/unit/edit tests/unit/redraw
tests_unit_edit_LDADD = $(TEST_LIBS)
tests_unit_redraw_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/sparse_edges tests/unit/sparse_large
TESTS += tests/unit/sparse_edges tests/unit/sparse_large
tests_unit_sparse_large_LDADD = $(TEST_LIBS)
tests_unit_sparse_edges_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/target_statistics
TESTS += tests/unit/target_statistics
tests_unit_target_statistics_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/closure
TESTS += tests/unit/closure
tests_unit_closure_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/large_layer
TESTS += tests/unit/large_layer
tests_unit_large_layer_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/unit/steer_large
TESTS += tests/unit/steer_large
tests_unit_steer_large_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/sparse_closure
TESTS += tests/unit/sparse_closure
tests_unit_sparse_closure_LDADD = $(TEST_LIBS)
