# Unit tests of src/net and of the model's networks: compiled in double precision, where finite
# differences are sharp.

check_LTLIBRARIES += libdouble.la
libdouble_la_CPPFLAGS = $(AM_CPPFLAGS) -DLATIGRAPH_DOUBLE
libdouble_la_CFLAGS = $(AM_CFLAGS) -fopenmp-simd
libdouble_la_SOURCES = \
	src/model/dyad_cells.c \
	src/model/dyad_draws.c \
	src/model/dyad_edges.c \
	src/model/dyad_tiles.c \
	src/model/dyads.c \
	src/model/expected.c \
	src/model/expected_slopes.c \
	src/model/infer.c \
	src/model/network.c \
	src/model/pairs.c \
	src/model/parameters.c \
	src/model/weights.c \
	src/net/adamw.c \
	src/net/gaussian.c \
	src/net/linear.c \
	src/net/norm.c \
	src/net/pool.c \
	src/net/propagate.c \
	src/net/silu.c

check_PROGRAMS += tests/unit/dyads tests/unit/expected tests/unit/layers tests/unit/objective
TESTS += tests/unit/dyads tests/unit/expected tests/unit/layers tests/unit/objective
EXTRA_DIST += tests/unit/gradient.h tests/unit/likelihood.h
tests_unit_dyads_CPPFLAGS = $(libdouble_la_CPPFLAGS)
tests_unit_dyads_LDADD = libdouble.la $(TEST_LIBS)
tests_unit_expected_CPPFLAGS = $(libdouble_la_CPPFLAGS)
tests_unit_expected_LDADD = libdouble.la $(TEST_LIBS)
tests_unit_layers_CPPFLAGS = $(libdouble_la_CPPFLAGS)
tests_unit_layers_LDADD = libdouble.la $(TEST_LIBS)
tests_unit_objective_CPPFLAGS = $(libdouble_la_CPPFLAGS)
tests_unit_objective_LDADD = libdouble.la $(TEST_LIBS)
