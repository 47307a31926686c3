/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Reads and writes safetensors files with a checksum.
 *
 * The format (safetensors.h) has no checksum of its own, so the metadata hold one: the SHA-256 of
 * the header and the tensors. While the sum is computed, its own 64 digits in the header count as
 * zeros. The digits are found before the header is parsed, so that nothing of a damaged file is
 * interpreted.
 *
 * The reader accepts less than the format allows: tensors of one or two dimensions and of four
 * types, which lie one after the other without gaps and end with the file. Products of sizes are
 * checked for overflow. A tensor that was read points into the contents of the file, which are
 * kept; a tensor that is added is copied. Both are kept as the bytes of the file, which are
 * little-endian on every machine. Numbers are turned when they are copied in or out.
 */
#include "model/safetensors.h"

#include "base/byte_order.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "base/output.h"

#include <string.h>

/* PREFIX: bytes of the length of the header. DIGEST: hexadecimal digits of the checksum. */
enum { PREFIX = 8, DIGEST = 64 };
static const guint64 HEADER_MAX = 100 << 20;
static const char *const TYPE_NAME[] = {"F32", "F64", "I64", "BOOL"};
static const gsize TYPE_SIZE[] = {4, 8, 8, 1};

typedef struct {
    tensor_type_t type;
    gint64 rows, columns; /* columns = 0 for a vector */
    gsize size;           /* size in bytes */
    void *data;           /* (size) owned, or within the contents of a file that was read */
} tensor_t;

igraph_error_t safetensors_create(safetensors_t **file) {
    safetensors_t *made = g_try_new0(safetensors_t, 1);
    LATIGRAPH_CHECK_MEMORY(made);
    made->tensors = (latigraph_map_t)LATIGRAPH_MAP_EMPTY_WITH_COPIES;
    *file = made;
    return IGRAPH_SUCCESS;
}

void safetensors_destroy(safetensors_t *file) {
    if (file == NULL) {
        return;
    }
    latigraph_map_entry_t *entry = NULL;
    while ((entry = latigraph_map_next(&file->tensors, entry)) != NULL) {
        tensor_t *tensor = entry->value.pointer;
        if (tensor != NULL && file->contents == NULL) {
            g_free(tensor->data);
        }
        g_free(tensor);
    }
    latigraph_map_destroy(&file->tensors);
    g_free(file->contents);
    g_free(file->json);
    g_free(file);
}

static igraph_error_t add_tensor(safetensors_t *file, const char *name, const tensor_t *tensor) {
    latigraph_map_entry_t *entry;
    tensor_t *kept;
    LATIGRAPH_ALLOCATE(kept, 1);
    *kept = *tensor;
    IGRAPH_CHECK(latigraph_map_add_text(&file->tensors, name, &entry, NULL));
    entry->value.pointer = kept;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static const tensor_t *find_tensor(const safetensors_t *file, const char *name) {
    const latigraph_map_entry_t *entry = latigraph_map_find_text(&file->tensors, name);
    return entry != NULL ? entry->value.pointer : NULL;
}

igraph_error_t safetensors_add(safetensors_t *file, const char *name, tensor_type_t type,
                               gint64 rows, gint64 columns, const void *data) {
    const gsize size = (gsize)rows * (gsize)(columns > 0 ? columns : 1) * TYPE_SIZE[type];
    const tensor_t tensor = {
        .type = type, .rows = rows, .columns = columns, .size = size, .data = g_try_malloc(size)};
    if (tensor.data == NULL && size > 0) {
        IGRAPH_ERRORF("Not enough memory for tensor '%s'.", IGRAPH_ENOMEM, name);
    }
    if (size > 0) {
        memcpy(tensor.data, data, size);
        latigraph_little_endian(tensor.data, size / TYPE_SIZE[type], TYPE_SIZE[type]);
    }
    IGRAPH_FINALLY(g_free, tensor.data);
    IGRAPH_CHECK(add_tensor(file, name, &tensor));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

gint64 safetensors_rows(const safetensors_t *file, const char *name) {
    const tensor_t *tensor = find_tensor(file, name);
    return tensor != NULL ? tensor->rows : -1;
}

igraph_error_t safetensors_get(const safetensors_t *file, const char *name, tensor_type_t type,
                               gint64 rows, gint64 columns, void *data) {
    const tensor_t *tensor = find_tensor(file, name);
    if (tensor == NULL) {
        IGRAPH_ERRORF("The model file lacks the tensor '%s'.", IGRAPH_PARSEERROR, name);
    }
    if (tensor->type != type || tensor->rows != rows || tensor->columns != columns) {
        IGRAPH_ERRORF("Tensor '%s' is %s (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                      "), but it must be %s (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ").",
                      IGRAPH_PARSEERROR, name, TYPE_NAME[tensor->type], tensor->rows,
                      tensor->columns, TYPE_NAME[type], rows, columns);
    }
    if (tensor->size > 0) {
        memcpy(data, tensor->data, tensor->size);
        latigraph_little_endian(data, tensor->size / TYPE_SIZE[type], TYPE_SIZE[type]);
    }
    return IGRAPH_SUCCESS;
}

/* Begins the checksum with the header, whose digits of the checksum are zeros. The caller then
 * adds the bytes of the tensors. */
static GChecksum *checksum_begin(const char *header, gsize length) {
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)header, (gssize)length);
    return sum;
}

