# Integration tests: data.
