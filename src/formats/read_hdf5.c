/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Datasets of one dimension in HDF5 files: whole numbers, fractions and texts of fixed or free
 * length.
 *
 * A strict close releases all objects of the file that an error has left open; types and data
 * spaces are no such objects and are closed where they are made. HDF5's own messages go to its
 * error stack and not to standard error, and the host's handler is set again afterwards. */

#ifdef HAVE_HDF5
#include "formats/read_hdf5.h"

#include "base/memory.h"

#include <string.h>

/* Datasets of a file may take this many bytes, and this multiple of its size. */
static const gsize LEAST = 16 << 20, MULTIPLE = 256;

static igraph_error_t cannot_read(const latigraph_hdf5_source_t *source, const char *path) {
    IGRAPH_ERRORF(
        "%s: \"%s\" cannot be read; the HDF5 file is damaged, or the dataset is packed by "
        "a filter that this HDF5 does not have.",
        IGRAPH_PARSEERROR, source->path, path);
}

/* --- The file ------------------------------------------------------------------------ */

void latigraph_hdf5_shut(latigraph_hdf5_source_t *source) {
    if (source->file >= 0) {
        H5Fclose(source->file);
    }
    source->file = -1;
    H5Eset_auto2(H5E_DEFAULT, source->old, source->old_data);
}

igraph_error_t latigraph_hdf5_open(latigraph_hdf5_source_t *source, const char *path) {
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    hsize_t size;
    *source = (latigraph_hdf5_source_t){.path = path};
    H5Eget_auto2(H5E_DEFAULT, &source->old, &source->old_data);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    source->file = H5Fopen(path, H5F_ACC_RDONLY, access);
    H5Pclose(access);
    IGRAPH_FINALLY(latigraph_hdf5_shut, source);
    if (source->file < 0 || H5Fget_filesize(source->file, &size) < 0) {
        IGRAPH_ERRORF("%s cannot be read as an HDF5 file: it is damaged or not complete.",
                      IGRAPH_PARSEERROR, path);
    }
    source->size = (gsize)size;
    source->left = LEAST + (gsize)size * MULTIPLE;
    return IGRAPH_SUCCESS;
}

/* --- Contents --------------------------------------------------------------------------- */

/* Opens the object at a path; negative if there is none. */
static hid_t open_object(const latigraph_hdf5_source_t *source, const char *path) {
    return H5Oopen(source->file, path, H5P_DEFAULT);
}

static latigraph_hdf5_content_t content_of_type(hid_t type) {
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        return LATIGRAPH_HDF5_WHOLE;
    case H5T_FLOAT:
        return LATIGRAPH_HDF5_FRACTIONS;
    case H5T_STRING:
        return LATIGRAPH_HDF5_WORDS;
    default:
        return LATIGRAPH_HDF5_NONE;
    }
}

/* Gets the content, rows and bytes per row of an open dataset; bytes of a text of free length are
 * those of its pointer. */
static latigraph_hdf5_content_t content_of_set(hid_t set, gint64 *rows, gsize *width) {
    const hid_t space = H5Dget_space(set), type = H5Dget_type(set);
    latigraph_hdf5_content_t content = LATIGRAPH_HDF5_NONE;
    if (H5Sget_simple_extent_ndims(space) == 1) {
        *rows = (gint64)H5Sget_simple_extent_npoints(space);
        *width = MAX(H5Tget_size(type), sizeof(gint64));
        content = content_of_type(type);
    }
    H5Tclose(type);
    H5Sclose(space);
    return content;
}

igraph_error_t latigraph_hdf5_content(latigraph_hdf5_source_t *source, const char *path,
                                      latigraph_hdf5_content_t *content, gint64 *rows) {
    const hid_t set = open_object(source, path);
    gsize width = sizeof(gint64);
    *rows = 0;
    *content = LATIGRAPH_HDF5_NONE;
    if (set >= 0) {
        if (H5Iget_type(set) == H5I_DATASET) {
            *content = content_of_set(set, rows, &width);
        }
        H5Oclose(set);
    }
    if (*rows < 0 || (gsize)*rows > source->left / width) {
        IGRAPH_ERRORF("%s: \"%s\" states %" G_GINT64_FORMAT
                      " rows, which is far too much for a file of %.1f KB.",
                      IGRAPH_PARSEERROR, source->path, path, *rows, 1e-3 * (double)source->size);
    }
    source->left -= (gsize)*rows * width;
    return IGRAPH_SUCCESS;
}

gboolean latigraph_hdf5_has_group(const latigraph_hdf5_source_t *source, const char *path) {
    const hid_t object = open_object(source, path);
    const gboolean group = object >= 0 && H5Iget_type(object) == H5I_GROUP;
    if (object >= 0) {
        H5Oclose(object);
    }
    return group;
}