static void checksum_end(GChecksum *sum, char digest[DIGEST + 1]) {
    g_strlcpy(digest, g_checksum_get_string(sum), DIGEST + 1);
    g_checksum_free(sum);
}

/* --- Writing ------------------------------------------------------------ */

static void describe_tensor(latigraph_json_t *b, const char *name, const tensor_t *tensor,
                            gsize begin) {
    latigraph_json_begin(b, name);
    latigraph_json_text(b, "dtype", TYPE_NAME[tensor->type]);
    latigraph_json_name(b, "shape");
    latigraph_json_begin_array(b);
    latigraph_json_add_integer(b, tensor->rows);
    if (tensor->columns > 0) {
        latigraph_json_add_integer(b, tensor->columns);
    }
    latigraph_json_end_array(b);
    latigraph_json_name(b, "data_offsets");
    latigraph_json_begin_array(b);
    latigraph_json_add_integer(b, (gint64)begin);
    latigraph_json_add_integer(b, (gint64)(begin + tensor->size));
    latigraph_json_end_array(b);
    latigraph_json_end_object(b);
}

/* Makes the header with zeros for the checksum, padded so that tensors begin at multiples of 8
 * bytes. */
static igraph_error_t make_header(const safetensors_t *file, char **header) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT, *b = &json;
    char blank[DIGEST + 1];
    gsize begin = 0;
    memset(blank, '0', DIGEST);
    blank[DIGEST] = '\0';
    IGRAPH_FINALLY(latigraph_json_destroy, b);
    latigraph_json_begin_object(b);
    latigraph_json_begin(b, "__metadata__");
    latigraph_json_text(b, "sha256", blank);
    latigraph_json_text(b, "latigraph", file->json);
    latigraph_json_end_object(b);
    const latigraph_map_entry_t *entry = NULL;
    while ((entry = latigraph_map_next(&file->tensors, entry)) != NULL) {
        const tensor_t *tensor = entry->value.pointer;
        describe_tensor(b, entry->text, tensor, begin);
        begin += tensor->size;
    }
    latigraph_json_end_object(b);
    while (b->text.length % 8 != 0 && !b->text.failed) {
        latigraph_text_append_character(&b->text, ' ');
    }
    IGRAPH_CHECK(latigraph_json_take(b, header));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Returns the place of the checksum's digits in a header, or NULL. */
static char *find_digest(char *header) {
    static const char key[] = "\"sha256\":\"";
    char *at = strstr(header, key);
    if (at == NULL || strlen(at) < sizeof key - 1 + DIGEST) {
        return NULL;
    }
    return at + sizeof key - 1;
}

