/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Figures of results: their size, what they show (an SVG has one sub-path per edge, dot or bar),
 * the formats, and figures of results that another process computed. */

#include "operation_work.h"
#include "sanitized.h"

#include <latigraph/call.h>
#include <latigraph/circuit.h>
#include <latigraph/measure.h>
#include <latigraph/model.h>
#include <latigraph/registry.h>

enum { SOME = 6 };

static latigraph_circuit_list_t circuits, first_circuit;
static latigraph_model_t *model;

/* Makes a call from texts "name=value"; circuits and models that it requires are filled in. */
static latigraph_call_t *run_call(const char *operation, const latigraph_circuit_list_t *like,
                                  const char *const *inputs) {
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, operation));
    for (; *inputs != NULL; inputs++) {
        char **parts = g_strsplit(*inputs, "=", 2);
        CHECK_OK(latigraph_call_set_text(call, parts[0], parts[1]));
        g_strfreev(parts);
    }
    if (like != NULL) {
        CHECK_OK(latigraph_call_set_circuits(call, "like", like));
    }
    const latigraph_operation_t *table = latigraph_call_operation(call);
    for (igraph_integer_t i = 0; i < table->argument_count; i++) {
        const latigraph_argument_t *row = &table->arguments[i];
        if (row->direction == LATIGRAPH_OUT || row->optional) {
            continue;
        }
        if (row->type == LATIGRAPH_TYPE_MODEL) {
            CHECK_OK(latigraph_call_set(call, row->name, (latigraph_value_t){.model = model}));
        } else if (row->type == LATIGRAPH_TYPE_GRAPH_LIST) {
            CHECK_OK(latigraph_call_set_circuits(call, row->name, &circuits));
        } else if (row->type == LATIGRAPH_TYPE_GRAPH) {
            CHECK_OK(latigraph_call_set_circuits(call, row->name, &first_circuit));
        }
    }
    CHECK_OK(latigraph_call_run(call));
    return call;
}
#define RUN(operation, like, ...)                                                                  \
    run_call(operation, like, (const char *const[]){__VA_ARGS__, NULL})

/* Cairo counts the surfaces of a process and writes the number into an SVG. */
static void forget_surfaces(GString *text) {
    static const char WORD[] = "surface";
    for (char *at = text->str; (at = g_strstr_len(at, -1, WORD)) != NULL;) {
        const gsize place = (gsize)(at - text->str) + strlen(WORD);
        g_string_erase(text, (gssize)place, (gssize)strspn(text->str + place, "0123456789"));
        at = text->str + place;
    }
}

/* An SVG is XML. */
static void check_markup(const GString *svg) {
    static const GMarkupParser parser = {0};
    GMarkupParseContext *context =
        g_markup_parse_context_new(&parser, (GMarkupParseFlags)0, NULL, NULL);
    GError *error = NULL;
    if (!g_markup_parse_context_parse(context, svg->str, (gssize)svg->len, &error) ||
        !g_markup_parse_context_end_parse(context, &error)) {
        fprintf(stderr, "%s\n", error->message);
        CHECK(FALSE);
    }
    g_markup_parse_context_free(context);
}

/* The figure of a call as a text, which may hold zero bytes. */
static GString *draw(latigraph_call_t *call, const char *format) {
    igraph_vector_char_t image;
    CHECK_OK(igraph_vector_char_init(&image, 0));
    CHECK_OK(latigraph_call_figure(call, format, &image));
    GString *text = g_string_new_len(VECTOR(image), igraph_vector_char_size(&image));
    forget_surfaces(text);
    igraph_vector_char_destroy(&image);
    if (strcmp(format, "svg") == 0) {
        check_markup(text);
    }
    return text;
}

/* Counts sub-paths of the SVG's filled paths that have this opacity and colour ("" for any) and
 * that are drawn with curves, or not. Versions of cairo write colours as attributes or as a style.
 */
