# Targets of libFuzzer, which only a build by clang with -fsanitize=fuzzer can link. "make fuzz"
# makes such a build in the folder fuzz-build, so that no other build depends on it:
#
#     make fuzz TARGET=csv SECONDS=60        one target
#     make fuzz-all SECONDS=60               all targets, a minute altogether

FUZZ_TARGETS = card checkpoint csv fit_options graph gzip matrix model operation options positions \
	request select sonata tables text
FUZZ_COMMON = fuzz/fuzz.c fuzz/fuzz.h fuzz/edits.c fuzz/tiny.c
FUZZ_CC = clang
FUZZ_CFLAGS = -O2 -gline-tables-only -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined

EXTRA_PROGRAMS += fuzz/card fuzz/checkpoint fuzz/csv fuzz/fit_options fuzz/graph fuzz/gzip \
	fuzz/matrix fuzz/model fuzz/operation fuzz/options fuzz/positions fuzz/request fuzz/select \
	fuzz/sonata fuzz/tables fuzz/text
fuzz_card_SOURCES = fuzz/card.c $(FUZZ_COMMON)
fuzz_card_LDADD = libcore.la
fuzz_card_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_checkpoint_SOURCES = fuzz/checkpoint.c $(FUZZ_COMMON)
fuzz_checkpoint_LDADD = libcore.la
fuzz_checkpoint_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_csv_SOURCES = fuzz/csv.c $(FUZZ_COMMON)
fuzz_csv_LDADD = libcore.la
fuzz_csv_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fit_options_SOURCES = fuzz/fit_options.c $(FUZZ_COMMON)
fuzz_fit_options_LDADD = libcore.la
fuzz_fit_options_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_graph_SOURCES = fuzz/graph.c $(FUZZ_COMMON)
fuzz_graph_LDADD = libcore.la
fuzz_graph_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_gzip_SOURCES = fuzz/gzip.c $(FUZZ_COMMON)
fuzz_gzip_LDADD = libcore.la
fuzz_gzip_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_matrix_SOURCES = fuzz/matrix.c $(FUZZ_COMMON)
fuzz_matrix_LDADD = libcore.la
fuzz_matrix_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_model_SOURCES = fuzz/model.c $(FUZZ_COMMON)
fuzz_model_LDADD = libcore.la
fuzz_model_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_operation_SOURCES = fuzz/operation.c $(FUZZ_COMMON)
fuzz_operation_LDADD = libcore.la
fuzz_operation_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_positions_SOURCES = fuzz/positions.c $(FUZZ_COMMON)
fuzz_positions_LDADD = libcore.la
fuzz_positions_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_request_SOURCES = fuzz/request.c $(FUZZ_COMMON)
fuzz_request_LDADD = libcore.la
fuzz_request_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_select_SOURCES = fuzz/select.c $(FUZZ_COMMON)
fuzz_select_LDADD = libcore.la
fuzz_select_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_sonata_SOURCES = fuzz/sonata.c $(FUZZ_COMMON)
fuzz_sonata_LDADD = libcore.la
fuzz_sonata_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_tables_SOURCES = fuzz/tables.c $(FUZZ_COMMON)
fuzz_tables_LDADD = libcore.la
fuzz_tables_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_text_SOURCES = fuzz/text.c $(FUZZ_COMMON)
fuzz_text_LDADD = libcore.la
fuzz_text_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_options_SOURCES = fuzz/options.c $(FUZZ_COMMON) src/cli/command.c \
	src/cli/complete.c src/cli/help.c src/cli/host.c src/cli/input.c src/cli/ops.c \
	src/cli/options.c src/cli/output.c src/cli/ranks.c src/cli/special.c
fuzz_options_CFLAGS = $(AM_CFLAGS)
fuzz_options_LDADD = libcore.la
fuzz_options_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer

fuzz-build/Makefile: $(srcdir)/configure
	$(MKDIR_P) fuzz-build
	cd fuzz-build && $(abs_srcdir)/configure -q CC='$(FUZZ_CC)' \
		CFLAGS='$(FUZZ_CFLAGS)' LDFLAGS='-fsanitize=address,undefined' CPPFLAGS='$(CPPFLAGS)' \
		PKG_CONFIG_PATH="$$PKG_CONFIG_PATH"

fuzz: fuzz-build/Makefile
	@test -n '$(TARGET)' || { echo 'make fuzz TARGET=NAME SECONDS=60; targets: $(FUZZ_TARGETS)'; exit 1; }
	cd fuzz-build && $(MAKE) -s fuzz/$(TARGET)
	bash $(srcdir)/fuzz/run.sh $(srcdir)/fuzz fuzz-build '$(SECONDS)' $(TARGET)

fuzz-all: fuzz-build/Makefile
	cd fuzz-build && $(MAKE) -s fuzz-here SECONDS='$(SECONDS)'

# All targets in this build, which clang must have compiled with the flags above.
fuzz-here: $(FUZZ_TARGETS:%=fuzz/%)
	bash $(srcdir)/fuzz/run.sh $(srcdir)/fuzz . '$(SECONDS)' $(FUZZ_TARGETS)
.PHONY: fuzz fuzz-all fuzz-here

EXTRA_DIST += fuzz/run.sh fuzz/leaks.supp fuzz/corpus fuzz/dictionaries