igraph_error_t safetensors_write(const safetensors_t *file, const char *path) {
    latigraph_output_t output;
    char digest[DIGEST + 1];
    char *header;
    IGRAPH_CHECK(make_header(file, &header));
    IGRAPH_FINALLY(g_free, header);
    const gsize length = strlen(header);
    const guint64 prefix = GUINT64_TO_LE((guint64)length);
    GChecksum *sum = checksum_begin(header, length);
    const latigraph_map_entry_t *entry = NULL;
    while ((entry = latigraph_map_next(&file->tensors, entry)) != NULL) {
        const tensor_t *tensor = entry->value.pointer;
        g_checksum_update(sum, tensor->data, (gssize)tensor->size);
    }
    checksum_end(sum, digest);
    memcpy(find_digest(header), digest, DIGEST);
    IGRAPH_CHECK(latigraph_output_open(&output, path));
    IGRAPH_FINALLY(latigraph_output_abandon, &output);
    /* latigraph_output_flush() reports errors of these calls. */
    fwrite(&prefix, sizeof prefix, 1, output.file);
    fwrite(header, 1, length, output.file);
    while ((entry = latigraph_map_next(&file->tensors, entry)) != NULL) {
        const tensor_t *tensor = entry->value.pointer;
        if (tensor->size > 0) {
            fwrite(tensor->data, 1, tensor->size, output.file);
        }
    }
    IGRAPH_CHECK(latigraph_output_flush(&output));
    IGRAPH_CHECK(latigraph_output_publish(&output));
    g_free(header);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Reading ------------------------------------------------------------ */

static gboolean is_integer(JsonNode *node) {
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
           json_node_get_value_type(node) == G_TYPE_INT64;
}

/* Parses the description of one tensor. It must begin where the tensor before it ends. */
static gboolean parse_tensor(JsonNode *node, gsize expected_begin, gsize available,
                             tensor_t *tensor) {
    if (!JSON_NODE_HOLDS_OBJECT(node)) {
        return FALSE;
    }
    JsonObject *object = json_node_get_object(node);
    const char *type = latigraph_json_text_of(object, "dtype", "");
    JsonNode *shape = json_object_get_member(object, "shape");
    JsonNode *offsets = json_object_get_member(object, "data_offsets");
    if (shape == NULL || offsets == NULL || !JSON_NODE_HOLDS_ARRAY(shape) ||
        !JSON_NODE_HOLDS_ARRAY(offsets)) {
        return FALSE;
    }
    JsonArray *s = json_node_get_array(shape), *o = json_node_get_array(offsets);
    const guint dims = json_array_get_length(s);
    guint64 values[4] = {0, 0, 0, 0};
    if (dims < 1 || dims > 2 || json_array_get_length(o) != 2) {
        return FALSE;
    }
    for (guint k = 0; k < dims + 2; k++) {
        JsonNode *number =
            k < dims ? json_array_get_element(s, k) : json_array_get_element(o, k - dims);
        if (!is_integer(number) || json_node_get_int(number) < 0) {
            return FALSE;
        }
        values[k < dims ? k : k - dims + 2] = (guint64)json_node_get_int(number);
    }
    guint kind = 0;
    while (kind < G_N_ELEMENTS(TYPE_NAME) && strcmp(type, TYPE_NAME[kind]) != 0) {
        kind++;
    }
    guint64 size;
    if (kind == G_N_ELEMENTS(TYPE_NAME) ||
        !g_uint64_checked_mul(&size, values[0], dims == 2 ? values[1] : 1) ||
        !g_uint64_checked_mul(&size, size, TYPE_SIZE[kind]) || values[2] != expected_begin ||
        values[3] < values[2] || values[3] > available || values[3] - values[2] != size) {
        return FALSE;
    }
    *tensor = (tensor_t){.type = (tensor_type_t)kind,
                         .rows = (gint64)values[0],
                         .columns = dims == 2 ? (gint64)values[1] : 0,
                         .size = (gsize)size};
    return TRUE;
}

/* Fills tensors and JSON from the header; *good becomes false if the header is malformed. */
static igraph_error_t parse_header(safetensors_t *file, JsonNode *root, char *data, gsize available,
                                   igraph_bool_t *good) {
    *good = false;
    if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
        return IGRAPH_SUCCESS;
    }
    JsonObject *object = json_node_get_object(root);
    JsonNode *metadata = json_object_get_member(object, "__metadata__");
    if (metadata == NULL || !JSON_NODE_HOLDS_OBJECT(metadata)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_copy_text(
        latigraph_json_text_of(json_node_get_object(metadata), "latigraph", NULL), &file->json));
    if (file->json == NULL) {
        return IGRAPH_SUCCESS;
    }
    gsize next = 0;
    JsonObjectIter members;
    const char *name;
    JsonNode *member;
    *good = true;
    json_object_iter_init_ordered(&members, object);
    while (*good && json_object_iter_next_ordered(&members, &name, &member)) {
        if (strcmp(name, "__metadata__") == 0) {
            continue;
        }
        tensor_t tensor;
        *good = parse_tensor(member, next, available, &tensor);
        if (*good) {
            tensor.data = data + next;
            next += tensor.size;
            IGRAPH_CHECK(add_tensor(file, name, &tensor));
        }
    }
    *good = *good && next == available;
    return IGRAPH_SUCCESS;
}

