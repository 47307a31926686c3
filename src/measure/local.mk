libcore_la_SOURCES += \
	src/measure/auc.c \
	src/measure/auc.h \
	src/measure/baselines.c \
	src/measure/closure.c \
	src/measure/degrees.c \
	src/measure/edges.c \
	src/measure/evaluate.c \
	src/measure/properties.c \
	src/measure/property.h \
	src/measure/reach.c \
	src/measure/spectrum.c \
	src/measure/subject.c \
	src/measure/subject.h
