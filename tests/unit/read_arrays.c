/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Adjacency matrices of other programs: Matrix Market, NumPy's arrays and archives, whose bytes are
 * put together here as their formats define them, and files of MATLAB, which libmatio writes. */

#include "read_test.h"

#include <gio/gio.h>

#ifdef HAVE_MATIO
#include <matio.h>
#endif

/* --- Matrix Market ------------------------------------------------------------- */

#define COORDINATES "%%MatrixMarket matrix coordinate "
#define ARRAY "%%MatrixMarket matrix array "

/* clang-format off: one file per entry. */
static const readable_t GOOD[] = {
    {"general.mtx",
     COORDINATES "real general\n% a comment\n\n 3 3 3\n1 2 3.5\n2 1 4\n3 3 9",
     "0,1,2; 0>1:3.5 1>0:4",
     {0}},
    {"symmetric.mtx",
     COORDINATES "integer Symmetric\n2 2 2\n2 1 4\n1 1 2\n",
     "0,1; 0>1:4 1>0:4",
     {0}},
    {"skew.mtx",
     COORDINATES "real skew-symmetric\n2 2 1\n2 1 4\n",
     "0,1; 0>1:4 1>0:4; !negative-weights",
     {.negative = LATIGRAPH_NEGATIVE_ABSOLUTE}},
    {"pattern.mtx", COORDINATES "pattern general\n3 3 2\n1 2\n3 1\n", "0,1,2; 0>1 2>0", {0}},
    {"array.mtx", ARRAY "real general\n2 2\n0\n5\n3\n0\n", "0,1; 0>1:3 1>0:5", {0}},
    {"triangle.mtx", ARRAY "real symmetric\n2 2\n0\n5\n0\n", "0,1; 0>1:5 1>0:5", {0}},
    {"skew-array.mtx",
     ARRAY "real skew-symmetric\n2 2\n5\n",
     "0,1; 1>0:5; !negative-weights",
     {.negative = LATIGRAPH_NEGATIVE_DROP}},
};

static const refused_t BAD[] = {
    {"a.mtx", "%%MatrixMarket vector array real general\n2\n", "only \"matrix coordinate\"", {0}},
    {"b.mtx", "%%MatrixMarket matrix sparse real general\n2\n", "only \"matrix coordinate\"", {0}},
    {"c.mtx", ARRAY "complex general\n1 1\n1 2\n", "complex entries cannot be weights", {0}},
    {"d.mtx", COORDINATES "real general", "the sizes of the matrix are missing", {0}},
    {"e.mtx", COORDINATES "real general\n2 2\n", "the sizes of the matrix are missing", {0}},
    {"f.mtx", COORDINATES "real general\n2 x 1\n", "the sizes of the matrix are missing", {0}},
    {"g.mtx",
     COORDINATES "real general\n2 2 1\n1 2\n",
     "line 3: an entry should be row, column and value",
     {0}},
    {"h.mtx", COORDINATES "real general\n2 2 1\n1 2 3 4\n", "an entry should be row", {0}},
    {"i.mtx",
     COORDINATES "real general\n2 2 1\n1 3 1\n",
     "an entry lies outside of the matrix",
     {0}},
    {"j.mtx", COORDINATES "real general\n2 2 2\n1 2 1\n", "is not the announced one", {0}},
    {"k.mtx", ARRAY "real general\n2 2\n0\n5\n3\n", "a number is missing", {0}},
    {"l.mtx", ARRAY "real general\n1 1\n0\n5\n", "there are too many numbers", {0}},
    {"m.mtx", COORDINATES "real general\n2 3 0\n", "a matrix of 2 rows and 3 columns", {0}},
    {"n.mtx", COORDINATES "real general\n800000000 800000000 0\n", "far too large", {0}},
    {"o.mtx", COORDINATES "real general\n2 2e9 0\n", "the sizes of the matrix are missing", {0}},
};
/* clang-format on */

/* --- NumPy --------------------------------------------------------------------- */

/* Makes a .npy file: the magic word, the length of the header in two bytes (four in version 2), the
 * header and the data, which are in the order of this machine and are turned where the type says
 * "<". */