static int count_parts(const GString *svg, const char *opacity, const char *colour,
                       gboolean curves) {
    int count = 0;
    for (const char *at = svg->str; (at = strstr(at, "<path")) != NULL; at++) {
        char *tag = g_strndup(at, strcspn(at, ">"));
        const char *path = strstr(tag, " d=\""), *fill = strstr(tag, "fill-opacity");
        if (path != NULL && fill != NULL && strstr(tag, colour) != NULL &&
            g_str_has_prefix(fill + strlen("fill-opacity") + (strchr("=", fill[12]) ? 2 : 1),
                             opacity) &&
            (strstr(path, " C ") != NULL) == curves) {
            for (const char *c = path + 4; *c != '"'; c++) {
                count += *c == (curves ? 'M' : 'Z');
            }
        }
        g_free(tag);
    }
    return count;
}

/* Cells of matrices are the only shapes of this opacity. */
static int count_cells(const GString *svg, const char *colour) {
    return count_parts(svg, "0.9", colour, FALSE);
}

static int count_dots(const GString *svg) {
    return count_parts(svg, "", "", TRUE);
}

static void check_size(const GString *svg, int width, int height) {
    char text[64];
    g_snprintf(text, sizeof text, "viewBox=\"0 0 %d %d\"", width, height);
    CHECK_CONTAINS(svg->str, text);
}

static igraph_integer_t edges_of(latigraph_call_t *call) {
    const latigraph_circuit_list_t *list;
    igraph_integer_t edges = 0;
    CHECK_OK(latigraph_call_circuits(call, "circuits", &list));
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(list); i++) {
        edges += latigraph_circuit_ecount(latigraph_circuit_list_get(list, i));
    }
    return edges;
}

static igraph_real_t real_of(latigraph_call_t *call, const char *name) {
    latigraph_value_t value;
    CHECK_OK(latigraph_call_get(call, name, &value));
    return value.real;
}

/* The red of FIGURE_ORANGE and of FIGURE_BLUE. */
static const char REMOVED[] = "rgb(87.843137%", ADDED[] = "rgb(12.156863%";

/* An edit shows the circuit and the edit of it; edges that were removed and added are coloured. */
static void test_edit(void) {
    latigraph_call_t *call =
        RUN("steer", &first_circuit, "targets=density=+30%", "edit=true", "count=1", "seed=4");
    GString *svg = draw(call, "svg");
    check_size(svg, 750, 258);
    const igraph_integer_t before =
        latigraph_circuit_ecount(latigraph_circuit_list_get(&first_circuit, 0));
    CHECK(real_of(call, "added_edges") > 0);
    CHECK_EQUAL(count_cells(svg, ""), before + edges_of(call));
    CHECK_EQUAL(count_cells(svg, ADDED), real_of(call, "added_edges"));
    CHECK_EQUAL(count_cells(svg, REMOVED), real_of(call, "removed_edges"));
    g_string_free(svg, TRUE);
    latigraph_call_destroy(call);
}

/* Each further request widens the figure by one panel, and has one dot per circuit before and after
 * and one for the mean. */
static void test_requests(void) {
    latigraph_call_t *one = RUN("steer", NULL, "targets=density=+5%", "count=5", "seed=2");
    latigraph_call_t *two = RUN("steer", NULL, "targets=density=+5%", "targets=reciprocity=+0.1sd",
                                "count=5", "seed=2");
    GString *first = draw(one, "svg"), *second = draw(two, "svg");
    check_size(first, 750, 258);
    check_size(second, 902, 258);
    CHECK_EQUAL(count_dots(first), 2 * 5 + 1);
    CHECK_EQUAL(count_dots(second), 2 * (2 * 5 + 1));
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    latigraph_call_destroy(one);
    latigraph_call_destroy(two);
}

