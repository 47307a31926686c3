/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* A model file reproduces its model bit by bit, and a damaged file is never used. */

#include "circuits.h"
#include "model/node_law.h"
#include "model/parameters.h"
#include "model/safetensors.h"

#include <glib/gstdio.h>
#include <latigraph/latigraph.h>

static char *path, *second;

static latigraph_model_t *make_model(int weights) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("8");
    random_circuits(&circuits, 16, 0, weights);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    latigraph_circuit_list_destroy(&circuits);
    latigraph_fit_options_destroy(options);
    return model;
}

/* A model that is written, read and written again gives the same bytes, and its codes are the same
 * bits. */
static void round_trip(int weights) {
    latigraph_model_t *model = make_model(weights), *read;
    latigraph_circuit_list_t circuits;
    igraph_matrix_t before, after;
    char *first, *again;
    gsize length, length_again;
    random_circuits(&circuits, 3, 70, weights);
    CHECK_OK(igraph_matrix_init(&before, 0, 0));
    CHECK_OK(igraph_matrix_init(&after, 0, 0));
    CHECK_OK(latigraph_model_write(model, path));
    CHECK_OK(latigraph_model_read(&read, path));
    CHECK_OK(latigraph_model_write(read, second));
    REQUIRE(g_file_get_contents(path, &first, &length, NULL));
    REQUIRE(g_file_get_contents(second, &again, &length_again, NULL));
    CHECK(length == length_again && memcmp(first, again, length) == 0);
    CHECK_OK(latigraph_encode(model, &circuits, 1, &before, NULL));
    CHECK_OK(latigraph_encode(read, &circuits, 2, &after, NULL));
    CHECK(igraph_matrix_all_e(&before, &after));
    g_free(first);
    g_free(again);
    igraph_matrix_destroy(&before);
    igraph_matrix_destroy(&after);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    latigraph_model_destroy(read);
}

/* Every truncation and every flipped bit is detected. */
static void damage(void) {
    latigraph_model_t *read;
    latigraph_stream_t stream;
    char *contents;
    gsize length;
    REQUIRE(g_file_get_contents(path, &contents, &length, NULL));
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < 150; k++) {
        const gsize cut = k < 20 ? (gsize)k : latigraph_stream_integer(&stream, (guint32)length);
        CHECK(g_file_set_contents(second, contents, (gssize)cut, NULL));
        CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, second);
    }
    for (int k = 0; k < 300; k++) {
        const gsize at = k < 60 ? (gsize)k : latigraph_stream_integer(&stream, (guint32)length);
        const int bit = (int)latigraph_stream_integer(&stream, 8);
        contents[at] ^= (char)(1 << bit);
        CHECK(g_file_set_contents(second, contents, (gssize)length, NULL));
        CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, second);
        contents[at] ^= (char)(1 << bit);
    }
    g_free(contents);
}

/* Writes a file with a correct checksum and a wrong JSON text. */
static void forge(const char *from, const char *to, igraph_error_t code, const char *message) {
    static const gsize PREFIX = 8, DIGEST = 64;
    latigraph_model_t *read;
    char *contents;
    gsize length;
    guint64 header;
    REQUIRE(g_file_get_contents(path, &contents, &length, NULL));
    memcpy(&header, contents, PREFIX);
    header = GUINT64_FROM_LE(header); /* of a file, which is little-endian */
    GString *forged = g_string_new_len(contents + PREFIX, (gssize)(length - PREFIX));
    char *text = g_strstr_len(forged->str, (gssize)header, from);
    REQUIRE(text != NULL);
    const gssize at = text - forged->str;
    g_string_erase(forged, at, (gssize)strlen(from));
    g_string_insert(forged, at, to);
    header = header + strlen(to) - strlen(from);
    char *place = g_strstr_len(forged->str, (gssize)header, "\"sha25");
    REQUIRE(place != NULL);
    place += strlen("\"sha256\":\"");
    memset(place, '0', DIGEST);
    char *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)forged->str, forged->len);
    memcpy(place, digest, DIGEST);
    header = GUINT64_TO_LE(header);
    g_string_prepend_len(forged, (char *)&header, (gssize)PREFIX);
    CHECK(g_file_set_contents(second, forged->str, (gssize)forged->len, NULL));
    CHECK_FAILS(latigraph_model_read(&read, second), code, message);
    g_string_free(forged, TRUE);
    g_free(digest);
    g_free(contents);
}

