# Integration tests: cli.
CLI_TESTS = \
	tests/integration/cli.sh \
	tests/integration/cli_complete.sh \
	tests/integration/cli_evaluate.sh \
	tests/integration/cli_help.sh \
	tests/integration/cli_identity.sh \
	tests/integration/cli_latent.sh \
	tests/integration/cli_report.sh \
	tests/integration/read_formats.sh
TESTS += $(CLI_TESTS)
EXTRA_DIST += $(CLI_TESTS) tests/integration/cli_support.sh tests/integration/cli_help.py \
	tests/integration/read_formats.py
EXTRA_DIST += tests/integration/ranks.sh
EXTRA_DIST += tests/integration/kills.sh
TESTS += tests/integration/ranks.sh tests/integration/kills.sh
