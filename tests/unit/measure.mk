# Unit tests of src/measure.