/* A walk shows one circuit of each step, and is as wide as its matrices. */
static void test_walks(void) {
    latigraph_call_t *along =
        RUN("traverse", NULL, "property=density", "count=1", "steps=5", "seed=1");
    GString *svg = draw(along, "svg");
    check_size(svg, 28 + 5 * 124 - 12, 400);
    CHECK_EQUAL(count_cells(svg, ""), edges_of(along));
    CHECK_CONTAINS(svg->str, "stroke-dasharray");
    g_string_free(svg, TRUE);
    latigraph_call_destroy(along);

    latigraph_call_t *between = RUN("interpolate", NULL, "count=1", "steps=3", "seed=1");
    svg = draw(between, "svg");
    check_size(svg, 480, 400); /* the least width */
    CHECK_EQUAL(count_cells(svg, ""), edges_of(between));
    CHECK(strstr(svg->str, "stroke-dasharray") == NULL);
    g_string_free(svg, TRUE);
    latigraph_call_destroy(between);

    latigraph_call_t *manifold =
        RUN("interpolate", NULL, "along=manifold", "count=1", "steps=12", "seed=1");
    svg = draw(manifold, "svg");
    check_size(svg, 28 + 9 * 124 - 12, 400); /* no more than nine are drawn */
    CHECK(count_cells(svg, "") < edges_of(manifold));
    g_string_free(svg, TRUE);
    latigraph_call_destroy(manifold);
}

/* Without generated circuits there is the curve alone; with them, a dot per class of triads and per
 * property that both sets have. */
static void test_evaluation(void) {
    latigraph_value_t curve;
    latigraph_call_t *alone =
        RUN("evaluate", NULL, "samples=1", "refine=1", "seed=1", "curve=true");
    latigraph_call_t *both = RUN("evaluate", NULL, "samples=1", "refine=1", "seed=1", "curve=true",
                                 "generate=true", "count=2");
    GString *first = draw(alone, "svg"), *second = draw(both, "svg");
    CHECK_OK(latigraph_call_get(alone, "curve_points", &curve));
    check_size(first, 740, 280);
    CHECK_EQUAL(count_dots(first), igraph_matrix_nrow(curve.matrix));
    const int more = count_dots(second) - count_dots(first) - 16;
    CHECK(more > 10 && more <= latigraph_property_compared_count());
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    latigraph_call_destroy(alone);
    latigraph_call_destroy(both);

    latigraph_call_t *none = RUN("evaluate", NULL, "samples=1", "refine=1", "seed=1");
    igraph_vector_char_t image;
    CHECK_OK(igraph_vector_char_init(&image, 0));
    CHECK_FAILS(latigraph_call_figure(none, "svg", &image), IGRAPH_EINVAL, "Set curve");
    igraph_vector_char_destroy(&image);
    latigraph_call_destroy(none);
}

/* Formats by their first bytes; the SVG of the map is that of the output `image`. */
static void test_map(void) {
    static const char *const begins[][2] = {
        {"svg", "<?xml"}, {"png", "\x89PNG\r\n"}, {"pdf", "%PDF-"}};
    latigraph_call_t *call = RUN("figure", NULL, "seed=1");
    latigraph_value_t value;
    igraph_vector_char_t image;
    for (size_t k = 0; k < G_N_ELEMENTS(begins); k++) {
        GString *text = draw(call, begins[k][0]);
        CHECK(text->len > 500 && memcmp(text->str, begins[k][1], strlen(begins[k][1])) == 0);
        if (k == 0) {
            check_size(text, 540, 424);
            /* Texts are texts, and cairo has drawn no letter. */
            CHECK_CONTAINS(text->str, "font-weight=\"bold\"");
            CHECK_CONTAINS(text->str, "rotate(-90)");
            CHECK_CONTAINS(text->str, ">measured reciprocity</text>");
            CHECK(strstr(text->str, "<symbol") == NULL && strstr(text->str, "glyph") == NULL);
            CHECK_OK(latigraph_call_get(call, "image", &value));
            GString *bytes =
                g_string_new_len(VECTOR(*value.bytes), igraph_vector_char_size(value.bytes));
            forget_surfaces(bytes);
            CHECK(g_string_equal(bytes, text));
            g_string_free(bytes, TRUE);
        }
        g_string_free(text, TRUE);
    }
    CHECK_OK(igraph_vector_char_init(&image, 0));
    CHECK_FAILS(latigraph_call_figure(call, "bmp", &image), IGRAPH_EINVAL,
                "svg, png or pdf, not as \"bmp\"");
    igraph_vector_char_destroy(&image);
    latigraph_call_destroy(call);
}

