check_PROGRAMS += tests/unit/quantiles tests/unit/random tests/unit/texts
TESTS += tests/unit/quantiles tests/unit/random tests/unit/texts
tests_unit_random_LDADD = $(TEST_LIBS)
tests_unit_quantiles_LDADD = $(TEST_LIBS)
tests_unit_texts_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/eigenvalues
TESTS += tests/unit/eigenvalues
tests_unit_eigenvalues_LDADD = $(TEST_LIBS)

# Numbers of files as texts.
check_PROGRAMS += tests/unit/number_text
TESTS += tests/unit/number_text
tests_unit_number_text_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/poisson
TESTS += tests/unit/poisson
tests_unit_poisson_LDADD = $(TEST_LIBS)

# The program defines functions of the C library, which the libraries must find.
check_PROGRAMS += tests/unit/power_cuts
TESTS += tests/unit/power_cuts
EXTRA_DIST += tests/unit/power_cut.h
tests_unit_power_cuts_LDADD = $(TEST_LIBS) -ldl
tests_unit_power_cuts_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

check_PROGRAMS += tests/unit/output
TESTS += tests/unit/output
tests_unit_output_LDADD = $(TEST_LIBS)

check_PROGRAMS += tests/unit/blas_choice
TESTS += tests/unit/blas_choice
tests_unit_blas_choice_LDADD = $(TEST_LIBS)
