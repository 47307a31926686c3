/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* NumPy's files: .npy with a dense adjacency matrix, .npz with a sparse one.
 *
 * An .npz is a zip archive of arrays. Its members here are those of scipy.sparse.save_npz() for a
 * matrix in compressed rows: "format" ("csr"), "shape", "indptr", "indices" and "data", which are
 * the circuit's own arrays. scipy.sparse.load_npz() ignores further members, so the archive also
 * has "names", "positions" (n, dims) and "connectome". Row i, column j holds the edge i → j in
 * both kinds of file. Weights are doubles, and edges without weights are 1, as 32-bit integers:
 * products of such matrices count paths, which booleans would not.
 *
 * Members are stored and not packed, so that they are written in one pass. The size and checksum
 * of a member are filled in after it is written, because an array of names is not known before.
 * Local headers have the 64-bit sizes of zip64, as NumPy's own do, and the directory has them
 * where they are needed (APPNOTE.TXT 6.3, sections 4.3 and 4.5.3). All times are the first that
 * zip has, so that equal circuits give equal files. */

#include "formats/write_formats.h"

#include "base/byte_order.h"
#include "formats/numpy.h"

#include <errno.h>
#include <string.h>

enum { MEMBERS = 8, CHUNK = 4096, PAUSE = 1 << 20, EXTRA = 20, LOCAL = 30 };
#define LIMIT 0xffffffffu       /* sizes from here on need zip64 */
#define DENSE_LIMIT (1LL << 34) /* bytes of a dense matrix */
#define NAMES_LIMIT (1LL << 31) /* bytes of the array of names */

typedef struct {
    const char *name;
    guint32 checksum;
    guint64 size;
    guint64 offset; /* place of the local header */
} member_t;

/* A file of one array, or of several with checksums. */
typedef struct {
    FILE *file;
    guint64 written; /* bytes of the open member */
    guint32 checksum;
    guint32 table[256]; /* checksums of single bytes */
    int members;
    member_t member[MEMBERS];
} archive_t;

/* --- Bytes -------------------------------------------------------------------- */

/* Prepares CRC-32 with the reversed polynomial 0xEDB88320 (RFC 1952, section 8). */
static void begin_archive(archive_t *archive, FILE *file) {
    memset(archive, 0, sizeof *archive);
    archive->file = file;
    for (guint32 k = 0; k < 256; k++) {
        guint32 value = k;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1) != 0 ? 0xedb88320u ^ (value >> 1) : value >> 1;
        }
        archive->table[k] = value;
    }
}

static igraph_error_t failed(void) {
    IGRAPH_ERRORF("Write failed: %s.", IGRAPH_EFILE, g_strerror(errno));
}

static igraph_error_t put(archive_t *archive, const void *bytes, size_t size) {
    const guchar *at = bytes;
    guint32 checksum = ~archive->checksum;
    for (size_t k = 0; k < size && archive->members > 0; k++) {
        checksum = archive->table[(checksum ^ at[k]) & 0xff] ^ (checksum >> 8);
    }
    archive->checksum = ~checksum;
    if (archive->written / PAUSE != (archive->written + size) / PAUSE) {
        LATIGRAPH_ALLOW_INTERRUPTION();
    }
    archive->written += size;
    return fwrite(bytes, 1, size, archive->file) == size ? IGRAPH_SUCCESS : failed();
}

