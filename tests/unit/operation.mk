# Unit tests of src/operation.
OPERATION_TESTS = \
	tests/unit/card_text \
	tests/unit/figure_network \
	tests/unit/figures \
	tests/unit/igraph_measures \
	tests/unit/matrix_file \
	tests/unit/operation_call \
	tests/unit/operation_form \
	tests/unit/operation_latent \
	tests/unit/operation_loader \
	tests/unit/operation_nodes \
	tests/unit/operation_own \
	tests/unit/operation_property \
	tests/unit/operation_reservoir \
	tests/unit/operation_rows \
	tests/unit/operation_work \
	tests/unit/palette \
	tests/unit/report \
	tests/unit/surrogate_code
# These look at the calls on the stack, for which musl has no function.
if HAVE_BACKTRACE
OPERATION_TESTS += \
	tests/unit/interruptions \
	tests/unit/out_of_memory
endif
check_PROGRAMS += $(OPERATION_TESTS)
TESTS += $(OPERATION_TESTS)
tests_unit_card_text_LDADD = $(TEST_LIBS)
tests_unit_figure_network_LDADD = $(TEST_LIBS)
tests_unit_figures_LDADD = $(TEST_LIBS)
tests_unit_igraph_measures_LDADD = $(TEST_LIBS)
tests_unit_interruptions_LDADD = $(TEST_LIBS)
tests_unit_matrix_file_LDADD = $(TEST_LIBS)
tests_unit_operation_call_LDADD = $(TEST_LIBS)
tests_unit_operation_form_LDADD = $(TEST_LIBS)
tests_unit_operation_latent_LDADD = $(TEST_LIBS)
tests_unit_operation_loader_LDADD = $(TEST_LIBS)
tests_unit_operation_nodes_LDADD = $(TEST_LIBS)
tests_unit_operation_own_LDADD = $(TEST_LIBS)
tests_unit_operation_property_LDADD = $(TEST_LIBS)
tests_unit_operation_reservoir_LDADD = $(TEST_LIBS)
tests_unit_operation_rows_LDADD = $(TEST_LIBS)
tests_unit_operation_work_LDADD = $(TEST_LIBS)
tests_unit_out_of_memory_LDADD = $(TEST_LIBS) -ldl
# The program defines functions of GLib and igraph, which the libraries must find.
tests_unit_out_of_memory_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
tests_unit_palette_LDADD = $(TEST_LIBS)
tests_unit_report_LDADD = $(TEST_LIBS)
tests_unit_surrogate_code_LDADD = $(TEST_LIBS)
EXTRA_DIST += tests/unit/failing_allocator.h tests/unit/operation_cases.h tests/unit/operation_test.h \
	tests/unit/operation_work.h tests/unit/sanitized.h tests/unit/seen_calls.h

# Modules to be opened by the tests, one for every way in which one can be
# broken.
DUMMY_MODULE_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere
check_LTLIBRARIES += \
	tests/unit/operation_good.la \
	tests/unit/operation_copy.la \
	tests/unit/operation_bad_api.la \
	tests/unit/operation_bad_igraph.la \
	tests/unit/operation_bad_integer_size.la \
	tests/unit/operation_bad_symbol.la \
	tests/unit/operation_bad_entry.la \
	tests/unit/operation_bad_raise.la \
	tests/unit/operation_bad_name.la \
	tests/unit/operation_bad_invoke.la \
	tests/unit/operation_bad_argument.la \
	tests/unit/operation_bad_type.la \
	tests/unit/operation_bad_default.la \
	tests/unit/operation_bad_range.la \
	tests/unit/operation_bad_seed.la \
	tests/unit/operation_bad_model.la \
	tests/unit/operation_bad_twice.la \
	tests/unit/operation_bad_version.la \
	tests/unit/operation_bad_duplicate.la

tests_unit_operation_good_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_good_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_good_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_copy_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_copy_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_copy_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_api_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_api_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_API
tests_unit_operation_bad_api_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_api_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_igraph_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_igraph_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_IGRAPH
tests_unit_operation_bad_igraph_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_igraph_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_integer_size_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_integer_size_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_INTEGER_SIZE
tests_unit_operation_bad_integer_size_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_integer_size_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_symbol_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_symbol_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_SYMBOL
tests_unit_operation_bad_symbol_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_symbol_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_entry_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_entry_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_ENTRY
tests_unit_operation_bad_entry_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_entry_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_name_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_name_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_NAME
tests_unit_operation_bad_name_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_name_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_invoke_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_invoke_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_INVOKE
tests_unit_operation_bad_invoke_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_invoke_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_argument_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_argument_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_ARGUMENT
tests_unit_operation_bad_argument_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_argument_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_type_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_type_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_TYPE
tests_unit_operation_bad_type_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_type_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_default_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_default_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_DEFAULT
tests_unit_operation_bad_default_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_default_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_range_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_range_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_RANGE
tests_unit_operation_bad_range_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_range_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_seed_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_seed_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_SEED
tests_unit_operation_bad_seed_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_seed_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_twice_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_twice_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_TWICE
tests_unit_operation_bad_twice_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_twice_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_version_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_version_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_VERSION
tests_unit_operation_bad_version_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_version_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_duplicate_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_duplicate_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_DUPLICATE
tests_unit_operation_bad_duplicate_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_duplicate_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_raise_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_raise_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_RAISE
tests_unit_operation_bad_raise_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_raise_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)

tests_unit_operation_bad_model_la_SOURCES = tests/unit/operation_module.c
tests_unit_operation_bad_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DBAD_MODEL
tests_unit_operation_bad_model_la_LIBADD = $(IGRAPH_LIBS)
tests_unit_operation_bad_model_la_LDFLAGS = $(DUMMY_MODULE_LDFLAGS)
