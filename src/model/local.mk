libcore_la_SOURCES += \
	src/model/metadata.h \
	src/model/card.c \
	src/model/checkpoint.c \
	src/model/checkpoint.h \
	src/model/config.c \
	src/model/describe.c \
	src/model/dyad_cells.h \
	src/model/dyads.h \
	src/model/example.c \
	src/model/expected.h \
	src/model/file.h \
	src/model/groups.c \
	src/model/kernel.h \
	src/model/infer.c \
	src/model/model.c \
	src/model/model.h \
	src/model/names.c \
	src/model/network.c \
	src/model/network.h \
	src/model/node_data.c \
	src/model/node_law.c \
	src/model/node_law.h \
	src/model/options.c \
	src/model/pairs.h \
	src/model/parameters.c \
	src/model/parameters.h \
	src/model/read.c \
	src/model/refine.c \
	src/model/safetensors.c \
	src/model/safetensors.h \
	src/model/statistics.c \
	src/model/train.c \
	src/model/trainer.c \
	src/model/trainer.h \
	src/model/vocabulary.c \
	src/model/vocabulary.h \
	src/model/weights.c \
	src/model/write.c
libfast_la_SOURCES += \
	src/model/dyad_cells.c \
	src/model/dyad_draws.c \
	src/model/dyad_edges.c \
	src/model/dyads.c \
	src/model/expected.c \
	src/model/expected_slopes.c \
	src/model/pairs.c
