# What is made from the comments and pages: manual pages of the functions, and the site.
SITE_FILES = \
	doc/site/build.py \
	doc/site/comments.py \
	doc/site/conf.py \
	doc/site/index.md \
	doc/site/man.py \
	doc/site/reference_c.py \
	doc/site/reference_command.py \
	doc/site/reference_python.py \
	doc/site/reference_r.R \
	doc/site/rst.py \
	doc/site/site.css
EXTRA_DIST += $(SITE_FILES)

# One page of section 3 for each public function, where configure found python3. A tarball carries
# the pages of the machine that it was made on.
man3dir = $(mandir)/man3
DOCUMENTED_FILES = $(pkginclude_HEADERS) $(liblatigraph_la_SOURCES) $(libcore_la_SOURCES) $(libfast_la_SOURCES)
man3: doc/man3/stamp
doc/man3/stamp: doc/site/comments.py doc/site/man.py $(DOCUMENTED_FILES)
	@test -n '$(PYTHON3)' || { echo 'make man3 needs python3 (Debian: python3)' >&2; exit 1; }
	$(AM_V_GEN)$(PYTHON3) $(srcdir)/doc/site/man.py $(srcdir) $(PACKAGE_VERSION) doc/man3
	@touch $@
if HAVE_PYTHON3
BUILT_PACKAGES += doc/man3/stamp
CLEANUPS += clean-man3
endif
clean-man3:
	rm -rf doc/man3

# The folder that holds the pages: of this build or, without python3, of the tarball.
MAN3_FOLDER = `for folder in doc/man3 $(srcdir)/doc/man3; do \
	test -e $$folder/latigraph_encode.3 && echo $$folder && break; done`
install-data-local:
	@folder=$(MAN3_FOLDER); test -z "$$folder" || { \
		$(MKDIR_P) '$(DESTDIR)$(man3dir)' && \
		$(INSTALL_DATA) "$$folder"/latigraph_*.3 '$(DESTDIR)$(man3dir)'; }
uninstall-local:
	rm -f '$(DESTDIR)$(man3dir)'/latigraph_*.3
dist-hook:
	@folder=$(MAN3_FOLDER); test -z "$$folder" || { \
		$(MKDIR_P) $(distdir)/doc/man3 && cp "$$folder"/latigraph_*.3 $(distdir)/doc/man3; }

# The site: pages, command, operations, C, Python and R in doc/site/html of the build folder. Needs
# Sphinx, myst_parser and R, which build.py asks for; a reference that leads nowhere is an error.
html-local: latigraph$(EXEEXT)
	@test -n '$(PYTHON3)' || { echo 'make html needs python3 (Debian: python3)' >&2; exit 1; }
	LATIGRAPH_MODULE_PATH= $(PYTHON3) $(srcdir)/doc/site/build.py $(srcdir) ./latigraph doc/site
CLEANUPS += clean-html
clean-html:
	rm -rf doc/site/sources doc/site/html
.PHONY: man3 clean-man3 clean-html
