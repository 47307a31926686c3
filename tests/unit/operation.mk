# Unit tests of src/operation.