static GByteArray *make_array(int version, const char *descr, const char *order, const char *shape,
                              const void *data, gsize size) {
    GByteArray *array = g_byte_array_new();
    char *header =
        g_strdup_printf("{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n", descr, order, shape);
    const gsize length = strlen(header);
    const gsize width = descr[1] != '<' ? 1 : descr[2] == 'U' ? 4 : (gsize)atoi(descr + 3);
    const guint8 start[] = {
        0x93, 'N', 'U', 'M', 'P', 'Y', (guint8)version, 0, (guint8)length, (guint8)(length >> 8),
        0,    0};
    g_byte_array_append(array, start, version > 1 ? 12 : 10);
    g_byte_array_append(array, (const guint8 *)header, (guint)length);
    for (gsize at = 0; at < size; at++) {
        const gsize turned = at - at % width + (width - 1 - at % width);
        const gsize from = G_BYTE_ORDER == G_LITTLE_ENDIAN ? at : turned;
        g_byte_array_append(array, (const guint8 *)data + from, 1);
    }
    g_free(header);
    return array;
}

static void write_array(const char *file, GByteArray *array) {
    write_bytes(test_path(file), (const char *)array->data, (gssize)array->len);
    g_byte_array_unref(array);
}

static const char TWO[] = "0,1; 0>1:3 1>0:4";

/* The matrix [[0, 3], [4, 0]] in every type that is read. */
static void test_types(void) {
    const double f8[] = {0, 3, 4, 0};
    const float f4[] = {0, 3, 4, 0};
    const gint64 i8[] = {0, 3, 4, 0};
    const guint32 u4[] = {0, 3, 4, 0};
    const gint16 i2[] = {0, 3, 4, 0};
    const guint8 u1[] = {0, 3, 4, 0}, big[] = {0, 0, 0, 3, 0, 4, 0, 0}, truth[] = {0, 1, 1, 0};
    const struct {
        const char *descr;
        const void *data;
        gsize size;
        const char *line;
    } types[] = {
        {"'<f8'", f8, sizeof f8, TWO},   {"'<f4'", f4, sizeof f4, TWO},
        {"'<i8'", i8, sizeof i8, TWO},   {"'<u4'", u4, sizeof u4, TWO},
        {"'<i2'", i2, sizeof i2, TWO},   {"'|u1'", u1, sizeof u1, TWO},
        {"'>i2'", big, 8, TWO},          {"'|b1'", truth, 4, "0,1; 0>1 1>0"},
        {"\"=f8\"", f8, sizeof f8, TWO},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(types); k++) {
        write_array("w.npy", make_array(1 + k % 2, types[k].descr, "False", "(2, 2)", types[k].data,
                                        types[k].size));
        check_line("w.npy", types[k].line, NULL);
    }
    write_array("fortran.npy", make_array(1, "'<f8'", "True", "(2L, 2L)", f8, sizeof f8));
    check_line("fortran.npy", "0,1; 0>1:4 1>0:3", NULL);
    const double unknown[] = {NAN, NAN, 4, 0};
    write_array("nan.npy", make_array(1, "'<f8'", "False", "(2, 2)", unknown, sizeof unknown));
    check_line("nan.npy", "0,1; 1>0:4; !unknown-weights",
               &(latigraph_read_options_t){.missing = LATIGRAPH_MISSING_DROP});
    const signed char negative[] = {0, -3, 4, 0};
    write_array("negative.npy", make_array(1, "'|i1'", "False", "(2, 2)", negative, 4));
    check_message("negative.npy", "-3", NULL);
}

