# Unit tests of src/model.
check_PROGRAMS += tests/unit/statistics tests/unit/train tests/unit/model_file
TESTS += tests/unit/statistics tests/unit/train tests/unit/model_file
EXTRA_DIST += tests/unit/circuits.h
tests_unit_statistics_LDADD = $(TEST_LIBS)
tests_unit_train_LDADD = $(TEST_LIBS)
tests_unit_model_file_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/pair_sums
TESTS += tests/unit/pair_sums
tests_unit_pair_sums_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/refine
TESTS += tests/unit/refine
tests_unit_refine_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/place_apart
TESTS += tests/unit/place_apart
tests_unit_place_apart_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/hidden
TESTS += tests/unit/hidden
tests_unit_hidden_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/model_columns
TESTS += tests/unit/model_columns
tests_unit_model_columns_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/model_names
TESTS += tests/unit/model_names
tests_unit_model_names_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/model_format
TESTS += tests/unit/model_format
EXTRA_DIST += tests/unit/format2.edges tests/unit/format2.safetensors
tests_unit_model_format_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/anti_reciprocity_fit
TESTS += tests/unit/anti_reciprocity_fit
tests_unit_anti_reciprocity_fit_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/weight_law
TESTS += tests/unit/weight_law
tests_unit_weight_law_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/kernel_widths
TESTS += tests/unit/kernel_widths
tests_unit_kernel_widths_LDADD = $(TEST_LIBS)
