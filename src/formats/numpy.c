/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* NumPy's files: .npy (one array) and .npz (a zip archive of arrays).
 *
 * An array begins with a magic word, a version and the text of a Python dict that gives type, order
 * and shape; the bytes follow. An archive is read by its directory at the end; entries are stored
 * or deflated. scipy.sparse.save_npz() stores "data", "indices" and "indptr" (CSR, CSC) or "row"
 * and "col" (COO). Pickled objects are refused, because reading them means running code. */

#include "formats/numpy.h"

#include "base/number_text.h"
#include "circuit/column.h"
#include "formats/reading.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* --- Arrays -------------------------------------------------------------------------- */

/* Finds the value of a key of the dict in a header. */
static const char *find_key(const char *header, const char *key) {
    const char *found = strstr(header, key);
    found = found != NULL ? strchr(found, ':') : NULL;
    return found != NULL ? found + 1 + strspn(found + 1, " ") : NULL;
}

static gboolean parse_type(latigraph_numpy_t *array, const char *descr) {
    if (descr == NULL || (*descr != '\'' && *descr != '"')) {
        return FALSE;
    }
    /* "=" is the order of this machine. */
    array->big = descr[1] == '>' || (descr[1] == '=' && G_BYTE_ORDER == G_BIG_ENDIAN);
    if (descr[1] == '\0' || descr[2] == '\0' || strchr("<>|=", descr[1]) == NULL) {
        return FALSE;
    }
    array->type = descr[2];
    const gint64 width = g_ascii_strtoll(descr + 3, NULL, 10);
    array->width = (int)CLAMP(width, -1, 1 << 20) * (array->type == 'U' ? 4 : 1);
    const gboolean sized =
        array->width == 1 || array->width == 2 || array->width == 4 || array->width == 8;
    return (strchr("SU", array->type) != NULL && array->width >= 0 && array->width < 1 << 20) ||
           (strchr("iu", array->type) != NULL && sized) ||
           (array->type == 'b' && array->width == 1) ||
           (array->type == 'f' && (array->width == 4 || array->width == 8));
}

static gboolean parse_shape(latigraph_numpy_t *array, const char *shape) {
    array->dims = 0;
    if (shape == NULL || *shape++ != '(') {
        return FALSE;
    }
    while (*shape != ')') {
        char *end;
        const gint64 size = g_ascii_strtoll(shape, &end, 10);
        if (end == shape || size < 0 || size > G_MAXINT || array->dims == 2) {
            return FALSE;
        }
        array->shape[array->dims++] = size;
        shape = end + strspn(end, ", L");
    }
    return TRUE;
}

igraph_error_t latigraph_numpy_open(latigraph_numpy_t *array, const char *path, const char *bytes,
                                    gsize size) {
    char header[2048];
    const guint8 *start = (const guint8 *)bytes;
    gsize length = 0, offset = 10;
    *array = (latigraph_numpy_t){.shape = {1, 1}};
    if (size > 12 && memcmp(bytes, "\x93NUMPY", 6) == 0) {
        length = start[8] | (gsize)start[9] << 8;
        if (start[6] > 1) { /* version 2 has a length of four bytes */
            length |= (gsize)start[10] << 16 | (gsize)start[11] << 24;
            offset = 12;
        }
    }
    if (length == 0 || length >= sizeof header || offset + length > size) {
        IGRAPH_ERRORF("%s is not an array of NumPy, or its header is damaged.", IGRAPH_PARSEERROR,
                      path);
    }
    memcpy(header, bytes + offset, length);
    header[length] = '\0';
    g_strchomp(header); /* blanks pad it */
    const char *order = find_key(header, "fortran_order");
    array->fortran = order != NULL && g_str_has_prefix(order, "True");
    array->data = start + offset + length;
    if (!parse_type(array, find_key(header, "descr")) ||
        !parse_shape(array, find_key(header, "shape"))) {
        IGRAPH_ERRORF(
            "%s: only arrays of numbers with at most two dimensions are read, not %.100s. "
            "Convert it with astype(float), and slice further dimensions.",
            IGRAPH_EINVAL, path, header);
    }
    const double bytes_needed =
        (double)array->shape[0] * (double)array->shape[1] * (double)array->width;
    if (bytes_needed > (double)(size - offset - length)) {
        IGRAPH_ERRORF("%s ends before its %.0f bytes of data.", IGRAPH_PARSEERROR, path,
                      bytes_needed);
    }
    return IGRAPH_SUCCESS;
}

