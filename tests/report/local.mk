# The page of reports: its functions in Node, and the page in Chromium.
TESTS += tests/report/report.sh
EXTRA_DIST += \
	tests/report/browser.mjs \
	tests/report/chromium.mjs \
	tests/report/pure.mjs \
	tests/report/report.sh \
	tests/report/sample.mjs
