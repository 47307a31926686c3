# Integration tests: cli.
