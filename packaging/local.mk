# Recipes for other systems' packages, and how wheels are made.
EXTRA_DIST += \
	packaging/README.md \
	packaging/conda/build.sh \
	packaging/conda/recipe.yaml \
	packaging/dist.sh \
	packaging/debian/README.source \
	packaging/debian/build.sh \
	packaging/debian/changelog \
	packaging/debian/control \
	packaging/debian/copyright \
	packaging/debian/latigraph-models.install \
	packaging/debian/latigraph.docs \
	packaging/debian/latigraph.install \
	packaging/debian/liblatigraph-dev.install \
	packaging/debian/liblatigraph0.install \
	packaging/debian/python3-latigraph.install \
	packaging/debian/rules \
	packaging/debian/source/format \
	packaging/debian/source/lintian-overrides \
	packaging/homebrew/formula.sh \
	packaging/python/bundle.py \
	packaging/python/wheel.sh \
	packaging/r/bundle.sh