static gboolean is_text(const latigraph_numpy_t *array) {
    return array->type == 'S' || array->type == 'U';
}

/* Returns the bytes of an item as an unsigned number. */
static guint64 item_bits(const latigraph_numpy_t *array, gint64 k) {
    const guint8 *item = array->data + (gsize)k * (gsize)array->width;
    guint64 bits = 0;
    for (int b = 0; b < array->width; b++) {
        bits |= (guint64)item[array->big ? array->width - 1 - b : b] << 8 * b;
    }
    return bits;
}

double latigraph_numpy_number(const latigraph_numpy_t *array, gint64 k) {
    if (is_text(array)) {
        return NAN;
    }
    const guint64 bits = item_bits(array, k);
    if (array->type == 'f' && array->width == 8) {
        double value;
        memcpy(&value, &bits, sizeof value);
        return value;
    }
    if (array->type == 'f') {
        const guint32 low = (guint32)bits;
        float value;
        memcpy(&value, &low, sizeof value);
        return value;
    }
    if (array->type == 'i') {
        const int shift = 64 - 8 * array->width;
        return (double)((gint64)(bits << shift) >> shift);
    }
    return (double)bits;
}

static gboolean is_square(const latigraph_numpy_t *array) {
    return array->dims == 2 && array->shape[0] == array->shape[1] && array->shape[0] > 1 &&
           !is_text(array);
}

