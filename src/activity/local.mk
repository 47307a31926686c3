libcore_la_SOURCES += \
	src/activity/activity.c \
	src/activity/activity.h \
	src/activity/autoregression.c \
	src/activity/columns.c \
	src/activity/columns.h \
	src/activity/correlation.c \
	src/activity/estimate.h \
	src/activity/glm.c \
	src/activity/glm.h \
	src/activity/keep.c \
	src/activity/keep.h \
	src/activity/network.c \
	src/activity/products.c \
	src/activity/products.h \
	src/activity/read.c \
	src/activity/read_table.c \
	src/activity/read_tensor.c \
	src/activity/ridge.c \
	src/activity/ridge.h \
	src/activity/shifts.c \
	src/activity/vertices.c \
	src/activity/vertices.h \
	src/activity/visibility.c \
	src/activity/visibility.h \
	src/activity/within.c
