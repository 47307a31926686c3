# Pretrained models with their cards; build.sh makes them.
modeldir = $(pkgdatadir)/models
dist_model_DATA = $(wildcard $(srcdir)/models/*.safetensors $(srcdir)/models/*.md)
EXTRA_DIST += \
	models/build.sh \
	models/fly-larva.json \
	models/mouse-v1-l23.json \
	models/mouse-v1-l4.json \
	models/worm.json
