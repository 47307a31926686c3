# The latigraph command.
bin_PROGRAMS += latigraph
# The files of src/base are part of the library, too, which does not export them.
latigraph_SOURCES = \
	src/base/nearest_word.c \
	src/base/output.c \
	src/base/text.c \
	src/cli/cli.h \
	src/cli/command.c \
	src/cli/complete.c \
	src/cli/help.c \
	src/cli/host.c \
	src/cli/input.c \
	src/cli/main.c \
	src/cli/ops.c \
	src/cli/options.c \
	src/cli/output.c \
	src/cli/ranks.c \
	src/cli/special.c
latigraph_CFLAGS = $(AM_CFLAGS)
latigraph_LDADD = liblatigraph.la $(BLAS_LIBS) $(IGRAPH_LIBS) $(GLIB_LIBS) $(MPI_LIBS) -lm

dist_man_MANS += src/cli/latigraph.1
dist_completion_DATA = src/cli/completion/latigraph
completiondir = $(BASH_COMPLETION_DIR)
dist_zshcompletion_DATA = src/cli/completion/_latigraph
zshcompletiondir = $(datadir)/zsh/site-functions
dist_fishcompletion_DATA = src/cli/completion/latigraph.fish
fishcompletiondir = $(datadir)/fish/vendor_completions.d
EXTRA_DIST += src/cli/man.sh

# The manual page is made from the help texts and kept with the sources.
update-man: latigraph$(EXEEXT)
	$(srcdir)/src/cli/man.sh ./latigraph >$(srcdir)/src/cli/latigraph.1
.PHONY: update-man
