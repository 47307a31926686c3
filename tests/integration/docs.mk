# What keeps the documentation true: examples of the doc comments, manual pages of functions.
DOCS_TESTS = tests/integration/doc_examples.sh tests/integration/doc_man.sh \
	tests/integration/setup.sh
TESTS += $(DOCS_TESTS)
EXTRA_DIST += $(DOCS_TESTS) tests/integration/doc_examples.awk tests/integration/doc_examples_prelude.h

# Lists the public functions whose documentation has no example.
missing-examples:
	@$(AM_TESTS_ENVIRONMENT) sh $(srcdir)/tests/integration/doc_examples.sh missing
.PHONY: missing-examples

# Rules of style. The layers are a test of every "make check"; the others need clang-format.
TESTS += tests/integration/layers.sh
EXTRA_DIST += tests/integration/layers.sh tests/style.py
check-style:
	$(PYTHON3) $(srcdir)/tests/style.py format layers sizes comments paths words memory pages portable
.PHONY: check-style
