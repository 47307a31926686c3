# The table of operations in the grammar of igraph's own interface files, for generators of bindings.
check_PROGRAMS += interfaces/write
interfaces_write_LDADD = libcore.la
EXTRA_DIST += interfaces/functions.yaml interfaces/types.yaml

update-interfaces: interfaces/write$(EXEEXT)
	interfaces/write$(EXEEXT) $(srcdir)/interfaces
.PHONY: update-interfaces