static void test_bad_arrays(void) {
    const double f8[9] = {0, 3, 4, 0};
    static const char *const bad[][4] = {
        {"'<c16'", "(2, 2)", "only arrays of numbers"},
        {"'|O'", "(2, 2)", "only arrays of numbers"},
        {"'<f2'", "(2, 2)", "only arrays of numbers"},
        {"'<i3'", "(2, 2)", "only arrays of numbers"},
        {"'?f8'", "(2, 2)", "only arrays of numbers"},
        {"[('a', '<f8')]", "(2,)", "only arrays of numbers"},
        {"'<f8'", "(2, 2, 1)", "only arrays of numbers"},
        {"'<f8'", "(x, 2)", "only arrays of numbers"},
        {"'<f8'", "[2, 2]", "only arrays of numbers"},
        {"'<f8'", "(-2, 2)", "only arrays of numbers"},
        {"'<f8'", "(4, 4)", "ends before its 128 bytes of data"},
        {"'<f8'", "(9,)", "an array of 1 dimensions"},
        {"'<U2'", "(2, 2)", "an array of 2 dimensions"},
        {"'<f8'", "(1, 2)", "a matrix of 1 rows and 2 columns"},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) {
        write_array("bad.npy", make_array(1, bad[k][0], "False", bad[k][1], f8, sizeof f8));
        check_message("bad.npy", bad[k][2], NULL);
    }
    write_bytes(test_path("short.npy"), "\x93NUMPY\1\0\xff\0{}", 12);
    check_message("short.npy", "is not an array of NumPy", NULL);
    write_bytes(test_path("header.npy"), "\x93NUMPY\1\0\xff\0{'descr'", 18);
    check_message("header.npy", "is not an array of NumPy", NULL);
}

/* --- Archives ------------------------------------------------------------------- */

enum { MOST = 8 };

/* A zip archive: local headers with the bytes of the members, then the directory. */
typedef struct {
    GByteArray *bytes, *directory;
    guint count;
} zip_t;

static void put(GByteArray *bytes, guint64 value, int size) {
    for (int b = 0; b < size; b++) {
        const guint8 byte = b < 8 ? (guint8)(value >> 8 * b) : 0;
        g_byte_array_append(bytes, &byte, 1);
    }
}

static GByteArray *deflate(const GByteArray *from) {
    GConverter *converter = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_RAW, 6));
    GByteArray *packed = g_byte_array_new();
    guint8 buffer[4096];
    gsize read, written;
    CHECK(g_converter_convert(converter, from->data, from->len, buffer, sizeof buffer,
                              G_CONVERTER_INPUT_AT_END, &read, &written,
                              NULL) == G_CONVERTER_FINISHED);
    g_byte_array_append(packed, buffer, (guint)written);
    g_object_unref(converter);
    return packed;
}

static zip_t zip_new(void) {
    return (zip_t){g_byte_array_new(), g_byte_array_new(), 0};
}

/* Adds a member, whose checksum is not looked at; it takes the array. */
static void zip_add(zip_t *zip, const char *name, GByteArray *array, gboolean packed) {
    GByteArray *stored = packed ? deflate(array) : g_byte_array_ref(array);
    const guint32 offset = zip->bytes->len, length = (guint32)strlen(name);
    g_byte_array_append(zip->bytes, (const guint8 *)"PK\3\4", 4);
    put(zip->bytes, 20, 4);
    put(zip->bytes, packed ? 8 : 0, 2);
    put(zip->bytes, 0, 8);
    put(zip->bytes, stored->len, 4);
    put(zip->bytes, array->len, 4);
    put(zip->bytes, length, 4);
    g_byte_array_append(zip->bytes, (const guint8 *)name, length);
    g_byte_array_append(zip->bytes, stored->data, stored->len);
    g_byte_array_append(zip->directory, (const guint8 *)"PK\1\2", 4);
    put(zip->directory, 20, 4);
    put(zip->directory, 0, 2);
    put(zip->directory, packed ? 8 : 0, 2);
    put(zip->directory, 0, 8);
    put(zip->directory, stored->len, 4);
    put(zip->directory, array->len, 4);
    put(zip->directory, length, 4);
    put(zip->directory, 0, 10);
    put(zip->directory, offset, 4);
    g_byte_array_append(zip->directory, (const guint8 *)name, length);
    zip->count++;
    g_byte_array_unref(stored);
    g_byte_array_unref(array);
}

