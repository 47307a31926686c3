/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "fuzz.h"

#include "formats/sonata.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* SONATA networks. The input describes the objects of nodes.h5 and edges.h5, which HDF5 then
 * writes: the files are intact, and what they hold is arbitrary. Objects are datasets of any type,
 * shape and storage (also ones whose rows were never written), groups, links and attributes, under
 * the names that the reader looks for. A configuration and a table of types follow.
 *
 * HDF5 itself is not the target, and damaged files end some of its versions. With
 * LATIGRAPH_FUZZ_RAW set, the input is edges.h5 as it is. */

#ifndef HAVE_HDF5
void fuzz_prepare(void) {
}

void fuzz_one(char *text, size_t size) {
    (void)text;
    (void)size;
}
#else
#include <hdf5.h>

/* Names in groups of both kinds. %s is the name of a population. */
static const char *const paths[] = {"/nodes/%s/node_type_id",
                                    "/nodes/%s/node_id",
                                    "/nodes/%s/node_group_id",
                                    "/nodes/%s/node_group_index",
                                    "/nodes/%s/0/x",
                                    "/nodes/%s/0/y",
                                    "/nodes/%s/0/name",
                                    "/nodes/%s/1/type",
                                    "/nodes/%s/99999999999999999999/x",
                                    "/edges/%s/source_node_id",
                                    "/edges/%s/target_node_id",
                                    "/edges/%s/edge_group_id",
                                    "/edges/%s/edge_group_index",
                                    "/edges/%s/0/syn_weight",
                                    "/edges/%s/0/delay",
                                    "/edges/%s/1/syn_weight",
                                    "/nodes/%s",
                                    "/edges/%s"};
static const char *const populations[] = {"v1", "lgn", "a:b", ""};
static const char *const files[] = {"nodes.h5", "edges.h5"};
enum { ROWS = 16, BYTES = 8 * ROWS, HUGE_ROWS = 1 << 30 };

void fuzz_prepare(void) {
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    tiny_folder();
}

/* Returns a type, which the caller closes. */
static hid_t make_type(fuzz_input_t *input, gboolean *is_text) {
    const int choice = fuzz_choice(input, 9);
    hid_t type = H5Tcopy(choice == 0   ? H5T_STD_U8LE
                         : choice == 1 ? H5T_STD_I32BE
                         : choice == 2 ? H5T_IEEE_F32LE
                         : choice == 3 ? H5T_IEEE_F64LE
                         : choice == 4 ? H5T_STD_U64LE
                         : choice <= 6 ? H5T_C_S1
                                       : H5T_STD_I64LE);
    if (choice == 5) {
        H5Tset_size(type, (size_t)fuzz_choice(input, 8) + 1);
    } else if (choice == 6) {
        H5Tset_size(type, H5T_VARIABLE);
    }
    *is_text = choice == 6;
    return type;
}

/* Returns the way of storing: contiguous, or in pieces, of which none may be written. */
static hid_t make_storage(hsize_t rows, gboolean pieces) {
    const hid_t storage = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t piece = MAX(MIN(rows, 4096), 1);
    if (pieces) {
        H5Pset_chunk(storage, 1, &piece);
    }
    return storage;
}

static void write_items(fuzz_input_t *input, hid_t set, hid_t type, gboolean is_text) {
    char bytes[BYTES];
    const char *texts[ROWS];
    for (int k = 0; k < ROWS; k++) { /* more texts would replace the first ones */
        texts[k] = !is_text ? "" : k < 7 ? fuzz_text(input) : texts[k % 7];
    }
    for (int k = 0; k < BYTES && !is_text; k++) {
        /* Little numbers are more likely to name a node. */
        bytes[k] = (char)(input->at < input->end && k % 8 == 0 ? fuzz_byte(input) : 0);
    }
    H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT,
             is_text ? (const void *)texts : (const void *)bytes);
}

static void add_dataset(fuzz_input_t *input, hid_t file, const char *path) {
    gboolean is_text;
    const hid_t type = make_type(input, &is_text);
    const int shape = fuzz_choice(input, 32);
    const hsize_t rows = shape == 31 ? HUGE_ROWS : (hsize_t)fuzz_choice(input, ROWS + 1);
    const hsize_t size[] = {rows, 2};
    const hid_t space = shape == 0 ? H5Screate(H5S_SCALAR)
                        : shape == 1
                            ? H5Screate(H5S_NULL)
                            : H5Screate_simple(shape == 2 && rows <= ROWS / 2 ? 2 : 1, size, NULL);
    const hid_t storage = make_storage(rows, shape > 28);
    const hid_t links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    const hid_t set = H5Dcreate2(file, path, type, space, links, storage, H5P_DEFAULT);
    if (set >= 0) {
        if (rows <= ROWS && shape != 1) {
            write_items(input, set, type, is_text);
        }
        H5Dclose(set);
    }
    H5Pclose(links);
    H5Pclose(storage);
    H5Sclose(space);
    H5Tclose(type);
}

