# The latigraph command.
noinst_LTLIBRARIES += libcli.la
libcli_la_SOURCES = \
	src/cli/arguments.c \
	src/cli/cli.h \
	src/cli/cmd_decode.c \
	src/cli/cmd_directions.c \
	src/cli/cmd_encode.c \
	src/cli/cmd_evaluate.c \
	src/cli/cmd_fit.c \
	src/cli/cmd_generate.c \
	src/cli/cmd_info.c \
	src/cli/cmd_properties.c \
	src/cli/cmd_sample.c \
	src/cli/cmd_steer.c \
	src/cli/codes.c \
	src/cli/host.c \
	src/cli/main.c \
	src/cli/output.c \
	src/cli/print.c \
	src/cli/reading.c
