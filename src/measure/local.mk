libcore_la_SOURCES += \
	src/measure/auc.c \
	src/measure/auc.h \
	src/measure/baselines.c \
	src/measure/classifier.c \
	src/measure/classifier.h \
	src/measure/closure.c \
	src/measure/contrast.c \
	src/measure/contrast.h \
	src/measure/degrees.c \
	src/measure/descriptors.c \
	src/measure/descriptors.h \
	src/measure/edges.c \
	src/measure/evaluate.c \
	src/measure/likeness.c \
	src/measure/likeness.h \
	src/measure/mmd.c \
	src/measure/mmd.h \
	src/measure/properties.c \
	src/measure/property.h \
	src/measure/reach.c \
	src/measure/spectrum.c \
	src/measure/subject.c \
	src/measure/subject.h \
	src/measure/triads.c \
	src/measure/triads.h