static GByteArray *zip_end(zip_t *zip) {
    GByteArray *bytes = zip->bytes;
    const guint32 at = bytes->len;
    g_byte_array_append(bytes, zip->directory->data, zip->directory->len);
    g_byte_array_append(bytes, (const guint8 *)"PK\5\6", 4);
    put(bytes, 0, 4);
    put(bytes, zip->count, 2);
    put(bytes, zip->count, 2);
    put(bytes, zip->directory->len, 4);
    put(bytes, at, 4);
    put(bytes, 0, 2);
    g_byte_array_unref(zip->directory);
    return bytes;
}

/* A member of an archive in little-endian order. */
typedef struct {
    const char *name, *descr, *shape;
    const void *data;
    gsize size;
} member_t;

static GByteArray *make_archive(const member_t *members, gboolean packed) {
    zip_t zip = zip_new();
    for (int k = 0; k < MOST && members[k].name != NULL; k++) {
        zip_add(&zip, members[k].name,
                make_array(1, members[k].descr, "False", members[k].shape, members[k].data,
                           members[k].size),
                packed);
    }
    return zip_end(&zip);
}

static const double DENSE[] = {0, 3, 4, 0}, PLACES[] = {1, 2, 3, 4}, PAIR[] = {3, 4};
static const gint32 SHAPE[] = {2, 2}, STARTS[] = {0, 1, 2}, COLUMNS[] = {1, 0}, ROWS[] = {0, 1};
static const guint32 NAMES[] = {'A', 0xE4, 'B', 0}, CONNECTOME[] = {'w', 'o'};

#define DATA(name, descr, shape, data)                                                             \
    { name ".npy", "'" descr "'", shape, data, sizeof data }
#define SPARSE DATA("shape", "<i4", "(2,)", SHAPE), DATA("data", "<f8", "(2,)", PAIR)

static void test_archives(void) {
    static const member_t dense[MOST] = {DATA("names", "<U2", "(2,)", NAMES),
                                         DATA("w", "<f8", "(2, 2)", DENSE),
                                         DATA("positions", "<f8", "(2, 2)", PLACES),
                                         DATA("connectome", "<U2", "()", CONNECTOME),
                                         {"readme.txt", "'<f8'", "(2,)", PAIR, sizeof PAIR}};
    static const member_t rows[MOST] = {DATA("format", "|S3", "()", "csr"), SPARSE,
                                        DATA("indices", "<i4", "(2,)", COLUMNS),
                                        DATA("indptr", "<i4", "(3,)", STARTS)};
    static const member_t columns[MOST] = {DATA("format", "|S3", "()", "csc"), SPARSE,
                                           DATA("indices", "<i4", "(2,)", COLUMNS),
                                           DATA("indptr", "<i4", "(3,)", STARTS)};
    static const member_t coordinates[MOST] = {DATA("row", "<i4", "(2,)", ROWS),
                                               DATA("col", "<i4", "(2,)", COLUMNS), SPARSE};
    /* Rows without columns are no list of coordinates. */
    static const member_t both[MOST] = {DATA("row", "<i4", "(2,)", ROWS), SPARSE,
                                        DATA("indices", "<i4", "(2,)", COLUMNS),
                                        DATA("indptr", "<i4", "(3,)", STARTS)};
    for (int packed = 0; packed < 2; packed++) {
        write_array("w.npz", make_archive(dense, packed));
        check_line("w.npz", "Aä,B; Aä>B:3 B>Aä:4; at 1,2 3,4; of wo", NULL);
        write_array("w.npz", make_archive(rows, packed));
        check_line("w.npz", TWO, NULL);
        write_array("w.npz", make_archive(columns, packed));
        check_line("w.npz", "0,1; 0>1:4 1>0:3", NULL);
        write_array("w.npz", make_archive(coordinates, packed));
        check_line("w.npz", TWO, NULL);
        write_array("w.npz", make_archive(both, packed));
        check_line("w.npz", TWO, NULL);
    }
}

