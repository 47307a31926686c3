/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Classes of neurons: a known mixture is recovered, and no step lowers the likelihood. */

#include "latent/node_mixture.h"
#include "test.h"

enum { CIRCUITS = 120, EACH = 60, ROWS = CIRCUITS * EACH, CODE = 2 };

/* Makes a vocabulary of one column with three levels, one number and two coordinates. */
static latigraph_vocabulary_t *vocabulary(void) {
    JsonNode *node = json_from_string(
        "{\"columns\": [{\"name\": \"type\", \"levels\": [\"a\", \"b\", \"c\"]},"
        " {\"name\": \"width\", \"mean\": 0, \"sd\": 1}], \"position_dimensions\": 2,"
        " \"length_scale\": 1}",
        NULL);
    latigraph_vocabulary_t *made;
    CHECK_OK(latigraph_vocabulary_from_json(&made, json_node_get_object(node)));
    REQUIRE(made != NULL);
    json_node_unref(node);
    return made;
}

/* Makes circuits in which P(class 1) increases with the first coordinate of the code. Class 1 has
 * level b and is far to the right; class 0 has level a and correlated numbers. A fifth of the
 * numbers are not known. */
static void draw_rows(latigraph_node_rows_t *rows, int *class, double concentration) {
    latigraph_stream_t s;
    latigraph_stream_init(&s, 11, LATIGRAPH_STREAM_TEST, 0);
    *rows = (latigraph_node_rows_t){.circuits = CIRCUITS, .rows = ROWS};
    rows->circuit = g_new0(int, ROWS);
    rows->held = g_new0(guchar, ROWS);
    rows->code = g_new0(double, CIRCUITS *(CODE + 1));
    rows->level = g_new0(int, ROWS * 3);
    rows->value = g_new0(double, ROWS * 3);
    for (int c = 0; c < CIRCUITS; c++) {
        double *code = rows->code + c * (CODE + 1);
        code[0] = latigraph_stream_normal(&s);
        code[1] = latigraph_stream_normal(&s);
        code[2] = 1;
        const double mean = 1 / (1 + exp(-0.5 - 1.2 * code[0]));
        const double one = latigraph_stream_gamma(&s, concentration * mean);
        const double share = one / (one + latigraph_stream_gamma(&s, concentration * (1 - mean)));
        for (int i = 0; i < EACH; i++) {
            const int r = c * EACH + i;
            const double x = latigraph_stream_normal(&s), y = latigraph_stream_normal(&s);
            class[r] = latigraph_stream_uniform(&s) < share;
            rows->circuit[r] = c;
            rows->held[r] = r % 5 == 0;
            rows->level[3 * r] = latigraph_stream_uniform(&s) < 0.9 ? class[r] : 3;
            rows->value[3 * r] = class[r] ? 3 + 0.5 * x : x;
            rows->value[3 * r + 1] = class[r] ? 2 + y : 0.8 * x + 0.6 * y;
            rows->value[3 * r + 2] = latigraph_stream_normal(&s);
            if (latigraph_stream_uniform(&s) < 0.2) {
                rows->value[3 * r] = NAN;
                rows->level[3 * r + 1] = 1;
            }
        }
    }
}

static void destroy_rows(latigraph_node_rows_t *rows) {
    g_free(rows->circuit);
    g_free(rows->held);
    g_free(rows->code);
    g_free(rows->level);
    g_free(rows->value);
}

static void climb(latigraph_mixture_t *mixture, int steps) {
    double before = -INFINITY, first = 0, likelihood = 0;
    for (int step = 0; step < steps; step++) {
        const double now = latigraph_mixture_step(mixture, &likelihood);
        CHECK(now >= before - 1e-6 * fabs(now));
        CHECK(isfinite(likelihood));
        first = step == 0 ? now : first;
        before = now;
    }
    CHECK(before > first);
}

static void check_known(double concentration) {
    latigraph_vocabulary_t *v = vocabulary();
    latigraph_node_law_t *law = latigraph_node_law_create(v, CODE, 2, -1);
    latigraph_node_rows_t rows;
    latigraph_mixture_t *mixture;
    latigraph_stream_t stream;
    int *class = g_new0(int, ROWS);
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 1);
    draw_rows(&rows, class, concentration);
    CHECK_OK(latigraph_mixture_init(&mixture, law, &rows, 0, &stream));
    climb(mixture, 40);
    double *count = g_new0(double, CIRCUITS * 2);
    latigraph_mixture_count(mixture, &stream, count);
    CHECK_OK(latigraph_fit_gate(law, &rows, count));
    g_free(count);
    latigraph_mixture_destroy(mixture);

    const int b = law->mean[3] > law->mean[0], a = !b; /* classes come in any order */
    const double *pa = law->probability + a * 8, *pb = law->probability + b * 8;
    CHECK_NEAR(pa[0], 0.9, 0.02);
    CHECK_NEAR(pb[1], 0.9, 0.02);
    CHECK_NEAR(pa[3], 0.1, 0.02);
    CHECK_NEAR(pb[5], 0.2, 0.02);
    CHECK_NEAR(law->mean[3 * b], 3, 0.05);
    CHECK_NEAR(law->mean[3 * b + 1], 2, 0.08);
    CHECK_NEAR(law->mean[3 * a], 0, 0.08);
    CHECK_NEAR(law->covariance[9 * b], 0.25, 0.03);
    CHECK_NEAR(law->covariance[9 * a], 1, 0.08);
    CHECK_NEAR(law->covariance[9 * a + 1], 0.8, 0.08); /* missing values do not bias it */
    CHECK_NEAR(law->gate[3 * b] - law->gate[3 * a], 1.2, 0.25);
    CHECK_NEAR(law->gate[3 * b + 1] - law->gate[3 * a + 1], 0, 0.2);
    CHECK_NEAR(law->gate[3 * b + 2] - law->gate[3 * a + 2], 0.5, 0.25);
    if (concentration < 100) {
        CHECK_NEAR(log(law->concentration / concentration), 0, 0.4);
    } else {
        CHECK(law->concentration > 150);
    }
    destroy_rows(&rows);
    g_free(class);
    latigraph_node_law_destroy(law);
    latigraph_vocabulary_destroy(v);
}

/* Two classes explain held-out neurons better than one. */
static void check_held_out(void) {
    latigraph_vocabulary_t *v = vocabulary();
    latigraph_node_rows_t rows;
    double score[2];
    int *class = g_new0(int, ROWS);
    draw_rows(&rows, class, 8);
    for (int k = 1; k <= 2; k++) {
        latigraph_node_law_t *law = latigraph_node_law_create(v, CODE, k, -1);
        latigraph_mixture_t *mixture;
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 1);
        CHECK_OK(latigraph_mixture_init(&mixture, law, &rows, 1, &stream));
        climb(mixture, 30);
        score[k - 1] = latigraph_mixture_held_out(mixture);
        latigraph_mixture_destroy(mixture);
        latigraph_node_law_destroy(law);
    }
    CHECK(score[1] > score[0] + 0.3);
    destroy_rows(&rows);
    g_free(class);
    latigraph_vocabulary_destroy(v);
}

int main(void) {
    test_init();
    check_known(8);
    check_known(1e4);
    check_held_out();
    return 0;
}