/* Forges the description; ' is written for the quotes of JSON within JSON. */
static void forge_description(const char *from, const char *to, const char *message) {
    char **parts[2] = {g_strsplit(from, "'", -1), g_strsplit(to, "'", -1)};
    char *quoted[2] = {g_strjoinv("\\\"", parts[0]), g_strjoinv("\\\"", parts[1])};
    forge(quoted[0], quoted[1], IGRAPH_PARSEERROR, message);
    for (int k = 0; k < 2; k++) {
        g_strfreev(parts[k]);
        g_free(quoted[k]);
    }
}

/* What a description says of node data must be of the right kind and agree with the rest. A value
 * of another kind causes no critical message. */
static void descriptions(void) {
    static const char CONTRADICTS[] = "contradicts itself", INCOMPLETE[] = "is incomplete";
    static const char *const forged[][3] = {
        {"'node_data' : {", "'node_data' : 1, 'other' : {", INCOMPLETE},
        {"'config' : {", "'config' : [], 'other' : {", INCOMPLETE},
        {"'closure' : 0", "'closure' : 3", "3 statistics of closure"},
        {"'closure' : 0", "'closure' : 7", "7 statistics of closure"},
        {"'neurons' : {", "'neurons' : null, 'other' : {", INCOMPLETE},
        {"'length_scale' : ", "'length_scale' : -", CONTRADICTS},
        {"'length_scale' : ", "'length_scale' : 1e999, 'other' : ", CONTRADICTS},
        {"'position_dimensions' : 3", "'position_dimensions' : 1", CONTRADICTS},
        {"'position_dimensions' : 3", "'position_dimensions' : 0", CONTRADICTS},
        {"'axis' : 1", "'axis' : 3", CONTRADICTS},
        {"'axis' : 1", "'axis' : -2", CONTRADICTS},
        {"'columns' : [", "'columns' : 7, 'other' : [", CONTRADICTS},
        {"'columns' : [", "'columns' : [ 7, ", CONTRADICTS},
        {"'columns' : [", "'columns' : [ {'levels' : []}, ", CONTRADICTS},
        {"'columns' : [", "'columns' : [ {'name' : 'x', 'mean' : 0, 'sd' : 0}, ", CONTRADICTS},
        {"'columns' : [", "'columns' : [ {'name' : 'x', 'mean' : 1e999, 'sd' : 1}, ", CONTRADICTS},
        {"'columns' : [", "'columns' : [ {'name' : 'x', 'mean' : 0, 'sd' : 1e999}, ", CONTRADICTS},
        {"'columns' : [", "'columns' : [ {'name' : 'x', 'mean' : 0, 'sd' : 1}, ", CONTRADICTS},
        {"'levels' : [", "'levels' : 'a', 'other' : [", CONTRADICTS},
        {"'levels' : [", "'levels' : [ 1, ", CONTRADICTS},
        {"'levels' : [", "'levels' : [ ['b'], ", CONTRADICTS},
        {"'levels' : [", "'levels' : [ 'c', ", CONTRADICTS},
        {"'properties' : [", "'properties' : {}, 'other' : [", CONTRADICTS},
        {"'properties' : [", "'properties' : [ 'x', ", CONTRADICTS},
        {"'density',", "[],", CONTRADICTS},
        {"'directions' : [", "'directions' : 5, 'other' : [", CONTRADICTS},
        {"'property' : 'density'", "'propertie' : 'density'", CONTRADICTS},
        {"'kernel_widths' : [", "'kernel_widths' : 1, 'other' : [", "must be 6 finite"},
        {"'kernel_widths' : [", "'kernel_widths' : [1, 1, 1, 1, 0, 1], 'other' : [", "6 finite"},
        {"'kernel_widths' : [", "'kernel_widths' : [1, 1, 1, {}, [], 1], 'other' : [", "6 finite"},
        {"'node_law' : {", "'node_law' : [], 'other' : {", "no law of node data"},
        {"'classes' : ", "'classes' : 1000", "classes of neurons; 1 to"},
        {"'axis' : -1", "'axis' : 3", "axis 3, but positions have 3 dimensions"},
        {"'axis' : -1", "'axis' : -2", "axis -2"},
        {"'groups' : [", "'groups' : {}, 'other' : [", "groups are malformed"},
        {"'groups' : [", "'groups' : [ 7, ", "groups are malformed"},
        {"'group' : '", "'gruop' : '", "groups are malformed"},
        {"'card' : null", "'card' : 7", "card is not a JSON object"},
        {"{\\n  'format_version'", "{\\n  format_version", "is not JSON"},
        {"{\\n  'format_version'", "[{\\n  'format_version'", "is not JSON"},
    };
    const GLogLevelFlags before = g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
    for (size_t k = 0; k < G_N_ELEMENTS(forged); k++) {
        forge_description(forged[k][0], forged[k][1], forged[k][2]);
    }
    g_log_set_always_fatal(before);
}

