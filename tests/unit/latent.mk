# Unit tests of src/latent.
