libcore_la_SOURCES += \
	src/factors/alike.c \
	src/factors/choose.c \
	src/factors/choose.h \
	src/factors/cp.c \
	src/factors/cp.h \
	src/factors/factors.c \
	src/factors/factors_result.c \
	src/factors/job.h \
	src/factors/match.c \
	src/factors/tensor.c \
	src/factors/tensor.h
