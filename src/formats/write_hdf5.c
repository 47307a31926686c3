/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* HDF5 files whose datasets are larger than memory.
 *
 * A dataset is contiguous and of known size. A callback fills a buffer of some thousand rows, which
 * go into the file as one hyperslab, so that no second copy of a circuit exists and a cancellation
 * is seen between two buffers. Types in the file are little-endian on every machine, as SONATA
 * demands.
 *
 * HDF5 opens the file by its path and takes a lock of its own with flock(). The lock would collide
 * with that of the temporary file (base/output.c), so HDF5's locks are switched off. Its messages
 * go to the error stack and not to standard error: the innermost one becomes part of the error. A
 * strict close releases everything in the file that an error has left open. */

#include "config.h"

#ifdef HAVE_HDF5
#include "formats/write_hdf5.h"

#include "base/memory.h"

#include <string.h>

enum { ROWS = 8192 };

/* --- Errors ------------------------------------------------------------------- */

/* Keeps the first message that H5Ewalk2() meets, which is the innermost one. */
static herr_t keep_message(unsigned place, const H5E_error2_t *error, void *data) {
    if (place == 0) {
        g_strlcpy(data, error->desc != NULL ? error->desc : "", 300);
    }
    return 0;
}

/* Raises the innermost message of HDF5, which names the system's reason. */
static igraph_error_t cannot_write(const char *path) {
    char message[300] = "";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_message, message);
    IGRAPH_ERRORF("\"%s\" cannot be written: HDF5: %s.", IGRAPH_EFILE, path, message);
}

/* --- The file ----------------------------------------------------------------- */

igraph_error_t latigraph_hdf5_create(latigraph_hdf5_t *file, const latigraph_output_t *output) {
    *file = (latigraph_hdf5_t){.file = -1, .path = output->path};
    H5Eget_auto2(H5E_DEFAULT, &file->old, &file->old_data);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access >= 0 && H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0 &&
        H5Pset_file_locking(access, /*use_file_locking=*/false, /*ignore_when_disabled=*/true) >=
            0) {
        file->file = H5Fcreate(output->temporary, H5F_ACC_TRUNC, H5P_DEFAULT, access);
    }
    H5Pclose(access);
    if (file->file < 0) {
        H5Eset_auto2(H5E_DEFAULT, file->old, file->old_data);
        return cannot_write(file->path);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_hdf5_close(latigraph_hdf5_t *file) {
    const hid_t open = file->file;
    file->file = -1;
    const herr_t closed = H5Fclose(open);
    H5Eset_auto2(H5E_DEFAULT, file->old, file->old_data);
    return closed < 0 ? cannot_write(file->path) : IGRAPH_SUCCESS;
}

void latigraph_hdf5_abandon(latigraph_hdf5_t *file) {
    if (file->file >= 0) {
        H5Fclose(file->file);
        H5Eset_auto2(H5E_DEFAULT, file->old, file->old_data);
    }
    file->file = -1;
}

/* --- Types -------------------------------------------------------------------- */

/* Makes the type of a text: UTF-8, of any length. A negative number is an error. */
static hid_t text_type(void) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
}

static hid_t type_in_file(latigraph_hdf5_kind_t kind) {
    switch (kind) {
    case LATIGRAPH_HDF5_INTEGER:
        return H5Tcopy(H5T_STD_U64LE);
    case LATIGRAPH_HDF5_SIGNED:
        return H5Tcopy(H5T_STD_I64LE);
    case LATIGRAPH_HDF5_DOUBLE:
        return H5Tcopy(H5T_IEEE_F64LE);
    default:
        return text_type();
    }
}

static hid_t type_in_memory(latigraph_hdf5_kind_t kind) {
    switch (kind) {
    case LATIGRAPH_HDF5_INTEGER:
        return H5Tcopy(H5T_NATIVE_UINT64);
    case LATIGRAPH_HDF5_SIGNED:
        return H5Tcopy(H5T_NATIVE_INT64);
    case LATIGRAPH_HDF5_DOUBLE:
        return H5Tcopy(H5T_NATIVE_DOUBLE);
    default:
        return text_type();
    }
}

/* --- Groups and datasets ------------------------------------------------------ */

igraph_error_t latigraph_hdf5_group(const latigraph_hdf5_t *file, const char *path) {
    const hid_t links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_create_intermediate_group(links, 1);
    const hid_t group = H5Gcreate2(file->file, path, links, H5P_DEFAULT, H5P_DEFAULT);
    H5Pclose(links);
    if (group < 0) {
        return cannot_write(file->path);
    }
    H5Gclose(group);
    return IGRAPH_SUCCESS;
}