/* Tensors lie one behind the other, without gaps, and have one or two dimensions. */
static void headers(void) {
    static const char *const forged[][2] = {
        {"\"__metadata__\":{", "\"__metadata__\":1,\"other\":{"},
        {"\"latigraph\":", "\"other\":"},
        {"\"dtype\":\"F64\"", "\"dtype\":\"F63\""},
        {"\"shape\":[", "\"shape\":[1,1,1,"},
        {"\"shape\":[", "\"shape\":\"1\",\"other\":["},
        {"\"shape\":[", "\"shape\":[-"},
        {"\"shape\":[", "\"shape\":[0.5,"},
        {"\"shape\":[", "\"shape\":[1"},
        {"\"shape\":[", "\"shape\":[],\"other\":["},
        {"\"data_offsets\":[", "\"data_offsets\":[0,"},
        {"\"data_offsets\":[", "\"data_offsets\":7,\"other\":["},
        {"\"data_offsets\":[", "\"data_offsets\":[1"},
    };
    for (size_t k = 0; k < G_N_ELEMENTS(forged); k++) {
        forge(forged[k][0], forged[k][1], IGRAPH_PARSEERROR, "is not that of a model file");
    }
    forge("\"sha256\":\"", "\"sha257\":\"", IGRAPH_PARSEERROR, "no checksum");
}

static void forgeries(void) {
    forge("\\\"format_version\\\" : 4", "\\\"format_version\\\" : 5", IGRAPH_UNIMPLEMENTED,
          "reads versions 2 to 4");
    forge("\\\"format_version\\\" : 4", "\\\"format_version\\\" : 1", IGRAPH_UNIMPLEMENTED,
          "fit the model again");
    forge("\\\"kernel_widths\\\" : [", "\\\"kernel_widths\\\" : [1,", IGRAPH_PARSEERROR,
          "6 finite");
    forge("\\\"node_law\\\"", "\\\"node_lav\\\"", IGRAPH_PARSEERROR, "no law of node data");
    forge("\\\"classes\\\" : ", "\\\"clashes\\\" : ", IGRAPH_PARSEERROR, "0 classes");
    forge("\"node.gate\"", "\"node.gait\"", IGRAPH_PARSEERROR, "node.gate");
    forge("\\\"hidden\\\" : 12", "\\\"hidden\\\" : 99", IGRAPH_PARSEERROR, "(99");
    forge("\\\"hidden\\\" : 12", "\\\"hidden\\\" : -1", IGRAPH_PARSEERROR, "-1");
    forge("\\\"code\\\" : 4", "\\\"code\\\" : 0", IGRAPH_PARSEERROR, "'code'");
    forge("\\\"conditions\\\"", "\\\"conditionz\\\"", IGRAPH_PARSEERROR, "'conditions'");
    forge("\"code.mean\"", "\"code.meen\"", IGRAPH_PARSEERROR, "code.mean");
    forge("\"dtype\":\"F64\"", "\"dtype\":\"F99\"", IGRAPH_PARSEERROR, "header");
    forge("\\\"provenance\\\"", "\\\"provenince\\\"", IGRAPH_PARSEERROR, "incomplete");
}

/* A model whose law of node data was changed is written; reading it fails. */
static void refuse_law(latigraph_model_t *model, double *number, double value,
                       const char *message) {
    latigraph_model_t *read;
    const double before = *number;
    *number = value;
    CHECK_OK(latigraph_model_write(model, second));
    *number = before;
    CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, message);
}

/* Numbers of a model that are not finite, and spreads that are 0. */
static void numbers(void) {
    latigraph_model_t *model = make_model(0), *read;
    refuse_law(model, &model->statistic_mean[1], NAN, "'statistic.mean' holds nan");
    refuse_law(model, &model->statistic_sd[0], 0, "'statistic.sd' holds 0");
    refuse_law(model, &model->property_sd[0], -1, "'property.sd' holds -1");
    refuse_law(model, &model->code_covariance[2], INFINITY, "'code.covariance' holds inf");
    refuse_law(model, &model->groups.mean[0], NAN, "groups hold a number that is not finite");
    refuse_law(model, &model->groups.covariance[3], INFINITY, "groups hold a number");
    real_t *values[] = {model->parameters->value, model->baseline->value};
    const char *const messages[] = {"The tensors 'model.", "The tensors 'companion."};
    for (int k = 0; k < 2; k++) {
        const real_t before = values[k][5];
        values[k][5] = (real_t)NAN;
        CHECK_OK(latigraph_model_write(model, second));
        values[k][5] = before;
        CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, messages[k]);
    }
    latigraph_model_destroy(model);
}

