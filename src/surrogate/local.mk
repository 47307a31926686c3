libcore_la_SOURCES += \
	src/surrogate/acceptance.c \
	src/surrogate/acceptance.h \
	src/surrogate/chain.c \
	src/surrogate/closing.c \
	src/surrogate/closing.h \
	src/surrogate/exact_weights.c \
	src/surrogate/expected.c \
	src/surrogate/expected.h \
	src/surrogate/ladder.c \
	src/surrogate/ladder_result.c \
	src/surrogate/mixing.c \
	src/surrogate/mixing.h \
	src/surrogate/motifs.c \
	src/surrogate/motifs.h \
	src/surrogate/pair_states.c \
	src/surrogate/pair_states.h \
	src/surrogate/plain_steps.c \
	src/surrogate/plan.c \
	src/surrogate/plan.h \
	src/surrogate/random_graphs.c \
	src/surrogate/rewire.c \
	src/surrogate/run.c \
	src/surrogate/slots.c \
	src/surrogate/state.c \
	src/surrogate/state.h \
	src/surrogate/steps.c \
	src/surrogate/steps.h \
	src/surrogate/surrogates.c \
	src/surrogate/surrogates.h \
	src/surrogate/tilt.c \
	src/surrogate/tilt.h \
	src/surrogate/uniform.c \
	src/surrogate/weights.c
libfast_la_SOURCES += src/surrogate/dyad_sums.c