/* Adds the population of the ends of edges to a dataset, or the same as numbers. */
static void add_attribute(fuzz_input_t *input, hid_t file, const char *path) {
    gboolean is_text = FALSE;
    const hid_t set = H5Oopen(file, path, H5P_DEFAULT);
    const hid_t type = make_type(input, &is_text), space = H5Screate(H5S_SCALAR);
    const hid_t attribute =
        set < 0 ? -1 : H5Acreate2(set, "node_population", type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute >= 0) {
        const char *text = populations[fuzz_choice(input, G_N_ELEMENTS(populations))];
        char item[64] = {0};
        g_strlcpy(item, text, sizeof item);
        H5Awrite(attribute, type, is_text ? (const void *)&text : (const void *)item);
        H5Aclose(attribute);
    }
    H5Sclose(space);
    H5Tclose(type);
    if (set >= 0) {
        H5Oclose(set);
    }
}

/* Links a path to another one, which may be a group above it or nothing. */
static void add_link(fuzz_input_t *input, hid_t file, const char *path) {
    char to[96];
    const hid_t links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    g_snprintf(to, sizeof to, paths[fuzz_choice(input, G_N_ELEMENTS(paths))],
               populations[fuzz_choice(input, G_N_ELEMENTS(populations))]);
    if (fuzz_choice(input, 2) == 0) {
        H5Lcreate_soft(to, file, path, links, H5P_DEFAULT);
    } else {
        H5Lcreate_hard(file, to, file, path, links, H5P_DEFAULT);
    }
    H5Pclose(links);
}

static void add_object(fuzz_input_t *input, const hid_t file[2]) {
    char path[96];
    const int place = fuzz_choice(input, G_N_ELEMENTS(paths));
    const int population = fuzz_choice(input, 2 * G_N_ELEMENTS(populations)); /* mostly the first */
    g_snprintf(path, sizeof path, paths[place],
               populations[population < (int)G_N_ELEMENTS(populations) ? population : 0]);
    const hid_t into = file[g_str_has_prefix(path, "/edges")];
    switch (fuzz_choice(input, 8)) {
    case 0:
        add_link(input, into, path);
        break;
    case 1:
        add_attribute(input, into, path);
        break;
    default:
        add_dataset(input, into, path);
    }
}

static void write_text(const char *name, const char *text, size_t size) {
    FILE *file = fopen(name, "wb");
    if (file != NULL) {
        fwrite(text, 1, size, file);
        fclose(file);
    }
}

/* The input after the objects: a configuration if it begins with "{", else a table of types. */
static void write_rest(const fuzz_input_t *input) {
    const size_t size = (size_t)(input->end - input->at);
    unlink("circuit_config.json");
    unlink("node_types.csv");
    if (size > 0) {
        write_text(*input->at == '{' ? "circuit_config.json" : "node_types.csv",
                   (const char *)input->at, size);
    }
}

static void write_files(fuzz_input_t *input) {
    hid_t file[2];
    const int objects = fuzz_choice(input, 24);
    for (int k = 0; k < 2; k++) {
        file[k] = H5Fcreate(files[k], H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    }
    for (int k = 0; k < objects; k++) {
        add_object(input, file);
    }
    for (int k = 0; k < 2; k++) {
        H5Fclose(file[k]);
    }
    write_rest(input);
}

void fuzz_one(char *text, size_t size) {
    latigraph_circuit_list_t list;
    latigraph_read_options_t options;
    latigraph_read_report_t report = {0};
    fuzz_input_t input = {(const uint8_t *)text, (const uint8_t *)text + size};
    if (g_getenv("LATIGRAPH_FUZZ_RAW") != NULL) {
        write_text("edges.h5", text, size);
    } else {
        write_files(&input);
    }
    latigraph_read_options_init(&options);
    latigraph_circuit_list_init(&list);
    const latigraph_file_reading_t reading = {&list, &options, &report, ".", "input"};
    latigraph_sonata_read_folder(&reading);
    latigraph_circuit_list_destroy(&list);
}
#endif