/* Creates a dataset; returns it, or a negative number. */
static hid_t create_dataset(const latigraph_hdf5_t *file, const latigraph_hdf5_dataset_t *dataset) {
    const hsize_t shape[2] = {(hsize_t)dataset->rows, (hsize_t)dataset->columns};
    const hid_t space = H5Screate_simple(dataset->columns > 1 ? 2 : 1, shape, NULL);
    const hid_t type = type_in_file(dataset->kind), links = H5Pcreate(H5P_LINK_CREATE);
    H5Pset_char_encoding(links, H5T_CSET_UTF8);
    const hid_t made =
        H5Dcreate2(file->file, dataset->path, type, space, links, H5P_DEFAULT, H5P_DEFAULT);
    H5Pclose(links);
    H5Tclose(type);
    H5Sclose(space);
    return made;
}

/* Writes `count` rows from row `first` on; returns whether it worked. */
static gboolean write_rows(hid_t made, const latigraph_hdf5_dataset_t *dataset, gint64 first,
                           int count, gconstpointer items) {
    const hsize_t start[2] = {(hsize_t)first, 0};
    const hsize_t shape[2] = {(hsize_t)count, (hsize_t)dataset->columns};
    const hid_t type = type_in_memory(dataset->kind), in_file = H5Dget_space(made);
    const hid_t in_memory = H5Screate_simple(dataset->columns > 1 ? 2 : 1, shape, NULL);
    const gboolean good =
        H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start, NULL, shape, NULL) >= 0 &&
        H5Dwrite(made, type, in_memory, in_file, H5P_DEFAULT, items) >= 0;
    H5Sclose(in_memory);
    H5Sclose(in_file);
    H5Tclose(type);
    return good;
}

igraph_error_t latigraph_hdf5_write(const latigraph_hdf5_t *file,
                                    const latigraph_hdf5_dataset_t *dataset) {
    guint64 *items; /* all kinds of items have its size */
    G_STATIC_ASSERT(sizeof(double) == sizeof *items && sizeof(char *) <= sizeof *items);
    LATIGRAPH_ALLOCATE(items, (gsize)ROWS * (gsize)dataset->columns);
    const hid_t made = create_dataset(file, dataset);
    if (made < 0) {
        return cannot_write(file->path);
    }
    for (gint64 first = 0; first < dataset->rows; first += ROWS) {
        const int count = (int)MIN(dataset->rows - first, (gint64)ROWS);
        dataset->fill(dataset->data, first, count, items);
        if (!write_rows(made, dataset, first, count, items)) {
            return cannot_write(file->path);
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    if (H5Dclose(made) < 0) {
        return cannot_write(file->path);
    }
    g_free(items);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Attributes --------------------------------------------------------------- */

/* Writes an attribute and closes its space and type. */
static igraph_error_t write_attribute(const latigraph_hdf5_t *file, const char *path,
                                      const char *name, hid_t space, hid_t types[2],
                                      const void *value) {
    const hid_t object = H5Oopen(file->file, path, H5P_DEFAULT);
    const hid_t attribute = H5Acreate2(object, name, types[0], space, H5P_DEFAULT, H5P_DEFAULT);
    const gboolean good = attribute >= 0 && H5Awrite(attribute, types[1], value) >= 0;
    if (attribute >= 0) {
        H5Aclose(attribute);
    }
    if (object >= 0) {
        H5Oclose(object);
    }
    H5Tclose(types[0]);
    H5Tclose(types[1]);
    H5Sclose(space);
    return good ? IGRAPH_SUCCESS : cannot_write(file->path);
}

igraph_error_t latigraph_hdf5_attribute(const latigraph_hdf5_t *file, const char *path,
                                        const char *name, const guint32 *numbers, int count) {
    const hsize_t size = (hsize_t)count;
    hid_t types[2] = {H5Tcopy(H5T_STD_U32LE), H5Tcopy(H5T_NATIVE_UINT32)};
    return write_attribute(file, path, name,
                           count > 1 ? H5Screate_simple(1, &size, NULL) : H5Screate(H5S_SCALAR),
                           types, numbers);
}

igraph_error_t latigraph_hdf5_text_attribute(const latigraph_hdf5_t *file, const char *path,
                                             const char *name, const char *text) {
    hid_t types[2] = {text_type(), text_type()};
    return write_attribute(file, path, name, H5Screate(H5S_SCALAR), types, &text);
}
#endif
