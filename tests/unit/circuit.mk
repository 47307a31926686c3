# Unit tests of src/circuit.