/* Sets every input and output of a call that did not run from one that did. */
static latigraph_call_t *restore(latigraph_call_t *from, const latigraph_circuit_list_t *like) {
    const latigraph_operation_t *table = latigraph_call_operation(from);
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, table->name));
    if (like != NULL) {
        CHECK_OK(latigraph_call_set_circuits(call, "like", like));
    }
    for (igraph_integer_t i = 0; i < table->argument_count; i++) {
        const latigraph_argument_t *row = &table->arguments[i];
        latigraph_value_t value;
        if (row->direction != LATIGRAPH_OUT) {
            continue;
        }
        CHECK_OK(latigraph_call_get(from, row->name, &value));
        CHECK_OK(latigraph_call_restore(call, row->name, value));
    }
    return call;
}

/* Python keeps results as values and draws them later, in another process. */
static void test_restored(void) {
    static const char *const texts[] = {"targets=density=+30%", "edit=true", "count=1", "seed=4"};
    latigraph_call_t *call = RUN("steer", &first_circuit, texts[0], texts[1], texts[2], texts[3]);
    latigraph_call_t *again = restore(call, &first_circuit);
    for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
        char **parts = g_strsplit(texts[k], "=", 2);
        CHECK_OK(latigraph_call_set_text(again, parts[0], parts[1]));
        g_strfreev(parts);
    }
    CHECK_OK(latigraph_call_set(again, "model", (latigraph_value_t){.model = model}));
    GString *first = draw(call, "svg"), *second = draw(again, "svg");
    CHECK(g_string_equal(first, second));
    g_string_free(first, TRUE);
    g_string_free(second, TRUE);
    latigraph_call_destroy(again);
    latigraph_call_destroy(call);
}