static void test_bad_archives(void) {
    static const gint32 outside[] = {2, 0}, wrong[] = {0, 3, 2};
    static const double huge[] = {1e12, 1e12};
    static const struct {
        member_t members[MOST];
        const char *message;
    } bad[] = {
        {{DATA("w", "<f8", "(2, 2)", DENSE), DATA("v", "<f8", "(2, 2)", DENSE)},
         "has 2 square matrices (arrays: w, v)"},
        {{DATA("w", "<f8", "(4,)", DENSE)}, "has 0 square matrices (arrays: w)"},
        {{DATA("row", "<i4", "(2,)", outside), DATA("col", "<i4", "(2,)", COLUMNS), SPARSE},
         "an entry of the sparse matrix lies outside of it"},
        {{DATA("row", "<i4", "(3,)", STARTS), DATA("col", "<i4", "(2,)", COLUMNS), SPARSE},
         "is a damaged zip archive"},
        {{DATA("indices", "<i4", "(2,)", COLUMNS), DATA("indptr", "<i4", "(3,)", wrong), SPARSE},
         "is a damaged zip archive"},
        {{DATA("indices", "<i4", "(2,)", COLUMNS), DATA("indptr", "<i4", "(2,)", ROWS), SPARSE},
         "is a damaged zip archive"},
        {{DATA("indices", "<i4", "(2,)", COLUMNS), DATA("indptr", "<i4", "(3,)", STARTS),
          DATA("shape", "<f8", "(2,)", huge), DATA("data", "<f8", "(2,)", PAIR)},
         "is a damaged zip archive"},
        {{DATA("indices", "<i4", "(2, 0)", COLUMNS), DATA("indptr", "<i4", "(3,)", STARTS), SPARSE},
         "has 0 square matrices"},
        {{DATA("row", "<i4", "(2,)", ROWS), DATA("col", "<i4", "(2,)", COLUMNS),
          DATA("shape", "<i4", "(2,)", SHAPE), DATA("data", "<f8", "(2, 0)", PAIR)},
         "has 0 square matrices"},
        {{DATA("row", "<i4", "(2,)", ROWS), DATA("indices", "<i4", "(2,)", COLUMNS), SPARSE},
         "has 0 square matrices"},
        {{DATA("w", "<f8", "(4, 4)", DENSE)}, "ends before its 128 bytes"},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(bad); k++) {
        write_array("bad.npz", make_archive(bad[k].members, FALSE));
        check_message("bad.npz", bad[k].message, NULL);
    }
}

/* A byte of the directory or of a header that is wrong, one at a time. */
static void test_damaged_archives(void) {
    static const member_t dense[MOST] = {DATA("w", "<f8", "(2, 2)", DENSE)};
    static const struct {
        const char *mark;
        guint at;
        guint8 value;
    } damage[] = {
        {"PK\5\6", 0, 0},     {"PK\5\6", 10, 9}, {"PK\5\6", 17, 0xff}, {"PK\1\2", 0, 0},
        {"PK\1\2", 29, 0xff}, {"PK\1\2", 10, 3}, {"PK\1\2", 23, 0xff}, {"PK\1\2", 27, 0xff},
        {"PK\1\2", 44, 0xff}, {"PK\1\2", 42, 1}, {"PK\1\2", 24, 1},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(damage); k++) {
        for (int packed = 0; packed < 2; packed++) {
            GByteArray *archive = make_archive(dense, packed);
            guint at = archive->len - 4;
            while (memcmp(archive->data + at, damage[k].mark, 4) != 0) {
                at--;
            }
            archive->data[at + damage[k].at] = damage[k].value;
            write_array("damaged.npz", archive);
            check_message("damaged.npz", "damaged", NULL);
        }
    }
}

/* --- MATLAB --------------------------------------------------------------------- */

#ifdef HAVE_MATIO
static void write_variable(mat_t *file, const char *name, enum matio_classes class,
                           enum matio_types type, size_t rows, size_t columns, const void *data,
                           int options) {
    size_t dims[2] = {rows, columns};
    matvar_t *variable = Mat_VarCreate(name, class, type, 2, dims, (void *)data, options);
    REQUIRE(variable != NULL && Mat_VarWrite(file, variable, MAT_COMPRESSION_NONE) == 0);
    Mat_VarFree(variable);
}

