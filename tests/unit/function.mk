# Unit tests of src/function, and its scores against an implementation of their own.
function_tests = tests/unit/function_readout tests/unit/function_reservoir
check_PROGRAMS += $(function_tests)
TESTS += $(function_tests) tests/integration/reservoir.sh
EXTRA_DIST += tests/integration/reservoir.sh tests/integration/reservoir.py
tests_unit_function_readout_LDADD = $(TEST_LIBS)
tests_unit_function_reservoir_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/function_network tests/unit/function_structure tests/unit/weights_file \
	tests/unit/weights_function
TESTS += tests/unit/function_network tests/unit/function_structure tests/unit/weights_file \
	tests/unit/weights_function
check_PROGRAMS += tests/unit/synchrony
TESTS += tests/unit/synchrony
tests_unit_function_network_LDADD = $(TEST_LIBS)
tests_unit_function_structure_LDADD = $(TEST_LIBS)
tests_unit_synchrony_LDADD = $(TEST_LIBS)
tests_unit_weights_file_LDADD = $(TEST_LIBS)
tests_unit_weights_function_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/covariance
TESTS += tests/unit/covariance
tests_unit_covariance_LDADD = $(TEST_LIBS)