igraph_error_t latigraph_hdf5_list(const latigraph_hdf5_source_t *source, const char *path,
                                   igraph_strvector_t *names) {
    const hid_t group = H5Gopen2(source->file, path, H5P_DEFAULT);
    H5G_info_t info;
    igraph_strvector_clear(names);
    if (group < 0 || H5Gget_info(group, &info) < 0) {
        return IGRAPH_SUCCESS;
    }
    for (hsize_t k = 0; k < info.nlinks; k++) {
        char name[LATIGRAPH_HDF5_NAME];
        const ssize_t length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, k, name,
                                                  sizeof name, H5P_DEFAULT);
        if (length > 0 && length < (ssize_t)sizeof name) {
            IGRAPH_CHECK(igraph_strvector_push_back(names, name));
        }
    }
    H5Gclose(group);
    return IGRAPH_SUCCESS;
}

/* --- Numbers ---------------------------------------------------------------------------- */

static igraph_error_t read_all(const latigraph_hdf5_source_t *source, const char *path, hid_t type,
                               void *items) {
    const hid_t set = H5Dopen2(source->file, path, H5P_DEFAULT);
    const gboolean good = set >= 0 && H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, items) >= 0;
    if (set >= 0) {
        H5Dclose(set);
    }
    return good ? IGRAPH_SUCCESS : cannot_read(source, path);
}

igraph_error_t latigraph_hdf5_integers(const latigraph_hdf5_source_t *source, const char *path,
                                       gint64 *number) {
    return read_all(source, path, H5T_NATIVE_INT64, number);
}

igraph_error_t latigraph_hdf5_doubles(const latigraph_hdf5_source_t *source, const char *path,
                                      double *number) {
    return read_all(source, path, H5T_NATIVE_DOUBLE, number);
}

/* --- Texts ------------------------------------------------------------------------------- */

/* Reads texts of free length, which HDF5 allocates and frees. */
static igraph_error_t read_free(hid_t set, hid_t type, gint64 rows, latigraph_arena_t *arena,
                                const char **text, gboolean *good) {
    char **items = g_try_new0(char *, (gsize)rows + 1);
    const hid_t space = H5Dget_space(set);
    igraph_error_t code = items != NULL ? IGRAPH_SUCCESS : IGRAPH_ENOMEM;
    *good = code == IGRAPH_SUCCESS && H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, items) >= 0;
    for (gint64 i = 0; i < rows && *good && code == IGRAPH_SUCCESS; i++) {
        char *copy;
        code = latigraph_arena_copy(arena, items[i] != NULL ? items[i] : "", &copy);
        text[i] = copy;
    }
    if (*good) {
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, items);
    }
    H5Sclose(space);
    g_free(items);
    return code;
}

/* Reads texts that all have the same number of bytes. */
static igraph_error_t read_fixed(hid_t set, hid_t type, gint64 rows, latigraph_arena_t *arena,
                                 const char **text, gboolean *good) {
    const gsize width = H5Tget_size(type);
    char *items = g_try_malloc_n((gsize)rows + 1, width + 1);
    igraph_error_t code = items != NULL ? IGRAPH_SUCCESS : IGRAPH_ENOMEM;
    *good = code == IGRAPH_SUCCESS && H5Dread(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, items) >= 0;
    for (gint64 i = rows - 1; i >= 0 && *good && code == IGRAPH_SUCCESS; i--) {
        char *copy, *item = items + (gsize)i * width;
        item[width] = '\0'; /* the first byte of the next text, which is copied already */
        code = latigraph_arena_copy(arena, item, &copy);
        text[i] = copy;
    }
    g_free(items);
    return code;
}

igraph_error_t latigraph_hdf5_texts(const latigraph_hdf5_source_t *source, const char *path,
                                    gint64 rows, latigraph_arena_t *arena, const char **text) {
    const hid_t set = H5Dopen2(source->file, path, H5P_DEFAULT);
    gboolean good = FALSE;
    if (set < 0) {
        return cannot_read(source, path);
    }
    const hid_t type = H5Dget_type(set);
    const igraph_error_t code = H5Tis_variable_str(type) > 0
                                    ? read_free(set, type, rows, arena, text, &good)
                                    : read_fixed(set, type, rows, arena, text, &good);
    H5Tclose(type);
    H5Dclose(set);
    if (code != IGRAPH_SUCCESS) {
        IGRAPH_ERROR("Not enough memory for the texts of an HDF5 file.", IGRAPH_ENOMEM);
    }
    return good ? IGRAPH_SUCCESS : cannot_read(source, path);
}

void latigraph_hdf5_text_of(const latigraph_hdf5_source_t *source, const char *path,
                            const char *name, char text[LATIGRAPH_HDF5_NAME]) {
    const hid_t attribute = H5Aopen_by_name(source->file, path, name, H5P_DEFAULT, H5P_DEFAULT);
    text[0] = '\0';
    if (attribute < 0) {
        return;
    }
    const hid_t type = H5Aget_type(attribute);
    char *item = NULL, fixed[LATIGRAPH_HDF5_NAME] = "";
    if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) {
        if (H5Aread(attribute, type, &item) >= 0 && item != NULL) {
            g_strlcpy(text, item, LATIGRAPH_HDF5_NAME);
            H5free_memory(item);
        }
    } else if (H5Tget_class(type) == H5T_STRING && H5Tget_size(type) < sizeof fixed &&
               H5Aread(attribute, type, fixed) >= 0) {
        g_strlcpy(text, fixed, LATIGRAPH_HDF5_NAME);
    }
    H5Tclose(type);
    H5Aclose(attribute);
}
#endif
