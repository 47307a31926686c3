# The Python package: one extension module that holds a copy of the library, as the loadable module
# does, and Python files. ./configure --with-python builds it, and pip does by build_backend.py. The
# sources in bindings/shared are those that the R package compiles as well.
PYTHON_EXTENSION_SOURCES = \
	bindings/python/extension/attribute_in.c \
	bindings/python/extension/binding.h \
	bindings/python/extension/call.c \
	bindings/python/extension/exceptions.c \
	bindings/python/extension/graph_in.c \
	bindings/python/extension/graph_out.c \
	bindings/python/extension/module.c \
	bindings/python/extension/session.c \
	bindings/python/extension/text.c \
	bindings/python/extension/value.c
BRIDGE_SOURCES = \
	bindings/shared/attribute.c \
	bindings/shared/bridge.h \
	bindings/shared/input.c \
	bindings/shared/session.c
PYTHON_FILES = \
	bindings/python/latigraph/__init__.py \
	bindings/python/latigraph/__init__.pyi \
	bindings/python/latigraph/_arrays.py \
	bindings/python/latigraph/_call.py \
	bindings/python/latigraph/_graphs.py \
	bindings/python/latigraph/_html.py \
	bindings/python/latigraph/_labels.py \
	bindings/python/latigraph/_model.py \
	bindings/python/latigraph/_progress.py \
	bindings/python/latigraph/_result.py \
	bindings/python/latigraph/_values.py \
	bindings/python/latigraph/ops.py \
	bindings/python/latigraph/ops.pyi \
	bindings/python/latigraph/py.typed
EXTRA_DIST += $(BRIDGE_SOURCES) $(PYTHON_FILES) bindings/python/build_backend.py \
	bindings/python/stubs.py pyproject.toml

if WITH_PYTHON
DISTCHECK_CONFIGURE_FLAGS += --with-python=$(PYTHON)
pyextdir = $(PYTHON_EXTENSION_DIR)
pyext_LTLIBRARIES = bindings/python/latigraph/_latigraph.la
INSTALLED_MODULES += bindings/python/latigraph/_latigraph.la:$(pyextdir)
pypackagedir = $(pyextdir)
dist_pypackage_DATA = $(PYTHON_FILES)

bindings_python_latigraph__latigraph_la_SOURCES = $(PYTHON_EXTENSION_SOURCES) $(BRIDGE_SOURCES)
bindings_python_latigraph__latigraph_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/bindings/shared $(PYTHON_CPPFLAGS)
bindings_python_latigraph__latigraph_la_LIBADD = libcore.la
bindings_python_latigraph__latigraph_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-shrext $(PYTHON_SUFFIX) -export-symbols-regex '^PyInit__latigraph$$'

# The package as it can be imported: PYTHONPATH=bindings/python of the build folder.
BUILT_PACKAGES += bindings/python/stamp
CLEANUPS += clean-python
# Sources have their whole path here, because make would otherwise take a copy in the build folder.
bindings/python/stamp: $(addprefix $(srcdir)/,$(PYTHON_FILES)) bindings/python/latigraph/_latigraph.la
	@for file in $(PYTHON_FILES); do \
		cmp -s $(srcdir)/$$file $$file || cp $(srcdir)/$$file $$file || exit 1; \
	done
	@cp bindings/python/latigraph/.libs/_latigraph$(PYTHON_SUFFIX) bindings/python/latigraph/
	@touch $@
CLEANFILES += bindings/python/stamp bindings/python/latigraph/_latigraph$(PYTHON_SUFFIX)
clean-python:
	test '$(srcdir)' = . || rm -f $(PYTHON_FILES)

# Type stubs are made from the table of operations and kept with the sources.
update-python-stubs: bindings/python/stamp
	PYTHONPATH=bindings/python $(PYTHON) $(srcdir)/bindings/python/stubs.py \
		$(srcdir)/bindings/python/latigraph
else
EXTRA_DIST += $(PYTHON_EXTENSION_SOURCES)
endif
.PHONY: clean-python update-python-stubs
