libcore_la_SOURCES += \
	src/circuit/digest.c
