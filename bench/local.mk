# The bench: Python, run by hand on real connectomes and, on made-up circuits, by its test.
EXTRA_DIST += bench/README.md bench/control bench/quality \
	bench/circuitbench/__init__.py \
	bench/circuitbench/block.py \
	bench/circuitbench/check.py \
	bench/circuitbench/circuits.py \
	bench/circuitbench/command.py \
	bench/circuitbench/control.py \
	bench/circuitbench/degrees.py \
	bench/circuitbench/experiment.py \
	bench/circuitbench/main.py \
	bench/circuitbench/nulls.py \
	bench/circuitbench/sbm.py \
	bench/circuitbench/simple.py \
	bench/circuitbench/table.py \
	bench/circuitbench/vae.py

EXTRA_DIST += tests/integration/bench.sh
if !SANITIZERS
TESTS += tests/integration/bench.sh
endif

# Speed of sparse generation: make bench/sparse.
EXTRA_PROGRAMS += bench/sparse
bench_sparse_LDADD = libcore.la
