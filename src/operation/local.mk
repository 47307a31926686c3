libcore_la_SOURCES += \
	src/operation/argument.c \
	src/operation/call.c \
	src/operation/check.c \
	src/operation/common.c \
	src/operation/compare.c \
	src/operation/decode.c \
	src/operation/describe.c \
	src/operation/directions.c \
	src/operation/encode.c \
	src/operation/evaluate.c \
	src/operation/explain.c \
	src/operation/fit.c \
	src/operation/generate.c \
	src/operation/loader.c \
	src/operation/model_file.c \
	src/operation/operation.h \
	src/operation/overlap.c \
	src/operation/paths.c \
	src/operation/properties.c \
	src/operation/read_graphs.c \
	src/operation/registry.c \
	src/operation/sample.c \
	src/operation/select.c \
	src/operation/steer.c \
	src/operation/table.c \
	src/operation/version.c \
	src/operation/write_graph.c
