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
 * HDF5 reads and writes through a driver, which is the struct H5FD_class_t below. HDF5's own driver
 * opens the file by its path, takes a lock that collides with that of the temporary file
 * (base/output.c), and, worse, cannot close a file on a full disk: the file stays open, and HDF5
 * crashes the process when it ends. The driver here uses the descriptor of the temporary file. A
 * write that fails is noted, and HDF5 goes on as if it had succeeded, so that it can always close.
 * The file is then given up, and the error has the system's reason. A strict close releases
 * everything in the file that an error or a cancellation has left open.
 *
 * HDF5's own messages go to its error stack and not to standard error. */

#ifdef HAVE_HDF5
#include "formats/write_hdf5.h"

#include "base/memory.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Drivers have a header of their own since HDF5 1.13. */
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

enum { ROWS = 8192 };

/* --- The driver --------------------------------------------------------------- */

/* Driver information of a list of access properties: the file that is created. */
typedef struct {
    latigraph_hdf5_t *file;
} access_t;

static H5FD_t *driver_open(const char *name, unsigned flags, hid_t access, haddr_t most) {
    const access_t *info = H5Pget_driver_info(access);
    (void)name;
    (void)flags;
    (void)most;
    return info != NULL ? &info->file->driver : NULL;
}

static herr_t driver_close(H5FD_t *driver) {
    memset(driver, 0, sizeof *driver);
    return 0;
}

static herr_t driver_query(const H5FD_t *driver, unsigned long *flags) {
    (void)driver;
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA |
             H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
}

static haddr_t driver_used(const H5FD_t *driver, H5FD_mem_t type) {
    (void)type;
    return ((const latigraph_hdf5_t *)driver)->used;
}

static herr_t driver_set_used(H5FD_t *driver, H5FD_mem_t type, haddr_t used) {
    (void)type;
    ((latigraph_hdf5_t *)driver)->used = used;
    return 0;
}

static haddr_t driver_size(const H5FD_t *driver, H5FD_mem_t type) {
    (void)type;
    return ((const latigraph_hdf5_t *)driver)->size;
}

/* Reads bytes; those behind the end of the file are zeros. */
static herr_t driver_read(H5FD_t *driver, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size,
                          void *bytes) {
    const latigraph_hdf5_t *file = (const latigraph_hdf5_t *)driver;
    char *to = bytes;
    (void)type;
    (void)transfer;
    while (size > 0) {
        const ssize_t got = pread(file->descriptor, to, size, (off_t)at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            memset(to, 0, size);
            return got;
        }
        to += got;
        at += (haddr_t)got;
        size -= (size_t)got;
    }
    return 0;
}

/* Writes bytes, unless a write has failed already. */
static herr_t driver_write(H5FD_t *driver, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size,
                           const void *bytes) {
    latigraph_hdf5_t *file = (latigraph_hdf5_t *)driver;
    const char *from = bytes;
    (void)type;
    (void)transfer;
    file->size = MAX(file->size, at + size);
    while (size > 0 && file->reason == 0) {
        const ssize_t written = pwrite(file->descriptor, from, size, (off_t)at);
        if (written < 0 && errno != EINTR) {
            file->reason = errno;
        }
        from += MAX(written, 0);
        at += (haddr_t)MAX(written, 0);
        size -= (size_t)MAX(written, 0);
    }
    return 0;
}

/* Makes the file as long as HDF5 wants it. */
static herr_t driver_truncate(H5FD_t *driver, hid_t transfer, hbool_t closing) {
    latigraph_hdf5_t *file = (latigraph_hdf5_t *)driver;
    (void)transfer;
    (void)closing;
    if (file->reason == 0 && file->size != file->used &&
        ftruncate(file->descriptor, (off_t)file->used) != 0) {
        file->reason = errno;
    }
    file->size = file->used;
    return 0;
}

static const H5FD_class_t DRIVER = {
#if H5_VERSION_GE(1, 13, 0)
    .version = H5FD_CLASS_VERSION,
    .value = 600, /* HDF5 leaves the numbers from 512 on to others */
#endif
    .name = "latigraph",
    .maxaddr = G_MAXINT64,
    .fc_degree = H5F_CLOSE_STRONG,
    .fapl_size = sizeof(access_t),
    .open = driver_open,
    .close = driver_close,
    .query = driver_query,
    .get_eoa = driver_used,
    .set_eoa = driver_set_used,
    .get_eof = driver_size,
    .read = driver_read,
    .write = driver_write,
    .truncate = driver_truncate,
    .fl_map = H5FD_FLMAP_DICHOTOMY,
};

/* --- Errors ------------------------------------------------------------------- */

/* Keeps the first message that H5Ewalk2() meets, which is the innermost one. */
static herr_t keep_message(unsigned place, const H5E_error2_t *error, void *data) {
    if (place == 0) {
        g_strlcpy(data, error->desc != NULL ? error->desc : "", 300);
    }
    return 0;
}

/* Raises the system's reason, or else the innermost message of HDF5. */
static igraph_error_t cannot_write(const latigraph_hdf5_t *file) {
    char message[300] = "";
    if (file->reason != 0) {
        IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, file->path,
                      g_strerror(file->reason));
    }
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_message, message);
    IGRAPH_ERRORF("\"%s\" cannot be written: HDF5: %s.", IGRAPH_EFILE, file->path, message);
}

/* --- The file ----------------------------------------------------------------- */

/* Creates the file through the driver. */
static hid_t create_file(latigraph_hdf5_t *file, const char *path) {
    const access_t info = {.file = file};
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    const hid_t made = file->driver_id >= 0 && access >= 0 &&
                               H5Pset_driver(access, file->driver_id, &info) >= 0 &&
                               H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0
                           ? H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, access)
                           : -1;
    if (access >= 0) {
        H5Pclose(access);
    }
    return made;
}

/* Closes the file; returns whether that worked. The driver is unregistered after the file, because
 * HDF5 uses it until the end. */
static gboolean close_file(latigraph_hdf5_t *file) {
    const herr_t closed = file->file >= 0 ? H5Fclose(file->file) : -1;
    if (file->driver_id >= 0) {
        H5FDunregister(file->driver_id);
    }
    H5Eset_auto2(H5E_DEFAULT, file->old, file->old_data);
    file->file = file->driver_id = -1;
    return closed >= 0 && file->reason == 0;
}

igraph_error_t latigraph_hdf5_create(latigraph_hdf5_t *file, const latigraph_output_t *output) {
    memset(file, 0, sizeof *file);
    file->path = output->path;
    file->descriptor = fileno(output->file);
    H5Eget_auto2(H5E_DEFAULT, &file->old, &file->old_data);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    file->driver_id = H5FDregister(&DRIVER);
    file->file = create_file(file, output->temporary);
    if (file->file < 0) {
        close_file(file);
        return cannot_write(file);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_hdf5_close(latigraph_hdf5_t *file) {
    return close_file(file) ? IGRAPH_SUCCESS : cannot_write(file);
}

void latigraph_hdf5_abandon(latigraph_hdf5_t *file) {
    close_file(file);
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
        return cannot_write(file);
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
        return cannot_write(file);
    }
    for (gint64 first = 0; first < dataset->rows; first += ROWS) {
        const int count = (int)MIN(dataset->rows - first, (gint64)ROWS);
        dataset->fill(dataset->data, first, count, items);
        if (!write_rows(made, dataset, first, count, items) || file->reason != 0) {
            return cannot_write(file);
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    if (H5Dclose(made) < 0) {
        return cannot_write(file);
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
    return good ? IGRAPH_SUCCESS : cannot_write(file);
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