/* Four bytes of a PNG as a number. */
static int number_at(const GString *png, gsize place) {
    const guchar *at = (const guchar *)png->str + place;
    CHECK(place + 4 <= png->len);
    return at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/* A style changes how a result is drawn, and nothing else. */
static void test_style(void) {
    latigraph_call_t *call = RUN("evaluate", NULL, "samples=1", "refine=1", "seed=1", "curve=true");
    GString *plain = draw(call, "svg");
    GString *png = draw(call, "png");
    CHECK_EQUAL(number_at(png, 16), 2250); /* the width of the picture */
    CHECK(memcmp(png->str + 37, "pHYs", 4) == 0);
    CHECK_EQUAL(number_at(png, 41), 8619); /* dots per metre: 2250 dots on 740 points */
    g_string_free(png, TRUE);

    CHECK_OK(latigraph_call_set_figure(call, "width", "120"));
    CHECK_OK(latigraph_call_set_figure(call, "dpi", "200"));
    png = draw(call, "png");
    CHECK_EQUAL(number_at(png, 16), 945); /* 120 mm · 200 / 25.4 mm */
    CHECK_EQUAL(number_at(png, 20), 358); /* 280 · 945 / 740, rounded */
    CHECK_EQUAL(number_at(png, 41), 7874);
    g_string_free(png, TRUE);
    CHECK_OK(latigraph_call_set_figure(call, "height", "100"));
    CHECK_OK(latigraph_call_set_figure(call, "title", "Curve & <bits>"));
    CHECK_OK(latigraph_call_set_figure(call, "theme", "dark"));
    png = draw(call, "png");
    CHECK_EQUAL(number_at(png, 16), 945);
    CHECK_EQUAL(number_at(png, 20), 787);
    g_string_free(png, TRUE);
    GString *svg = draw(call, "svg");
    CHECK_CONTAINS(svg->str, ">Curve &amp; &lt;bits&gt;</text>");
    CHECK_CONTAINS(svg->str, "viewBox=\"0 0 340.15");
    CHECK(strstr(plain->str, "#e8ecf1") == NULL); /* ink of the dark theme */
    CHECK_CONTAINS(svg->str, "#e8ecf1");
    CHECK_EQUAL(count_dots(svg), count_dots(plain));
    g_string_free(svg, TRUE);
    g_string_free(plain, TRUE);

    CHECK_FAILS(latigraph_call_set_figure(call, "widht", "120"), IGRAPH_EINVAL,
                "did you mean \"width\"");
    CHECK_FAILS(latigraph_call_set_figure(call, "width", "5"), IGRAPH_EINVAL,
                "Argument \"width\" of the figure is \"5\" but must be a number, from 10 to 2000");
    CHECK_FAILS(latigraph_call_set_figure(call, "theme", "sepia"), IGRAPH_EINVAL,
                "one of light, dark, print");
    CHECK_FAILS(latigraph_call_set_figure(call, "palette", "jet"), IGRAPH_EINVAL,
                "one of viridis, cividis");
    CHECK_OK(latigraph_call_set_figure(call, "width", "2000"));
    CHECK_OK(latigraph_call_set_figure(call, "dpi", "1200"));
    igraph_vector_char_t image;
    CHECK_OK(igraph_vector_char_init(&image, 0));
    CHECK_FAILS(latigraph_call_figure(call, "png", &image), IGRAPH_EINVAL,
                "Choose a smaller size or resolution");
    igraph_vector_char_destroy(&image);
    latigraph_call_destroy(call);
}

/* Draws a result of compare that has these errors of two properties, and these intervals. */
static GString *draw_comparison(const double error[2], const double low[2], const double high[2]) {
    enum { COLUMNS = 26, ERROR = 6 };
    latigraph_call_t *call;
    igraph_strvector_t names;
    igraph_matrix_t matrix;
    CHECK_OK(latigraph_call_create(&call, "compare"));
    CHECK_OK(igraph_strvector_init(&names, 2));
    CHECK_OK(igraph_strvector_set(&names, 0, "density"));
    CHECK_OK(igraph_strvector_set(
        &names, 1, "a <name> that is much too long for the room that labels have in a figure"));
    CHECK_OK(igraph_matrix_init(&matrix, 2, COLUMNS));
    igraph_matrix_fill(&matrix, IGRAPH_NAN);
    for (int k = 0; k < 2; k++) {
        MATRIX(matrix, k, ERROR) = error[k];
        MATRIX(matrix, k, ERROR + 1) = low[k];
        MATRIX(matrix, k, ERROR + 2) = high[k];
        MATRIX(matrix, k, ERROR + 3) = 0.1;
    }
    CHECK_OK(
        latigraph_call_restore(call, "property_names", (latigraph_value_t){.string_list = &names}));
    CHECK_OK(latigraph_call_restore(call, "properties", (latigraph_value_t){.matrix = &matrix}));
    GString *svg = draw(call, "svg");
    igraph_matrix_destroy(&matrix);
    igraph_strvector_destroy(&names);
    latigraph_call_destroy(call);
    return svg;
}

/* A figure says what its lines are, also if columns of one block differ: of R² 95 % intervals, of
 * the slope standard errors. */
static void test_lines(void) {
    static const char *const outputs[] = {"r2", "r2_low", "r2_high", "slope", "slope_error"};
    static const double numbers[] = {0.5, 0.4, 0.6, 1, 0.1};
    latigraph_call_t *call;
    igraph_strvector_t names;
    igraph_vector_t vector;
    CHECK_OK(latigraph_call_create(&call, "directions"));
    CHECK_OK(igraph_strvector_init(&names, 2));
    CHECK_OK(igraph_strvector_set(&names, 0, "density"));
    CHECK_OK(igraph_strvector_set(&names, 1, "reciprocity"));
    CHECK_OK(
        latigraph_call_restore(call, "directions", (latigraph_value_t){.string_list = &names}));
    CHECK_OK(igraph_vector_init(&vector, 2));
    for (size_t k = 0; k < G_N_ELEMENTS(outputs); k++) {
        VECTOR(vector)[0] = numbers[k];
        VECTOR(vector)[1] = 0.5 * numbers[k];
        CHECK_OK(latigraph_call_restore(call, outputs[k], (latigraph_value_t){.vector = &vector}));
    }
    GString *svg = draw(call, "svg");
    CHECK_CONTAINS(svg->str, ">lines: 95 % intervals or one standard error either way</text>");
    g_string_free(svg, TRUE);
    igraph_vector_destroy(&vector);
    igraph_strvector_destroy(&names);
    latigraph_call_destroy(call);
}

/* What belongs together is found by the names of outputs and columns. What an axis cuts off is
 * marked, labels are shortened, and entries that are not defined are named. */
static void test_comparison(void) {
    GString *svg = draw_comparison((const double[]){0.1, -0.2}, (const double[]){0, -0.3},
                                   (const double[]){0.2, -0.1});
    CHECK_EQUAL(count_dots(svg), 2);
    CHECK_CONTAINS(svg->str, ">error</text>");
    CHECK_CONTAINS(svg->str, ">lines: 95 % intervals; grey bars: floors</text>");
    CHECK_CONTAINS(svg->str, ">a &lt;name");
    CHECK_CONTAINS(svg->str, "\u2026");
    CHECK(strstr(svg->str, ">spread</text>") == NULL); /* not one value */
    g_string_free(svg, TRUE);
    svg = draw_comparison((const double[]){0.1, -0.2}, (const double[]){0, -0.3},
                          (const double[]){900, -0.1});
    CHECK_CONTAINS(svg->str, "arrowheads: beyond the axis");
    CHECK(strstr(svg->str, "900") == NULL);
    g_string_free(svg, TRUE);
    svg = draw_comparison((const double[]){0.1, IGRAPH_NAN}, (const double[]){0, IGRAPH_NAN},
                          (const double[]){0.2, IGRAPH_NAN});
    CHECK_EQUAL(count_dots(svg), 1);
    CHECK_CONTAINS(svg->str, ">not defined</text>");
    g_string_free(svg, TRUE);
}

/* Returns a call whose result is the matrix of two neurons with these names. */
static latigraph_call_t *decoded(const char *first, const char *second) {
    latigraph_call_t *call;
    igraph_strvector_t names;
    igraph_matrix_t matrix;
    CHECK_OK(latigraph_call_create(&call, "decode"));
    CHECK_OK(igraph_strvector_init(&names, 2));
    CHECK_OK(igraph_strvector_set(&names, 0, first));
    CHECK_OK(igraph_strvector_set(&names, 1, second));
    CHECK_OK(igraph_matrix_init(&matrix, 2, 2));
    MATRIX(matrix, 0, 1) = 0.5;
    CHECK_OK(latigraph_call_restore(call, "neurons", (latigraph_value_t){.string_list = &names}));
    CHECK_OK(latigraph_call_restore(call, "probabilities", (latigraph_value_t){.matrix = &matrix}));
    igraph_matrix_destroy(&matrix);
    igraph_strvector_destroy(&names);
    return call;
}

/* A square matrix is an image of cells, with labels of its rows and columns. */
static void test_cells(void) {
    latigraph_call_t *call = decoded("AVAL", "AVAR");
    GString *svg = draw(call, "svg");
    CHECK_CONTAINS(svg->str, "<image");
    CHECK_CONTAINS(svg->str, ">AVAL</text>");
    CHECK_CONTAINS(svg->str, "rotate(-90)");
    g_string_free(svg, TRUE);
    latigraph_call_destroy(call);
}

/* Names that are not UTF-8, as those of old files, do not keep a figure from being drawn. */
static void test_names(void) {
    static const char *const formats[] = {"svg", "png", "pdf"};
    latigraph_call_t *call = decoded("caf\xe9", "\xe9t\u00e9");
    CHECK_OK(latigraph_call_set_figure(call, "title", "\xff of a caf\u00e9"));
    for (size_t k = 0; k < G_N_ELEMENTS(formats); k++) {
        GString *image = draw(call, formats[k]);
        if (k == 0) {
            CHECK_CONTAINS(image->str, ">caf\\xe9</text>");
            CHECK_CONTAINS(image->str, ">\\xe9t\u00e9</text>");
            CHECK_CONTAINS(image->str, ">\\xff of a caf\u00e9</text>");
        }
        g_string_free(image, TRUE);
    }
    latigraph_call_destroy(call);
}

/* Every operation that has a table has a figure of it: one strip per property of many, one panel
 * per column of few. */
static void test_tables(void) {
    latigraph_call_t *call = RUN("properties", NULL, "threads=1");
    GString *svg = draw(call, "svg");
    CHECK_CONTAINS(svg->str, ">reciprocity</text>");
    CHECK_CONTAINS(svg->str, "each line on its own scale");
    CHECK(count_dots(svg) > 10 * SOME);
    g_string_free(svg, TRUE);
    latigraph_call_destroy(call);
    call = RUN("encode", NULL, "threads=1");
    svg = draw(call, "svg");
    CHECK_EQUAL(count_dots(svg), 4 * SOME); /* the codes have four coordinates */
    CHECK_CONTAINS(svg->str, ">log-density</text>");
    g_string_free(svg, TRUE);
    latigraph_call_destroy(call);
    call = RUN("properties", NULL, "threads=1", "only=density", "only=reciprocity");
    svg = draw(call, "svg");
    CHECK_EQUAL(count_dots(svg), 2 * SOME);
    CHECK_CONTAINS(svg->str, ">b</text>");
    g_string_free(svg, TRUE);
    latigraph_call_destroy(call);
}

static void test_without_figure(void) {
    igraph_vector_char_t image;
    latigraph_call_t *call = run_call("list_properties", NULL, (const char *const[]){NULL});
    CHECK_OK(igraph_vector_char_init(&image, 0));
    CHECK(!latigraph_operation_has_figure(latigraph_call_operation(call)));
    CHECK(latigraph_operation_has_figure(latigraph_operation_find("encode")));
    CHECK_FAILS(latigraph_call_figure(call, "svg", &image), IGRAPH_EINVAL,
                "Operation \"list_properties\" has no figure");
    igraph_vector_char_destroy(&image);
    latigraph_call_destroy(call);
}

static gboolean has_cairo(void) {
    latigraph_call_t *call;
    CHECK_OK(latigraph_call_create(&call, "figure"));
    CHECK_OK(latigraph_call_set(call, "model", (latigraph_value_t){.model = model}));
    CHECK_OK(latigraph_call_set_circuits(call, "circuits", &circuits));
    const igraph_error_t code = latigraph_call_run(call);
    latigraph_call_destroy(call);
    CHECK(code == IGRAPH_SUCCESS || code == IGRAPH_UNIMPLEMENTED);
    return code == IGRAPH_SUCCESS;
}

int main(void) {
    igraph_t connectome;
    igraph_graph_list_t graphs;
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    make_connectome(&connectome, 60);
    CHECK_OK(igraph_graph_list_init(&graphs, 0));
    sample(&connectome, "x_um>0", CIRCUITS, &graphs);
    model = fit(&graphs, NULL);
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    for (int k = 0; k < SOME; k++) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_from_graph(&circuit, igraph_graph_list_get_ptr(&graphs, k), NULL,
                                              NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(&circuits, circuit));
    }
    first_circuit = circuits;
    first_circuit.size = 1;
    const gboolean drawn = has_cairo();
    if (drawn) {
        test_edit();
        test_requests();
        test_walks();
        test_evaluation();
        test_map();
        test_restored();
        test_style();
        test_comparison();
        test_lines();
        test_tables();
        test_cells();
        test_names();
    }
    test_without_figure();
    latigraph_circuit_list_destroy(&circuits);
    latigraph_model_destroy(model);
    igraph_graph_list_destroy(&graphs);
    igraph_destroy(&connectome);
    return drawn ? 0 : 77;
}
