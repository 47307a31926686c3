libcore_la_SOURCES += \
	src/function/costs.c \
	src/function/covariance.c \
	src/function/rate_covariance.c \
	src/function/rate_covariance.h \
	src/function/initial.c \
	src/function/initial.h \
	src/function/masks.c \
	src/function/network.c \
	src/function/network.h \
	src/function/oscillators.h \
	src/function/readout.c \
	src/function/readout.h \
	src/function/respond.h \
	src/function/reservoir.c \
	src/function/score_table.c \
	src/function/scores.h \
	src/function/signals.c \
	src/function/signals.h \
	src/function/structure.c \
	src/function/synchrony.c \
	src/function/tasks.c \
	src/function/tasks.h \
	src/function/tasks_classify.c \
	src/function/tasks_forecast.c \
	src/function/tasks_noise.c \
	src/function/weights_file.c
libfast_la_SOURCES += src/function/oscillators.c src/function/respond.c