/* Begins a raw graph with the entries of a dense matrix. */
static igraph_error_t begin_dense(const latigraph_file_reading_t *reading,
                                  const latigraph_numpy_t *array, latigraph_raw_t *raw) {
    if (array->dims != 2 || is_text(array)) {
        IGRAPH_ERRORF("%s holds an array of %d dimensions, but an adjacency matrix has two.",
                      IGRAPH_EINVAL, reading->path, array->dims);
    }
    IGRAPH_CHECK(latigraph_reading_begin_matrix(reading, raw, array->shape[0], array->shape[1]));
    for (int i = 0; i < array->shape[0]; i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        for (int j = 0; j < array->shape[1]; j++) {
            IGRAPH_CHECK(latigraph_reading_entry(raw, i, j, latigraph_numpy_at(array, i, j)));
        }
    }
    if (array->type == 'b') {
        g_clear_pointer(&raw->weight, g_free);
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_read_npy(const latigraph_file_reading_t *reading, char *text, gsize size) {
    latigraph_numpy_t array;
    latigraph_raw_t raw;
    IGRAPH_CHECK(latigraph_numpy_open(&array, reading->path, text, size));
    IGRAPH_CHECK(begin_dense(reading, &array, &raw));
    IGRAPH_CHECK(latigraph_reading_finish(reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Zip archives ------------------------------------------------------------------------ */

/* An entry of an archive. */
typedef struct {
    char name[64]; /* name without ".npy" */
    gsize packed, size, offset;
    guint method;
    char *bytes; /* unpacked */
    latigraph_numpy_t array;
} entry_t;

/* Arrays of one archive; scipy writes at most six, and more than these are not looked at. */
typedef struct {
    const latigraph_file_reading_t *reading;
    const guint8 *data;
    gsize size;
    entry_t entry[64];
    int count;
} archive_t;

static guint32 little(const guint8 *at, int bytes) {
    guint32 value = 0;
    for (int b = 0; b < bytes; b++) {
        value |= (guint32)at[b] << 8 * b;
    }
    return value;
}

static void archive_destroy(archive_t *archive) {
    for (int k = 0; k < archive->count; k++) {
        g_free(archive->entry[k].bytes);
    }
}

static igraph_error_t damaged(const archive_t *archive) {
    IGRAPH_ERRORF("%s is a damaged zip archive.", IGRAPH_PARSEERROR, archive->reading->path);
}

/* Inflates an entry, whose size is known. */
static igraph_error_t inflate_entry(const archive_t *archive, entry_t *entry, const guint8 *from) {
    gsize used = 0, made = 0;
    GError *error = NULL;
    GConverter *converter = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW));
    GConverterResult result = G_CONVERTER_CONVERTED;
    while (result == G_CONVERTER_CONVERTED && made < entry->size) {
        gsize consumed = 0, produced = 0;
        result = g_converter_convert(converter, from + used, entry->packed - used,
                                     entry->bytes + made, entry->size - made,
                                     G_CONVERTER_INPUT_AT_END, &consumed, &produced, &error);
        used += consumed;
        made += produced;
    }
    g_clear_error(&error);
    g_object_unref(converter);
    return made == entry->size ? IGRAPH_SUCCESS : damaged(archive);
}

static igraph_error_t open_entry(const archive_t *archive, entry_t *entry) {
    const guint8 *header = archive->data + entry->offset;
    if (entry->offset + 30 > archive->size || memcmp(header, "PK\3\4", 4) != 0) {
        return damaged(archive);
    }
    const gsize start = entry->offset + 30 + little(header + 26, 2) + little(header + 28, 2);
    if (start > archive->size || entry->packed > archive->size - start ||
        entry->size > 256 * entry->packed + (16 << 20)) {
        return damaged(archive);
    }
    entry->bytes = g_try_malloc(entry->size + 1);
    LATIGRAPH_CHECK_MEMORY(entry->bytes);
    if (entry->method == 8) {
        IGRAPH_CHECK(inflate_entry(archive, entry, archive->data + start));
    } else if (entry->method == 0 && entry->packed == entry->size) {
        memcpy(entry->bytes, archive->data + start, entry->size);
    } else {
        return damaged(archive);
    }
    return latigraph_numpy_open(&entry->array, archive->reading->path, entry->bytes, entry->size);
}

/* Reads the directory, which the last bytes of an archive point to. */
static igraph_error_t read_directory(archive_t *archive) {
    const gsize size = archive->size;
    gsize at = size >= 22 ? size - 22 : 0;
    while (at > 0 && at + 65557 > size && memcmp(archive->data + at, "PK\5\6", 4) != 0) {
        at--;
    }
    if (size < 22 || memcmp(archive->data + at, "PK\5\6", 4) != 0) {
        return damaged(archive);
    }
    const guint count = little(archive->data + at + 10, 2);
    at = little(archive->data + at + 16, 4);
    for (guint k = 0; k < count; k++) {
        const guint8 *record = archive->data + at;
        if (at + 46 > size || memcmp(record, "PK\1\2", 4) != 0) {
            return damaged(archive);
        }
        const gsize length = little(record + 28, 2);
        if (at + 46 + length > size) {
            return damaged(archive);
        }
        const char *name = (const char *)record + 46;
        if (archive->count < (int)G_N_ELEMENTS(archive->entry) && length > 4 && length < 64 &&
            memcmp(name + length - 4, ".npy", 4) == 0) {
            entry_t *entry = &archive->entry[archive->count++];
            memcpy(entry->name, name, length - 4);
            entry->method = little(record + 10, 2);
            entry->packed = little(record + 20, 4);
            entry->size = little(record + 24, 4);
            entry->offset = little(record + 42, 4);
        }
        at += 46 + length + little(record + 30, 2) + little(record + 32, 2);
    }
    return IGRAPH_SUCCESS;
}

static const latigraph_numpy_t *find(const archive_t *archive, const char *name) {
    for (int k = 0; k < archive->count; k++) {
        if (strcmp(archive->entry[k].name, name) == 0) {
            return &archive->entry[k].array;
        }
    }
    return NULL;
}

/* --- Names and positions ------------------------------------------------------------------- */

/* Appends item k of an array of texts: characters of four bytes (U), or bytes (S). */
static void append_text(const latigraph_numpy_t *array, gint64 k, latigraph_text_t *text) {
    const int size = array->type == 'U' ? 4 : 1;
    const guint8 *item = array->data + (gsize)k * (gsize)array->width;
    for (int c = 0; c < array->width / size; c++) {
        guint32 character = 0;
        char bytes[8];
        for (int b = 0; b < size; b++) {
            character |= (guint32)item[c * size + (array->big ? size - 1 - b : b)] << 8 * b;
        }
        if (character == 0 || !g_unichar_validate(character)) {
            break;
        }
        latigraph_text_append_part(text, bytes, (gsize)g_unichar_to_utf8(character, bytes));
    }
}

static igraph_error_t add_names(latigraph_raw_t *raw, const latigraph_numpy_t *names,
                                latigraph_text_t *text) {
    latigraph_raw_column_t *column;
    IGRAPH_CHECK(latigraph_raw_vertex_column(raw, "name", &column));
    column->declared = LATIGRAPH_DECLARED_TEXT;
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        latigraph_text_cut(text, 0);
        append_text(names, i, text);
        IGRAPH_CHECK(latigraph_text_check(text));
        IGRAPH_CHECK(latigraph_raw_set(raw, column, i, latigraph_text(text)));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_numpy_add_positions(latigraph_raw_t *raw,
                                             const latigraph_numpy_t *positions) {
    static const char *const axes[] = {"x", "y", "z"};
    for (int d = 0; d < positions->shape[1]; d++) {
        latigraph_raw_column_t *column;
        IGRAPH_CHECK(latigraph_raw_vertex_column(raw, axes[d], &column));
        column->declared = LATIGRAPH_DECLARED_NUMBER;
        for (int i = 0; i < latigraph_raw_size(raw); i++) {
            char number[G_ASCII_DTOSTR_BUF_SIZE];
            IGRAPH_CHECK(latigraph_raw_set(
                raw, column, i,
                latigraph_number_text(latigraph_numpy_at(positions, i, d), number)));
        }
    }
    return IGRAPH_SUCCESS;
}

/* Adds what latigraph and others store beside a matrix: "names", "positions" and "connectome". */
static igraph_error_t add_members(const archive_t *archive, latigraph_raw_t *raw) {
    const latigraph_numpy_t *names = find(archive, "names"),
                            *positions = find(archive, "positions"),
                            *connectome = find(archive, "connectome");
    const gint64 n = latigraph_raw_size(raw);
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    if (names != NULL && names->dims == 1 && names->shape[0] == n && is_text(names)) {
        IGRAPH_CHECK(add_names(raw, names, &text));
    }
    if (positions != NULL && positions->dims == 2 && positions->shape[0] == n &&
        (positions->shape[1] == 2 || positions->shape[1] == 3) && !is_text(positions)) {
        IGRAPH_CHECK(latigraph_numpy_add_positions(raw, positions));
    }
    if (connectome != NULL && connectome->dims == 0 && is_text(connectome)) {
        latigraph_text_cut(&text, 0);
        append_text(connectome, 0, &text);
        IGRAPH_CHECK(latigraph_text_check(&text));
        IGRAPH_CHECK(latigraph_raw_note(raw, "connectome", latigraph_text(&text), FALSE));
    }
    latigraph_text_destroy(&text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Sparse matrices of SciPy -------------------------------------------------------------- */

/* Finds an array of one dimension. One of shape (2, 0) has rows, but not one number. */
static const latigraph_numpy_t *find_vector(const archive_t *archive, const char *name) {
    const latigraph_numpy_t *array = find(archive, name);
    return array != NULL && array->dims == 1 ? array : NULL;
}

static gboolean has_both(const archive_t *archive, const char *a, const char *b) {
    return find_vector(archive, a) != NULL && find_vector(archive, b) != NULL;
}

static igraph_error_t add(const archive_t *archive, latigraph_raw_t *raw, double row, double column,
                          double value) {
    const int n = latigraph_raw_size(raw);
    if (!(row >= 0 && row < n && column >= 0 && column < n)) {
        IGRAPH_ERRORF("%s: an entry of the sparse matrix lies outside of it.", IGRAPH_PARSEERROR,
                      archive->reading->path);
    }
    return latigraph_reading_entry(raw, (int)row, (int)column, value);
}

/* Adds the entries of rows (CSR) or of columns (CSC). */
static igraph_error_t add_compressed(const archive_t *archive, latigraph_raw_t *raw,
                                     gboolean columns) {
    const latigraph_numpy_t *data = find_vector(archive, "data"),
                            *indices = find_vector(archive, "indices"),
                            *starts = find_vector(archive, "indptr");
    if (data->shape[0] != indices->shape[0] ||
        starts->shape[0] != (gint64)latigraph_raw_size(raw) + 1) {
        return damaged(archive);
    }
    for (int i = 0; i < latigraph_raw_size(raw); i++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        const double first = latigraph_numpy_number(starts, i);
        const double last = latigraph_numpy_number(starts, i + 1);
        if (!(first >= 0 && last >= first && last <= (double)data->shape[0])) {
            return damaged(archive);
        }
        for (gint64 k = (gint64)first; k < (gint64)last; k++) {
            const double j = latigraph_numpy_number(indices, k);
            IGRAPH_CHECK(add(archive, raw, columns ? j : i, columns ? i : j,
                             latigraph_numpy_number(data, k)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t add_coordinates(const archive_t *archive, latigraph_raw_t *raw) {
    const latigraph_numpy_t *data = find_vector(archive, "data"),
                            *row = find_vector(archive, "row"),
                            *column = find_vector(archive, "col");
    if (row->shape[0] != data->shape[0] || column->shape[0] != data->shape[0]) {
        return damaged(archive);
    }
    for (gint64 k = 0; k < data->shape[0]; k++) {
        if (k % 65536 == 0) {
            LATIGRAPH_ALLOW_INTERRUPTION();
        }
        IGRAPH_CHECK(add(archive, raw, latigraph_numpy_number(row, k),
                         latigraph_numpy_number(column, k), latigraph_numpy_number(data, k)));
    }
    return IGRAPH_SUCCESS;
}

/* Returns whether an archive says that its matrix is compressed by columns ("csc"). */
static gboolean is_by_columns(const archive_t *archive) {
    const latigraph_numpy_t *format = find(archive, "format");
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    if (format != NULL && is_text(format) && format->dims == 0) {
        append_text(format, 0, &text);
    }
    const gboolean columns = strcmp(latigraph_text(&text), "csc") == 0;
    latigraph_text_destroy(&text);
    return columns;
}

static igraph_error_t begin_sparse(const archive_t *archive, const latigraph_numpy_t *shape,
                                   latigraph_raw_t *raw) {
    const double most = 1e5 + 64 * (double)archive->size;
    if (shape->shape[0] != 2 || !(latigraph_numpy_number(shape, 0) <= most) ||
        !(latigraph_numpy_number(shape, 1) <= most)) {
        return damaged(archive);
    }
    IGRAPH_CHECK(latigraph_reading_begin_matrix(archive->reading, raw,
                                                (gint64)latigraph_numpy_number(shape, 0),
                                                (gint64)latigraph_numpy_number(shape, 1)));
    return has_both(archive, "row", "col") ? add_coordinates(archive, raw)
                                           : add_compressed(archive, raw, is_by_columns(archive));
}

/* Finds the only square matrix of an archive. */
static igraph_error_t find_square(const archive_t *archive, const latigraph_numpy_t **matrix) {
    const latigraph_numpy_t *found = NULL;
    char names[200] = "";
    int squares = 0;
    for (int k = 0; k < archive->count; k++) {
        g_strlcat(names, k > 0 ? ", " : "", sizeof names);
        g_strlcat(names, archive->entry[k].name, sizeof names);
        if (is_square(&archive->entry[k].array) &&
            strcmp(archive->entry[k].name, "positions") != 0) {
            found = &archive->entry[k].array;
            squares++;
        }
    }
    if (squares != 1) {
        IGRAPH_ERRORF("%s has %d square matrices (arrays: %s), but one is needed. Save the "
                      "adjacency matrix alone with numpy.save().",
                      IGRAPH_EINVAL, archive->reading->path, squares, names);
    }
    *matrix = found;
    return IGRAPH_SUCCESS;
}

static igraph_error_t read_archive(const archive_t *archive) {
    const latigraph_numpy_t *shape = find_vector(archive, "shape"), *square;
    latigraph_raw_t raw;
    if (shape != NULL && find_vector(archive, "data") != NULL &&
        (has_both(archive, "indices", "indptr") || has_both(archive, "row", "col"))) {
        IGRAPH_CHECK(begin_sparse(archive, shape, &raw));
    } else {
        IGRAPH_CHECK(find_square(archive, &square));
        IGRAPH_CHECK(begin_dense(archive->reading, square, &raw));
    }
    IGRAPH_CHECK(add_members(archive, &raw));
    IGRAPH_CHECK(latigraph_reading_finish(archive->reading, &raw, NULL));
    latigraph_raw_destroy(&raw);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_read_npz(const latigraph_file_reading_t *reading, char *text, gsize size) {
    archive_t *archive;
    LATIGRAPH_ALLOCATE(archive, 1);
    archive->reading = reading;
    archive->data = (const guint8 *)text;
    archive->size = size;
    IGRAPH_FINALLY(archive_destroy, archive);
    IGRAPH_CHECK(read_directory(archive));
    for (int k = 0; k < archive->count; k++) {
        IGRAPH_CHECK(open_entry(archive, &archive->entry[k]));
    }
    IGRAPH_CHECK(read_archive(archive));
    archive_destroy(archive);
    g_free(archive);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
