libcore_la_SOURCES += \
	src/generate/code_density.c \
	src/generate/code_density.h \
	src/generate/closure.c \
	src/generate/closure.h \
	src/generate/codes.c \
	src/generate/pending.c \
	src/generate/edit.c \
	src/generate/edit.h \
	src/generate/extrapolate.c \
	src/generate/extrapolate.h \
	src/generate/generate.c \
	src/generate/generate.h \
	src/generate/target_statistics.c \
	src/generate/large.c \
	src/generate/large.h \
	src/generate/large_drawing.c \
	src/generate/large_drawing.h \
	src/generate/large_edit.c \
	src/generate/large_edit.h \
	src/generate/large_layer.c \
	src/generate/large_layer.h \
	src/generate/generate_edges.c \
	src/generate/large_solve.c \
	src/generate/large_stream.c \
	src/generate/large_weights.c \
	src/generate/large_solve.h \
	src/generate/node_rows.c \
	src/generate/nodes.c \
	src/generate/redraw.c \
	src/generate/redraw.h \
	src/generate/sample_edges.c \
	src/generate/sparse.c \
	src/generate/sparse.h \
	src/generate/sparse_blocks.c \
	src/generate/sparse_bounds.c \
	src/generate/sparse_tree.c \
	src/generate/sparse_walk.c \
	src/generate/steering_layer.h \
	src/generate/steering_solve.c \
	src/generate/spacing.c \
	src/generate/spacing.h \
	src/generate/weights.c
libfast_la_SOURCES += src/generate/closure_law.c \
	src/generate/sparse_choice.c src/generate/sparse_rates.c src/generate/steering_layer.c