/* Compares the checksum in the header with the contents. Its digits in the header are set to
 * zeros. */
static igraph_error_t verify(const char *path, char *header, gsize length, const char *data,
                             gsize available) {
    char written[DIGEST + 1], found[DIGEST + 1];
    char *place = find_digest(header);
    if (place == NULL) {
        IGRAPH_ERRORF("'%s' was not written by latigraph: it has no checksum.", IGRAPH_PARSEERROR,
                      path);
    }
    g_strlcpy(written, place, sizeof written);
    memset(place, '0', DIGEST);
    GChecksum *sum = checksum_begin(header, strlen(header));
    g_checksum_update(sum, (const guchar *)data, (gssize)available);
    checksum_end(sum, found);
    if (strlen(header) != length || strcmp(written, found) != 0) {
        IGRAPH_ERRORF("'%s' is damaged: its checksum is %.12s…, but it says %.12s….",
                      IGRAPH_PARSEERROR, path, found, written);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t parse(safetensors_t *file, const char *path, gsize length) {
    char *contents = file->contents;
    guint64 header_length = 0;
    if (length >= PREFIX) {
        memcpy(&header_length, contents, PREFIX);
        header_length = GUINT64_FROM_LE(header_length);
    }
    if (length < PREFIX || header_length > HEADER_MAX || header_length > length - PREFIX ||
        header_length < 2 || contents[PREFIX] != '{') {
        IGRAPH_ERRORF("'%s' is not a model file, or it is cut short (%zu bytes).",
                      IGRAPH_PARSEERROR, path, length);
    }
    char *header;
    igraph_bool_t good = false;
    IGRAPH_CHECK(latigraph_copy_text_part(contents + PREFIX, header_length, &header));
    IGRAPH_FINALLY(g_free, header);
    char *data = contents + PREFIX + header_length;
    const gsize available = length - PREFIX - header_length;
    IGRAPH_CHECK(verify(path, header, header_length, data, available));
    JsonNode *root = latigraph_json_from_text(header, NULL);
    if (root != NULL) {
        IGRAPH_FINALLY(json_node_unref, root);
        IGRAPH_CHECK(parse_header(file, root, data, available, &good));
        json_node_unref(root);
        IGRAPH_FINALLY_CLEAN(1);
    }
    if (!good) {
        IGRAPH_ERRORF("The header of '%s' is not that of a model file.", IGRAPH_PARSEERROR, path);
    }
    g_free(header);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t safetensors_parse(safetensors_t **file, const char *path, char *contents,
                                 gsize length) {
    safetensors_t *made;
    IGRAPH_FINALLY(g_free, contents);
    IGRAPH_CHECK(safetensors_create(&made));
    IGRAPH_FINALLY_CLEAN(1);
    made->contents = contents;
    IGRAPH_FINALLY(safetensors_destroy, made);
    IGRAPH_CHECK(parse(made, path, length));
    *file = made;
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t safetensors_read(safetensors_t **file, const char *path) {
    char *contents;
    gsize length;
    GError *error = NULL;
    if (!g_file_get_contents(path, &contents, &length, &error)) {
        LATIGRAPH_ERROR_FROM_GLIB(error, IGRAPH_EFILE);
    }
    return safetensors_parse(file, path, contents, length);
}
