# Integration tests: module.