/* Writes numbers of `width` bytes, at most eight. */
static igraph_error_t put_numbers(archive_t *archive, const void *numbers, gint64 count,
                                  size_t width) {
    guint64 chunk[CHUNK];
    for (gint64 first = 0; first < count; first += CHUNK) {
        const size_t size = (size_t)MIN(count - first, (gint64)CHUNK);
        memcpy(chunk, (const guchar *)numbers + (size_t)first * width, size * width);
        latigraph_little_endian(chunk, size, width);
        IGRAPH_CHECK(put(archive, chunk, size * width));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t put_integers(archive_t *archive, const int *numbers, gint64 count) {
    return put_numbers(archive, numbers, count, sizeof *numbers);
}

static igraph_error_t put_doubles(archive_t *archive, const double *numbers, gint64 count) {
    return put_numbers(archive, numbers, count, sizeof *numbers);
}

/* --- Arrays ------------------------------------------------------------------- */

size_t latigraph_numpy_header(char header[LATIGRAPH_NUMPY_HEADER], const char *type,
                              const char *shape) {
    const int start = 10; /* magic string, version, length of the rest */
    memset(header, ' ', LATIGRAPH_NUMPY_HEADER);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    const int used =
        g_snprintf(header + start, LATIGRAPH_NUMPY_HEADER - (gsize)start,
                   "{'descr': '%s', 'fortran_order': False, 'shape': %s, }", type, shape);
    const int size = (start + used + 1 + 63) / 64 * 64;
    header[start + used] = ' ';
    header[size - 1] = '\n';
    header[8] = (char)((size - start) & 0xff);
    header[9] = (char)((size - start) >> 8);
    return (size_t)size;
}

static igraph_error_t put_header(archive_t *archive, const char *type, const char *shape) {
    char header[LATIGRAPH_NUMPY_HEADER];
    return put(archive, header, latigraph_numpy_header(header, type, shape));
}

static igraph_error_t put_vector_header(archive_t *archive, const char *type, int length) {
    char shape[32];
    g_snprintf(shape, sizeof shape, "(%d,)", length);
    return put_header(archive, type, shape);
}

static igraph_error_t put_matrix_header(archive_t *archive, const char *type, int rows,
                                        int columns) {
    char shape[32];
    g_snprintf(shape, sizeof shape, "(%d, %d)", rows, columns);
    return put_header(archive, type, shape);
}

/* Writes a text as `length` characters of 32 bits, with zeros at the end. */
static igraph_error_t put_characters(archive_t *archive, const char *text, glong length) {
    for (glong k = 0; k < length; k++) {
        gint32 character = 0;
        if (*text != '\0') {
            const gunichar found = g_utf8_get_char_validated(text, -1);
            const gboolean valid = (gint32)found >= 0;
            character = GINT32_TO_LE(valid ? (gint32)found : 0xfffd);
            text = valid ? g_utf8_next_char(text) : text + 1;
        }
        IGRAPH_CHECK(put(archive, &character, sizeof character));
    }
    return IGRAPH_SUCCESS;
}

/* --- Zip ---------------------------------------------------------------------- */

static guchar *little(guchar *at, guint64 value, int bytes) {
    for (int k = 0; k < bytes; k++) {
        *at++ = (guchar)(value >> (8 * k));
    }
    return at;
}

/* Fills in the fields that local headers and the directory share, from "version needed" on. */
static guchar *common_fields(guchar *at, const member_t *member, guint32 size, int extra) {
    at = little(at, 45, 2); /* zip64 */
    at = little(at, 0, 2);
    at = little(at, 0, 2); /* stored */
    at = little(at, 0, 2);
    at = little(at, (1 << 5) | 1, 2); /* 1 January 1980 */
    at = little(at, member->checksum, 4);
    at = little(at, size, 4);
    at = little(at, size, 4);
    at = little(at, strlen(member->name), 2);
    return little(at, (guint64)extra, 2);
}

static igraph_error_t put_raw(archive_t *archive, const void *bytes, size_t size) {
    return fwrite(bytes, 1, size, archive->file) == size ? IGRAPH_SUCCESS : failed();
}

static igraph_error_t put_local_header(archive_t *archive, const member_t *member) {
    guchar header[LOCAL], extra[EXTRA], *at = header;
    at = little(at, 0x04034b50, 4);
    common_fields(at, member, LIMIT, EXTRA);
    at = little(extra, 1, 2);
    at = little(at, EXTRA - 4, 2);
    at = little(at, member->size, 8);
    little(at, member->size, 8);
    IGRAPH_CHECK(put_raw(archive, header, sizeof header));
    IGRAPH_CHECK(put_raw(archive, member->name, strlen(member->name)));
    return put_raw(archive, extra, sizeof extra);
}

static igraph_error_t begin_member(archive_t *archive, const char *name) {
    member_t *member = &archive->member[archive->members++];
    const off_t offset = ftello(archive->file);
    if (offset < 0) {
        return failed();
    }
    *member = (member_t){.name = name, .offset = (guint64)offset};
    archive->written = 0;
    archive->checksum = 0;
    return put_local_header(archive, member);
}

/* Goes back to fill in the size and checksum of the member. */
static igraph_error_t end_member(archive_t *archive) {
    member_t *member = &archive->member[archive->members - 1];
    member->size = archive->written;
    member->checksum = archive->checksum;
    if (fseeko(archive->file, (off_t)member->offset, SEEK_SET) != 0) {
        return failed();
    }
    IGRAPH_CHECK(put_local_header(archive, member));
    return fseeko(archive->file, 0, SEEK_END) == 0 ? IGRAPH_SUCCESS : failed();
}

/* Writes the entry of a member in the directory. */
static igraph_error_t put_entry(archive_t *archive, const member_t *member) {
    guchar entry[46], extra[28], *at;
    const gboolean large = member->size >= LIMIT || member->offset >= LIMIT;
    at = little(entry, 0x02014b50, 4);
    at = little(at, (3 << 8) | 45, 2); /* made by Unix */
    at = common_fields(at, member, large ? LIMIT : (guint32)member->size, large ? 28 : 0);
    at = little(at, 0, 2); /* comment */
    at = little(at, 0, 2); /* disk */
    at = little(at, 0, 2);
    at = little(at, (guint64)0100644 << 16, 4);
    little(at, large ? LIMIT : member->offset, 4);
    at = little(extra, 1, 2);
    at = little(at, 24, 2);
    at = little(at, member->size, 8);
    at = little(at, member->size, 8);
    little(at, member->offset, 8);
    IGRAPH_CHECK(put_raw(archive, entry, sizeof entry));
    IGRAPH_CHECK(put_raw(archive, member->name, strlen(member->name)));
    return put_raw(archive, extra, large ? sizeof extra : 0);
}

/* Writes the end of the directory in 64 bits, and where it is. */
static igraph_error_t put_large_end(archive_t *archive, guint64 start, guint64 end) {
    guchar record[56 + 20], *at = little(record, 0x06064b50, 4);
    at = little(at, 44, 8);
    at = little(at, (3 << 8) | 45, 2);
    at = little(at, 45, 2);
    at = little(at, 0, 8); /* disks */
    at = little(at, (guint64)archive->members, 8);
    at = little(at, (guint64)archive->members, 8);
    at = little(at, end - start, 8);
    at = little(at, start, 8);
    at = little(at, 0x07064b50, 4);
    at = little(at, 0, 4);
    at = little(at, end, 8);
    little(at, 1, 4);
    return put_raw(archive, record, sizeof record);
}

static igraph_error_t end_archive(archive_t *archive) {
    guchar record[22], *at = little(record, 0x06054b50, 4);
    const guint64 start = (guint64)ftello(archive->file);
    for (int k = 0; k < archive->members; k++) {
        IGRAPH_CHECK(put_entry(archive, &archive->member[k]));
    }
    const guint64 end = (guint64)ftello(archive->file);
    if (end >= LIMIT) {
        IGRAPH_CHECK(put_large_end(archive, start, end));
    }
    at = little(at, 0, 4); /* disks */
    at = little(at, (guint64)archive->members, 2);
    at = little(at, (guint64)archive->members, 2);
    at = little(at, end - start, 4);
    at = little(at, MIN(start, LIMIT), 4);
    little(at, 0, 2);
    return put_raw(archive, record, sizeof record);
}

/* --- The members -------------------------------------------------------------- */

/* Returns whether entries are weights; those of negative edges are negative. */
static igraph_bool_t is_weighted(const latigraph_circuit_t *circuit) {
    return circuit->weight != NULL || circuit->sign != NULL;
}

static igraph_error_t put_csr(archive_t *archive, const latigraph_circuit_t *circuit) {
    const gint64 shape[2] = {GINT64_TO_LE((gint64)circuit->n), GINT64_TO_LE((gint64)circuit->n)};
    const int one = 1;
    IGRAPH_CHECK(begin_member(archive, "indices.npy"));
    IGRAPH_CHECK(put_vector_header(archive, "<i4", circuit->m));
    IGRAPH_CHECK(put_integers(archive, circuit->out_to, circuit->m));
    IGRAPH_CHECK(end_member(archive));
    IGRAPH_CHECK(begin_member(archive, "indptr.npy"));
    IGRAPH_CHECK(put_vector_header(archive, "<i4", circuit->n + 1));
    IGRAPH_CHECK(put_integers(archive, circuit->out_start, (gint64)circuit->n + 1));
    IGRAPH_CHECK(end_member(archive));
    IGRAPH_CHECK(begin_member(archive, "format.npy"));
    IGRAPH_CHECK(put_header(archive, "|S3", "()"));
    IGRAPH_CHECK(put(archive, "csr", 3));
    IGRAPH_CHECK(end_member(archive));
    IGRAPH_CHECK(begin_member(archive, "shape.npy"));
    IGRAPH_CHECK(put_vector_header(archive, "<i8", 2));
    IGRAPH_CHECK(put(archive, shape, sizeof shape));
    IGRAPH_CHECK(end_member(archive));
    IGRAPH_CHECK(begin_member(archive, "data.npy"));
    IGRAPH_CHECK(put_vector_header(archive, is_weighted(circuit) ? "<f8" : "<i4", circuit->m));
    if (circuit->weight != NULL && circuit->sign == NULL) {
        IGRAPH_CHECK(put_doubles(archive, circuit->weight, circuit->m));
    }
    for (int e = 0; e < circuit->m && circuit->sign != NULL; e++) {
        const double weight = latigraph_circuit_signed_weight(circuit, e);
        IGRAPH_CHECK(put_doubles(archive, &weight, 1));
    }
    for (int e = 0; e < circuit->m && !is_weighted(circuit); e++) {
        IGRAPH_CHECK(put_integers(archive, &one, 1));
    }
    return end_member(archive);
}

/* Writes the names as an array whose items have the length of the longest name. */
static igraph_error_t put_names(archive_t *archive, const latigraph_circuit_t *circuit) {
    glong longest = 1;
    char type[32];
    for (int i = 0; i < circuit->n; i++) {
        longest = MAX(longest, g_utf8_strlen(circuit->neuron[i], -1));
    }
    if (longest > NAMES_LIMIT / 4 / (circuit->n + 1)) {
        IGRAPH_WARNINGF("A name of \"%s\" has %ld characters. An array of names of this length is "
                        "too large for npz: no name is written.",
                        circuit->name, longest);
        return IGRAPH_SUCCESS;
    }
    g_snprintf(type, sizeof type, "<U%ld", longest);
    IGRAPH_CHECK(begin_member(archive, "names.npy"));
    IGRAPH_CHECK(put_vector_header(archive, type, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(put_characters(archive, circuit->neuron[i], longest));
    }
    return end_member(archive);
}

static igraph_error_t put_connectome(archive_t *archive, const char *connectome) {
    char type[32];
    const glong length = (glong)MIN(MAX(strlen(connectome), 1), 1000);
    g_snprintf(type, sizeof type, "<U%ld", length);
    IGRAPH_CHECK(begin_member(archive, "connectome.npy"));
    IGRAPH_CHECK(put_header(archive, type, "()"));
    IGRAPH_CHECK(put_characters(archive, connectome, length));
    return end_member(archive);
}

igraph_error_t latigraph_write_npz(const latigraph_circuit_t *circuit, FILE *file) {
    archive_t archive;
    begin_archive(&archive, file);
    IGRAPH_CHECK(put_csr(&archive, circuit));
    IGRAPH_CHECK(put_names(&archive, circuit));
    IGRAPH_CHECK(put_connectome(&archive, circuit->connectome));
    if (circuit->dims > 0) {
        IGRAPH_CHECK(begin_member(&archive, "positions.npy"));
        IGRAPH_CHECK(put_matrix_header(&archive, "<f8", circuit->n, circuit->dims));
        IGRAPH_CHECK(put_doubles(&archive, circuit->position, (gint64)circuit->n * circuit->dims));
        IGRAPH_CHECK(end_member(&archive));
    }
    return end_archive(&archive);
}

/* --- The dense matrix --------------------------------------------------------- */

/* Writes a row of the matrix, which must be zero and is zero again afterwards. */
static igraph_error_t put_weighted_row(archive_t *archive, const latigraph_circuit_t *circuit,
                                       int i, double *row) {
    for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
        row[circuit->out_to[e]] = latigraph_circuit_signed_weight(circuit, e);
    }
    IGRAPH_CHECK(put_doubles(archive, row, circuit->n));
    for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
        row[circuit->out_to[e]] = 0;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t put_row(archive_t *archive, const latigraph_circuit_t *circuit, int i,
                              int *row) {
    for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
        row[circuit->out_to[e]] = 1;
    }
    IGRAPH_CHECK(put_integers(archive, row, circuit->n));
    for (int e = circuit->out_start[i]; e < circuit->out_start[i + 1]; e++) {
        row[circuit->out_to[e]] = 0;
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_write_npy(const latigraph_circuit_t *circuit, FILE *file) {
    const igraph_bool_t weighted = is_weighted(circuit);
    const gint64 bytes = (gint64)circuit->n * circuit->n * (weighted ? 8 : 4);
    archive_t archive;
    double *row;
    if (bytes > DENSE_LIMIT) {
        IGRAPH_ERRORF("The dense matrix of %d neurons takes %.0f GB. Write npz, which has a sparse "
                      "one.",
                      IGRAPH_EINVAL, circuit->n, 1e-9 * (double)bytes);
    }
    begin_archive(&archive, file);
    LATIGRAPH_ALLOCATE(row, circuit->n);
    IGRAPH_CHECK(put_matrix_header(&archive, weighted ? "<f8" : "<i4", circuit->n, circuit->n));
    for (int i = 0; i < circuit->n; i++) {
        IGRAPH_CHECK(weighted ? put_weighted_row(&archive, circuit, i, row)
                              : put_row(&archive, circuit, i, (int *)row));
    }
    g_free(row);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
