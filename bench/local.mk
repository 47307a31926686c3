# The bench: Python, run by hand on real connectomes and, on made-up circuits, by its test.
EXTRA_DIST += bench/README.md bench/report.mjs bench/activity bench/ages bench/control bench/covariance bench/factors bench/far_requests \
	bench/function \
	bench/functional bench/history.csv bench/latents bench/quality \
	bench/speed bench/states \
	bench/surrogates_networkx.py \
	bench/torch_model.py \
	bench/circuitbench/__init__.py \
	bench/circuitbench/activity.py \
	bench/circuitbench/block.py \
	bench/circuitbench/ceiling.py \
	bench/circuitbench/check.py \
	bench/circuitbench/circuits.py \
	bench/circuitbench/command.py \
	bench/circuitbench/control.py \
	bench/circuitbench/degrees.py \
	bench/circuitbench/dyads.py \
	bench/circuitbench/experiment.py \
	bench/circuitbench/factors.py \
	bench/circuitbench/function.py \
	bench/circuitbench/functional.py \
	bench/circuitbench/latents.py \
	bench/circuitbench/main.py \
	bench/circuitbench/nulls.py \
	bench/circuitbench/sbm.py \
	bench/circuitbench/simple.py \
	bench/circuitbench/states.py \
	bench/circuitbench/table.py \
	bench/circuitbench/vae.py

EXTRA_DIST += tests/integration/bench.sh
if !SANITIZERS
TESTS += tests/integration/bench.sh
endif

# What bench/speed runs: made by its test, or by "make bench/measure_model".
check_PROGRAMS += bench/measure_model
bench_measure_model_SOURCES = bench/measure_model.c
bench_measure_model_LDADD = libcore.la
EXTRA_DIST += tests/integration/speed.sh
TESTS += tests/integration/speed.sh

# Speed of sparse generation: make bench/sparse.
EXTRA_PROGRAMS += bench/sparse
bench_sparse_LDADD = libcore.la

# Speed of reading and writing files of edges: make bench/files.
EXTRA_PROGRAMS += bench/files
bench_files_LDADD = libcore.la

# Speed of the counts of triads and paths: make bench/triads.
EXTRA_PROGRAMS += bench/triads
bench_triads_LDADD = libcore.la

# Speed of the chains of surrogates: make bench/surrogates.
EXTRA_PROGRAMS += bench/surrogates
bench_surrogates_SOURCES = bench/surrogates.c bench/made_up.h
bench_surrogates_LDADD = libcore.la
# Surrogates of a made-up brain: make bench/surrogate_brain.
EXTRA_PROGRAMS += bench/surrogate_brain
bench_surrogate_brain_SOURCES = bench/surrogate_brain.c bench/made_up.h
bench_surrogate_brain_LDADD = libcore.la
# Sequences of degrees that the chains do not connect: make bench/surrogate_moves.
EXTRA_PROGRAMS += bench/surrogate_moves
bench_surrogate_moves_LDADD = $(GLIB_LIBS)
