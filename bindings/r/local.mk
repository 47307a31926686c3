# The R package: a source package that "R CMD INSTALL bindings/r" builds against an installed library.
# Configured --with-r, make builds it against the library of the build folder, in bindings/r/library
# there, for the tests and for trying it out.
R_PACKAGE_FILES = \
	bindings/r/DESCRIPTION \
	bindings/r/NAMESPACE \
	bindings/r/.Rbuildignore \
	bindings/r/cleanup \
	bindings/r/configure \
	bindings/r/pages.R \
	bindings/r/R/conditions.R \
	bindings/r/R/graphs.R \
	bindings/r/R/models.R \
	bindings/r/R/operations.R \
	bindings/r/R/package.R \
	bindings/r/R/progress.R \
	bindings/r/R/requests.R \
	bindings/r/R/results.R \
	bindings/r/R/tables.R \
	bindings/r/R/values.R \
	bindings/r/src/Makevars.in \
	bindings/r/src/binding.h \
	bindings/r/src/call.c \
	bindings/r/src/graph_in.c \
	bindings/r/src/graph_out.c \
	bindings/r/src/session.c \
	bindings/r/src/table.c \
	bindings/r/src/value.c \
	bindings/r/vignettes/latigraph.Rmd
# Sources that the Python extension compiles as well; "configure" copies them to src.
R_SHARED_FILES = \
	bindings/shared/attribute.c \
	bindings/shared/bridge.h \
	bindings/shared/input.c \
	bindings/shared/session.c
EXTRA_DIST += $(R_PACKAGE_FILES) $(R_SHARED_FILES) bindings/r/man

if WITH_R
# The package is built from a copy, because R writes into the folder of a package.
R_STAGE = bindings/r/stage/latigraph
R_ENVIRONMENT = \
	LATIGRAPH_CFLAGS="-Wall -Wextra -Wno-cast-function-type -I$(abs_top_srcdir)/include -I$(abs_top_builddir)/include $(IGRAPH_CFLAGS)" \
	LATIGRAPH_LIBS="-L$(abs_top_builddir)/.libs -Wl,-rpath,$(abs_top_builddir)/.libs -llatigraph \
		$(IGRAPH_LIBS)" \
	LDFLAGS="$(LDFLAGS)"
BUILT_PACKAGES += bindings/r/stamp
CLEANUPS += clean-r
bindings/r/stamp: $(R_PACKAGE_FILES) $(R_SHARED_FILES) $(srcdir)/bindings/r/man liblatigraph.la
	@rm -rf bindings/r/stage && $(MKDIR_P) $(R_STAGE) bindings/r/library
	@for file in $(R_PACKAGE_FILES); do \
		to=bindings/r/stage/latigraph/$${file#bindings/r/}; \
		$(MKDIR_P) "$$(dirname "$$to")" && cp $(srcdir)/$$file "$$to" || exit 1; \
	done
	@$(MKDIR_P) $(R_STAGE)/tools/shared && \
		for file in $(R_SHARED_FILES); do cp $(srcdir)/$$file $(R_STAGE)/tools/shared || exit 1; done
	@$(MKDIR_P) $(R_STAGE)/man && cp $(srcdir)/bindings/r/man/*.Rd $(R_STAGE)/man
	@chmod -R u+w bindings/r/stage
	$(AM_V_GEN)MAKEFLAGS= $(R_ENVIRONMENT) $(R) CMD INSTALL --no-multiarch --no-test-load \
		--library=bindings/r/library $(R_STAGE) >bindings/r/install.log 2>&1 || \
		{ cat bindings/r/install.log; exit 1; }
	@! grep warning: bindings/r/install.log
	@touch $@
CLEANFILES += bindings/r/stamp bindings/r/install.log
clean-r:
	rm -rf bindings/r/stage bindings/r/library

# Help pages are made from the table of operations and kept with the sources.
update-r-pages: bindings/r/stamp
	rm -f $(srcdir)/bindings/r/man/*.Rd
	R_LIBS=bindings/r/library $(RSCRIPT) $(srcdir)/bindings/r/pages.R $(srcdir)/bindings/r/man

# What CRAN would look at, vignette included (needs knitr, rmarkdown and pandoc).
check-r: bindings/r/stamp
	cd bindings/r && $(R_ENVIRONMENT) $(R) CMD build stage/latigraph
	cd bindings/r && $(R_ENVIRONMENT) LATIGRAPH_MODEL_PATH=$(abs_top_srcdir)/models \
		$(R) CMD check --no-manual latigraph_$(PACKAGE_VERSION).tar.gz
endif
.PHONY: clean-r update-r-pages check-r
