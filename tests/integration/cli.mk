# Integration tests: cli.
EXTRA_DIST += tests/integration/cli.sh
TESTS += tests/integration/cli.sh
EXTRA_DIST += tests/integration/ranks.sh
TESTS += tests/integration/ranks.sh
