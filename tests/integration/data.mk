# Integration tests on real connectomes, skipped where these are absent.
TESTS += tests/integration/mouse.sh tests/integration/models.sh tests/integration/safetensors.sh \
	tests/integration/populations.sh
EXTRA_DIST += tests/integration/mouse.sh tests/integration/models.sh tests/integration/safetensors.sh \
	tests/integration/populations.sh

# The tutorials, the first one with the pretrained model of the checkout. They call what cli.sh calls, which is enough
# for the sanitizers.
if !SANITIZERS
TESTS += tests/integration/tutorial.sh tests/integration/recording.sh
endif
EXTRA_DIST += tests/integration/tutorial.sh tests/integration/recording.sh

# Files of every format, read back by the programs that they are for.
TESTS += tests/integration/write_formats.sh
EXTRA_DIST += tests/integration/write_formats.sh tests/integration/write_formats.py
