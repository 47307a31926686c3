# Unit tests of src/generate.