static mat_t *create(const char *file) {
    mat_t *made = Mat_CreateVer(test_path(file), NULL, MAT_FT_MAT5);
    REQUIRE(made != NULL);
    return made;
}

/* The matrix [[0, 3], [4, 0]], column by column, in every class of MATLAB. */
static void test_classes(void) {
    static const double f8[] = {0, 4, 3, 0};
    static const float f4[] = {0, 4, 3, 0};
    static const gint8 i1[] = {0, 4, 3, 0};
    static const guint8 u1[] = {0, 4, 3, 0};
    static const gint16 i2[] = {0, 4, 3, 0};
    static const guint16 u2[] = {0, 4, 3, 0};
    static const gint32 i4[] = {0, 4, 3, 0};
    static const guint32 u4[] = {0, 4, 3, 0};
    static const gint64 i8[] = {0, 4, 3, 0};
    static const guint64 u8[] = {0, 4, 3, 0};
    static const struct {
        enum matio_classes class;
        enum matio_types type;
        const void *data;
    } classes[] = {
        {MAT_C_DOUBLE, MAT_T_DOUBLE, f8}, {MAT_C_SINGLE, MAT_T_SINGLE, f4},
        {MAT_C_INT8, MAT_T_INT8, i1},     {MAT_C_UINT8, MAT_T_UINT8, u1},
        {MAT_C_INT16, MAT_T_INT16, i2},   {MAT_C_UINT16, MAT_T_UINT16, u2},
        {MAT_C_INT32, MAT_T_INT32, i4},   {MAT_C_UINT32, MAT_T_UINT32, u4},
        {MAT_C_INT64, MAT_T_INT64, i8},   {MAT_C_UINT64, MAT_T_UINT64, u8},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(classes); k++) {
        mat_t *file = create("w.mat");
        write_variable(file, "row", MAT_C_DOUBLE, MAT_T_DOUBLE, 1, 4, f8, 0);
        write_variable(file, "W", classes[k].class, classes[k].type, 2, 2, classes[k].data, 0);
        Mat_Close(file);
        check_line("w.mat", TWO, NULL);
    }
    mat_t *file = create("logical.mat");
    write_variable(file, "W", MAT_C_UINT8, MAT_T_UINT8, 2, 2, u1, MAT_F_LOGICAL);
    Mat_Close(file);
    check_line("logical.mat", "0,1; 0>1 1>0", NULL);
    file = create("two.mat");
    write_variable(file, "W", MAT_C_DOUBLE, MAT_T_DOUBLE, 2, 2, f8, 0);
    write_variable(file, "V", MAT_C_DOUBLE, MAT_T_DOUBLE, 2, 2, f8, 0);
    Mat_Close(file);
    check_message("two.mat", "has 2 square matrices (variables: W, V)", NULL);
}

static void test_sparse(void) {
    double values[] = {4, 3};
    mat_uint32_t rows[] = {1, 0}, starts[] = {0, 1, 2};
    mat_sparse_t sparse = {.nzmax = 2, .ir = rows, .nir = 2, .jc = starts, .njc = 3, .ndata = 2};
    sparse.data = values;
    mat_t *file = create("sparse.mat");
    write_variable(file, "W", MAT_C_SPARSE, MAT_T_DOUBLE, 2, 2, &sparse, MAT_F_DONT_COPY_DATA);
    Mat_Close(file);
    check_line("sparse.mat", TWO, NULL);
}
#endif

static void test_matlab(void) {
    write_text(test_path("none.mat"), "MATLAB 5.0 MAT-file, but nothing more");
#ifdef HAVE_MATIO
    check_message("none.mat", "none.mat", NULL);
    test_classes();
    test_sparse();
#else
    check_message("none.mat", "was built without libmatio", NULL);
#endif
}

int main(void) {
    test_init();
    check_readable(GOOD, G_N_ELEMENTS(GOOD));
    check_all_refused(BAD, G_N_ELEMENTS(BAD));
    test_types();
    test_bad_arrays();
    test_archives();
    test_bad_archives();
    test_damaged_archives();
    test_matlab();
    test_end();
    return 0;
}
