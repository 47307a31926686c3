/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_FORMATS_SONATA_H
#define LATIGRAPH_FORMATS_SONATA_H

#include "formats/reading.h"

/* Finds whether a folder is a SONATA network: it has circuit_config.json or edges.h5. */
igraph_error_t latigraph_sonata_is_folder(const char *folder, igraph_bool_t *is_sonata);
/* Adds the files that the text of a configuration names; `path` is its own. */
igraph_error_t latigraph_sonata_list_files(igraph_strvector_t *files, const char *path,
                                           const char *text);
/* Appends the circuit of the folder reading->path. */
igraph_error_t latigraph_sonata_read_folder(const latigraph_file_reading_t *reading);

#endif