static void laws(void) {
    latigraph_model_t *model = make_model(0);
    latigraph_node_law_t *law = model->node_law;
    refuse_law(model, &law->covariance[0], -1, "not symmetric and positive definite");
    refuse_law(model, &law->covariance[1], 0.9, "not symmetric and positive definite");
    refuse_law(model, &law->covariance[0], NAN, "'node.covariance' holds nan");
    refuse_law(model, &law->probability[0], 2, "not to 1");
    refuse_law(model, &law->probability[0], -0.5, "'node.level' holds -0.5");
    refuse_law(model, &law->mean[1], INFINITY, "'node.mean' holds inf");
    refuse_law(model, &law->gate[0], NAN, "'node.gate' holds nan");
    refuse_law(model, &law->concentration, 0, "'node.concentration' holds 0");
    refuse_law(model, &law->size_table[3], 1e6, "quantiles that decrease");
    refuse_law(model, &law->size_table[64], 1e12, "1e+12 neurons");
    refuse_law(model, &law->size_table[0], 0, "'node.size.quantile' holds 0");
    refuse_law(model, &law->radius_table[2], 50, "quantiles that decrease");
    refuse_law(model, &law->size[model->config.code + 1], -2, "negative standard deviation (-2)");
    for (int b = 0; b <= LATIGRAPH_SPACINGS; b++) {
        law->spacing[b] = 1;
    }
    refuse_law(model, &law->spacing[0], INFINITY, "'node.spacing' must hold a width");
    refuse_law(model, &law->spacing[1], -0.1, "ascending factors");
    refuse_law(model, &law->spacing[4], 0.5, "ascending factors");
    refuse_law(model, &law->spacing[LATIGRAPH_SPACINGS], 1.1, "ascending factors");
    refuse_law(model, &law->spacing[LATIGRAPH_SPACINGS], NAN, "ascending factors");
    latigraph_model_t *read;
    CHECK_OK(latigraph_model_write(model, second));
    CHECK_OK(latigraph_model_read(&read, second));
    latigraph_model_destroy(read);
    latigraph_model_destroy(model);
}

/* A file with a right digest whose description, or a part of it, is nested without end. */
static void nested(void) {
    latigraph_model_t *model = make_model(0), *read;
    char *brackets = g_strnfill(80000, '[');
    char *part = g_strdup_printf("{\"format_version\": 3, \"card\": %s", brackets);
    const char *const texts[] = {brackets, part};
    CHECK_OK(latigraph_model_write(model, path));
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
        safetensors_t *file;
        CHECK_OK(safetensors_read(&file, path));
        g_free(file->json);
        file->json = g_strdup(texts[k]);
        CHECK_OK(safetensors_write(file, second));
        safetensors_destroy(file);
        CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, "64 levels");
    }
    CHECK_FAILS(latigraph_model_set_card(model, part), IGRAPH_PARSEERROR, "64 levels");
    g_free(part);
    g_free(brackets);
    latigraph_model_destroy(model);
}

static void not_models(void) {
    latigraph_model_t *read;
    CHECK_FAILS(latigraph_model_read(&read, "/nonexistent/model"), IGRAPH_EFILE, "/nonexistent");
    CHECK(g_file_set_contents(second, "graph [ directed 1 ]", -1, NULL));
    CHECK_FAILS(latigraph_model_read(&read, second), IGRAPH_PARSEERROR, second);
    latigraph_model_t *model = make_model(0);
    CHECK_FAILS(latigraph_model_write(model, "/nonexistent/model"), IGRAPH_EFILE, "/nonexistent");
    latigraph_model_destroy(model);
}

int main(void) {
    char *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    test_init();
    path = g_build_filename(directory, "model.safetensors", NULL);
    second = g_build_filename(directory, "second.safetensors", NULL);
    round_trip(0);
    round_trip(1);
    damage();
    forgeries();
    descriptions();
    headers();
    laws();
    numbers();
    nested();
    not_models();
    g_unlink(path);
    g_unlink(second);
    g_rmdir(directory);
    g_free(path);
    g_free(second);
    g_free(directory);
    return 0;
}
