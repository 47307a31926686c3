# The page of reports: page.html is built from the other files by "npm run build" (CONTRIBUTING.md) and committed.
EXTRA_DIST += \
	src/report/.npmrc \
	src/report/build.mjs \
	src/report/js/circuit.js \
	src/report/js/decode.js \
	src/report/js/directions.js \
	src/report/js/dom.js \
	src/report/js/drawings.js \
	src/report/js/evaluation.js \
	src/report/js/figure.js \
	src/report/js/format.js \
	src/report/js/graph.js \
	src/report/js/layout.js \
	src/report/js/legend.js \
	src/report/js/main.js \
	src/report/js/map.js \
	src/report/js/matrix.js \
	src/report/js/network.js \
	src/report/js/palette.js \
	src/report/js/save.js \
	src/report/js/scale.js \
	src/report/js/steering.js \
	src/report/js/store.js \
	src/report/js/svg.js \
	src/report/js/theme.js \
	src/report/js/write.js \
	src/report/package-lock.json \
	src/report/package.json \
	src/report/page.css \
	src/report/page.html \
	src/report/template.html
