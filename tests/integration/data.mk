# Integration tests on real connectomes, skipped where these are absent.
TESTS += tests/integration/mouse.sh tests/integration/models.sh tests/integration/safetensors.sh
EXTRA_DIST += tests/integration/mouse.sh tests/integration/models.sh tests/integration/safetensors.sh

# The tutorial, with the pretrained model of the checkout.
TESTS += tests/integration/tutorial.sh
EXTRA_DIST += tests/integration/tutorial.sh
