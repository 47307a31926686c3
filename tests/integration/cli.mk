# Integration tests: cli.
EXTRA_DIST += tests/integration/cli.sh
TESTS += tests/integration/cli.sh
