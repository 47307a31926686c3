libcore_la_SOURCES += \
	src/circuit/circuit.c \
	src/circuit/circuit.h \
	src/circuit/column.c \
	src/circuit/column.h \
	src/circuit/digest.c \
	src/circuit/edges.c \
	src/circuit/edges.h \
	src/circuit/graph.c \
	src/circuit/identity.c \
	src/circuit/identity.h \
	src/circuit/list.c \
	src/circuit/overlap.c \
	src/circuit/to_graph.c \
	src/circuit/to_graph.h
