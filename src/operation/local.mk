libcore_la_SOURCES += \
	src/operation/argument.c \
	src/operation/call.c \
	src/operation/check.c \
	src/operation/describe.c \
	src/operation/loader.c \
	src/operation/operation.h \
	src/operation/registry.c \
	src/operation/table.c \
	src/operation/version.c
