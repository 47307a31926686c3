/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Files of recordings of place cells: one file of NumPy per room and quantity, and the true network
 * as GraphML. The operations on functional connectomes read them. */

#include "functional/npy.h"

#include "base/text.h"

#include <latigraph/circuit.h>
#include <latigraph/functional.h>

/* Writes the windows of room r, rows first .. first + count − 1, one file per quantity. */
static igraph_error_t write_room(const latigraph_place_cells_t *cells, igraph_integer_t r,
                                 igraph_integer_t first, igraph_integer_t count, const char *folder,
                                 igraph_strvector_t *files) {
    const struct {
        const char *name;
        const igraph_matrix_t *matrix;
    } items[] = {{"inputs", &cells->inputs},
                 {"rates", &cells->rates},
                 {"counts", &cells->counts},
                 {"positions", &cells->positions}};
    for (size_t k = 0; k < G_N_ELEMENTS(items); k++) {
        char *place;
        IGRAPH_CHECK(latigraph_print_text(&place, "%s/%s/%s", folder,
                                          VECTOR(cells->unseen)[r] != 0 ? "unseen" : "trained",
                                          items[k].name));
        IGRAPH_FINALLY(g_free, place);
        IGRAPH_CHECK(latigraph_matrix_write_npy(items[k].matrix, first, count, place,
                                                igraph_strvector_get(&cells->names, r), files));
        g_free(place);
        IGRAPH_FINALLY_CLEAN(1);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t write_circuit(const latigraph_place_cells_t *cells, const char *folder,
                                    igraph_strvector_t *files) {
    char *path;
    IGRAPH_CHECK(latigraph_print_text(&path, "%s/circuit.graphml", folder));
    IGRAPH_FINALLY(g_free, path);
    IGRAPH_CHECK(
        latigraph_graph_write(igraph_graph_list_get_ptr(&cells->circuit, 0), path, "graphml"));
    if (files != NULL) {
        IGRAPH_CHECK(igraph_strvector_push_back(files, path));
    }
    g_free(path);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_place_cells_write
 * \brief Writes recordings of place cells to a folder.
 *
 * The folder gets "circuit.graphml", and the folders "trained" and "unseen" with folders "inputs",
 * "rates", "counts" and "positions", which have one file of NumPy per room.
 *
 * \param cells The recordings.
 * \param folder The folder; it is made if it does not exist.
 * \param files Gets the paths of the files; \c NULL: they are not wanted.
 * \return Error code: \c IGRAPH_EFILE if a file cannot be written, \c IGRAPH_ENOMEM,
 *         \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: linear in the size of the recordings.
 *
 * Example: a short recording in files.
 * \verbatim
 *   latigraph_rooms_t *rooms;
 *   latigraph_place_cells_options_t choice;
 *   latigraph_place_cells_t cells;
 *   latigraph_rooms_create(&rooms);
 *   latigraph_rooms_add(rooms, "square100");
 *   latigraph_place_cells_options_init(&choice);
 *   latigraph_place_cells_init(&cells);
 *   latigraph_bvc_place_cells(rooms, NULL, &choice, &cells);
 *   latigraph_place_cells_write(&cells, "recordings", NULL);
 *   latigraph_place_cells_destroy(&cells);
 *   latigraph_rooms_destroy(rooms);
 * \endverbatim
 */
igraph_error_t latigraph_place_cells_write(const latigraph_place_cells_t *cells, const char *folder,
                                           igraph_strvector_t *files) {
    const igraph_integer_t rows = igraph_vector_size(&cells->room);
    igraph_integer_t first = 0;
    for (igraph_integer_t r = 0; r < igraph_strvector_size(&cells->names); r++) {
        igraph_integer_t count = 0;
        while (first + count < rows && VECTOR(cells->room)[first + count] == (double)r + 1) {
            count++;
        }
        IGRAPH_CHECK(write_room(cells, r, first, count, folder, files));
        first += count;
    }
    return write_circuit(cells, folder, files);
}
