check_PROGRAMS += tests/unit/latent_folds
TESTS += tests/unit/latent_folds
tests_unit_latent_folds_LDADD = $(TEST_LIBS)
