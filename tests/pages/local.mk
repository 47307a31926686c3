# Pages: those of doc/howto are followed literally, blocks of the others run with small files.
PAGES_TESTS = tests/pages/howto.sh tests/pages/topics.sh
TESTS += $(PAGES_TESTS)
EXTRA_DIST += $(PAGES_TESTS) tests/pages/blocks.awk tests/pages/fixtures.py tests/pages/follow.sh \
	tests/pages/latigraph.sh tests/pages/prelude.py
