/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "base/random.h"
#include "latent/bootstrap.h"
#include "latent/controls.h"
#include "measure/covariates.h"
#include "regression/partial.h"
#include "regression/pls.h"
#include "regression/regress_out.h"
#include "regression/ridge.h"

/* Regressions beside the ridge: partial least squares, what size and density leave; intervals; and
 * circuits rewired at their degrees. */

static void random_codes(double *codes, int count, int width, uint64_t index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, index);
    for (int i = 0; i < count * width; i++) {
        codes[i] = latigraph_stream_normal(&stream);
    }
}

/* Circuits of `n` neurons of their own and `m` edges. */
static void add_circuit(latigraph_circuit_list_t *list, int n, int m) {
    latigraph_circuit_t *circuit;
    int *from = calloc((size_t)m + 1, sizeof *from), *to = calloc((size_t)m + 1, sizeof *to);
    char name[32];
    for (int e = 0; e < m; e++) {
        from[e] = e / (n - 1);
        to[e] = e % (n - 1) + (e % (n - 1) >= from[e]);
    }
    snprintf(name, sizeof name, "circuit-%d", (int)list->size);
    CHECK_OK(latigraph_circuit_create(&circuit, name, n, m, from, to, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    free(to);
    free(from);
}

/* --- Partial least squares ------------------------------------------------- */

/* One component by hand: on standardised columns z₁ = (1, −1, 1, −1), z₂ = (1, 1, −1, −1) the
 * weights are r ∝ (zᵀy) = (4, 8), the score t = Z r, and y ≈ t (tᵀy) / (tᵀt). As the columns are
 * orthogonal, that is y ≈ z₁ + 2 z₂ at once: (zᵀy) / 4. */
static void check_by_hand(void) {
    static const double orthogonal[8] = {1, 1, -1, 1, 1, -1, -1, -1};
    static const double y[4] = {3 + 5, 1 + 5, -1 + 5, -3 + 5};
    static const int row[4] = {0, 1, 2, 3};
    double weight[4], intercept[2];
    int found;
    const latigraph_sample_t apart = {4, row, 2, orthogonal, y};
    CHECK_OK(latigraph_pls_path(&apart, 2, weight, intercept, &found));
    CHECK(found == 1); /* nothing is left for a second */
    CHECK_NEAR(weight[0], 1, 1e-12);
    CHECK_NEAR(weight[1], 2, 1e-12);
    CHECK_NEAR(intercept[0], 5, 1e-12);

    /* Columns that lean on each other: z₁ = (1, −1, 1, −1), z₂ = (1, −1, 0, 0) · √2, correlation
     * √½. y − ȳ = (2, 0, 0, −2): zᵀy = (4, 2√2), t = 4 z₁ + 2√2 z₂ = (8, −8, 4, −4), tᵀy = 24,
     * tᵀt = 160: weights of one component 0.15 · (4, 2√2), of z₂ times √2 for the code (1, −1, 0,
     * 0). Two components are least squares. */
    static const double codes[8] = {1, 1, -1, -1, 1, 0, -1, 0};
    static const double lean[4] = {12, 10, 10, 8};
    const latigraph_sample_t leaning = {4, row, 2, codes, lean};
    CHECK_OK(latigraph_pls_path(&leaning, 2, weight, intercept, &found));
    CHECK(found == 2);
    CHECK_NEAR(weight[0], 0.6, 1e-12);
    CHECK_NEAR(weight[1], 0.6, 1e-12);
    CHECK_NEAR(intercept[0], 10, 1e-12);
    CHECK_NEAR(weight[2], 1, 1e-10); /* ZᵀZ w = Zᵀy for w = (1, 0) */
    CHECK_NEAR(weight[3], 0, 1e-10);
    CHECK_NEAR(intercept[1], 10, 1e-10);
}

/* With all components PLS is least squares, which ridge regression tends to where there are many
 * circuits; with fewer it predicts the training circuits worse and worse. */
static void check_limit(void) {
    enum { COUNT = 4000, WIDTH = 5 };
    double *codes = calloc(COUNT * WIDTH, sizeof *codes), *y = calloc(COUNT, sizeof *y);
    double weight[WIDTH * WIDTH], intercept[WIDTH], ridge[WIDTH], constant, last = INFINITY;
    int *row = calloc(COUNT, sizeof *row), found;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 99);
    random_codes(codes, COUNT, WIDTH, 1);
    for (int i = 0; i < COUNT; i++) {
        row[i] = i;
        for (int k = WIDTH - 1; k > 0; k--) {
            codes[i * WIDTH + k] = (k + 1) * codes[i * WIDTH + k] + codes[i * WIDTH + k - 1];
        }
        y[i] = 3 * codes[i * WIDTH] - codes[i * WIDTH + 1] + 0.5 * codes[i * WIDTH + 4] + 2 +
               latigraph_stream_normal(&stream);
    }
    const latigraph_sample_t sample = {COUNT, row, WIDTH, codes, y};
    CHECK_OK(latigraph_pls_path(&sample, WIDTH, weight, intercept, &found));
    CHECK(found == WIDTH);
    CHECK_OK(latigraph_ridge(COUNT, WIDTH, codes, y, ridge, &constant));
    for (int k = 0; k < WIDTH; k++) {
        CHECK_NEAR(weight[(WIDTH - 1) * WIDTH + k], ridge[k], 0.005 * (1 + fabs(ridge[k])));
    }
    for (int a = 0; a < WIDTH; a++) {
        double error = 0;
        for (int i = 0; i < COUNT; i++) {
            double miss = y[i] - intercept[a];
            for (int k = 0; k < WIDTH; k++) {
                miss -= weight[a * WIDTH + k] * codes[i * WIDTH + k];
            }
            error += miss * miss;
        }
        CHECK(error <= last * (1 + 1e-12));
        last = error;
    }
    /* Least squares: residuals are orthogonal to every code. */
    for (int k = 0; k < WIDTH; k++) {
        double product = 0;
        for (int i = 0; i < COUNT; i++) {
            double miss = y[i] - intercept[WIDTH - 1];
            for (int l = 0; l < WIDTH; l++) {
                miss -= weight[(WIDTH - 1) * WIDTH + l] * codes[i * WIDTH + l];
            }
            product += miss * codes[i * WIDTH + k];
        }
        CHECK_NEAR(product, 0, 1e-6 * COUNT);
    }
    free(row);
    free(y);
    free(codes);
}

/* Where a property is one wide direction among many narrow ones, one component is chosen, and few
 * circuits are predicted better than by ridge regression; a constant property has no component. */
static void check_choice(void) {
    enum { COUNT = 60, WIDTH = 12 };
    double codes[COUNT * WIDTH], y[COUNT], constant[COUNT], weight[WIDTH], intercept;
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    latigraph_prediction_t ridge, pls;
    latigraph_stream_t stream;
    int row[COUNT], components;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 5);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int i = 0; i < COUNT; i++) {
        const double factor = latigraph_stream_normal(&stream);
        add_circuit(&list, 5, 8);
        row[i] = i;
        for (int k = 0; k < WIDTH; k++) {
            codes[i * WIDTH + k] = factor + 0.3 * latigraph_stream_normal(&stream);
        }
        y[i] = factor + 0.6 * latigraph_stream_normal(&stream);
        constant[i] = 4;
    }
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    latigraph_sample_t sample = {COUNT, row, WIDTH, codes, y};
    CHECK_OK(latigraph_pls_rows(&sample, &folds, -1, weight, &intercept, &components));
    CHECK(components == 1);
    CHECK_OK(latigraph_prediction_init(&ridge, COUNT));
    CHECK_OK(latigraph_prediction_init(&pls, COUNT));
    CHECK_OK(latigraph_cross_validate(&folds, WIDTH, codes, y, latigraph_ridge_rows, NULL, &ridge));
    CHECK_OK(latigraph_cross_validate(&folds, WIDTH, codes, y, latigraph_pls_rows, NULL, &pls));
    CHECK(pls.scored == COUNT && ridge.scored == COUNT);
    CHECK(latigraph_prediction_r2(&pls, NULL) > latigraph_prediction_r2(&ridge, NULL));
    CHECK(latigraph_prediction_r2(&pls, NULL) > 0.5);
    sample.property = constant;
    CHECK_OK(latigraph_pls_rows(&sample, &folds, -1, weight, &intercept, &components));
    CHECK(components == 0 && intercept == 4 && weight[0] == 0 && weight[WIDTH - 1] == 0);

    /* The pooled R² of the ridge is that of the permutation test. */
    latigraph_score_t score;
    CHECK_OK(latigraph_ridge_score(WIDTH, codes, y, &folds, 99, 1, &score));
    CHECK_NEAR(score.r2, latigraph_prediction_r2(&ridge, NULL), 1e-10);

    /* Two circuits whose values are 1 and 3 and whose predictions are 1 and 2: 1 − 1 / 2, whatever
     * the others were predicted to be before. */
    latigraph_prediction_clear(&pls);
    pls.value[3] = 1, pls.predicted[3] = 1, pls.baseline[3] = 10;
    pls.value[7] = 3, pls.predicted[7] = 2, pls.baseline[7] = 10;
    CHECK_NEAR(latigraph_prediction_r2_within(&pls), 0.5, 1e-12);
    CHECK_NEAR(latigraph_prediction_r2(&pls, NULL), 1 - 1. / (81 + 49), 1e-12);
    pls.value[7] = 1;
    CHECK(isnan(latigraph_prediction_r2_within(&pls)));
    CHECK(score.shuffled < 0.05);
    latigraph_prediction_destroy(&pls);
    latigraph_prediction_destroy(&ridge);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* Where codes say nothing, p is uniform: ten equal classes hold 50 of 500 runs each, within a
 * chi-square of 9 degrees of freedom that chance exceeds once in a thousand times. */
static void check_null(void) {
    enum { COUNT = 40, WIDTH = 3, RUNS = 500, PERMUTATIONS = 99, CLASSES = 10 };
    double codes[COUNT * WIDTH], y[COUNT];
    int found[CLASSES] = {0};
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int i = 0; i < COUNT; i++) {
        add_circuit(&list, 3, 3);
    }
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    for (int run = 0; run < RUNS; run++) {
        latigraph_score_t score;
        random_codes(codes, COUNT, WIDTH, 1000 + 2 * (uint64_t)run);
        random_codes(y, COUNT, 1, 1001 + 2 * (uint64_t)run);
        CHECK_OK(latigraph_ridge_score(WIDTH, codes, y, &folds, PERMUTATIONS, (igraph_uint_t)run,
                                       &score));
        /* p is 1/100, 2/100, … 1; the smallest ten are the first class. */
        found[(int)lround(score.p * (PERMUTATIONS + 1) - 1) * CLASSES / (PERMUTATIONS + 1)]++;
    }
    double chi_square = 0;
    for (int k = 0; k < CLASSES; k++) {
        const double expected = (double)RUNS / CLASSES;
        chi_square += (found[k] - expected) * (found[k] - expected) / expected;
    }
    CHECK(chi_square < 27.9);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* --- Size and density ------------------------------------------------------- */

/* Codes hold ln density and something else. A property of density alone has an R² near 1 and
 * nothing left; one of the other coordinate keeps its R²; one of both is shared out. */
static void check_partial(void) {
    enum { COUNT = 120, WIDTH = 3 };
    double codes[COUNT * WIDTH], covariate[2 * COUNT], of_density[COUNT], of_other[COUNT],
        of_both[COUNT], exact[COUNT];
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    latigraph_prediction_t plain, partial, whole;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 6);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int i = 0; i < COUNT; i++) {
        const int n = 10 + i % 7;
        add_circuit(&list, n, n + (int)latigraph_stream_integer(&stream, (uint32_t)(n * (n - 3))));
    }
    latigraph_size_density(&list, covariate);
    for (int i = 0; i < COUNT; i++) {
        const double n = list.items[i]->n, m = list.items[i]->m;
        CHECK_NEAR(covariate[2 * i], log(n), 1e-12);
        CHECK_NEAR(covariate[2 * i + 1], log(m / n / (n - 1)), 1e-12);
        codes[i * WIDTH] = 2 * covariate[2 * i + 1] + 1;
        codes[i * WIDTH + 1] = latigraph_stream_normal(&stream) + covariate[2 * i + 1];
        codes[i * WIDTH + 2] = latigraph_stream_normal(&stream);
        of_density[i] = 3 * covariate[2 * i + 1] + 0.1 * latigraph_stream_normal(&stream);
        of_other[i] = codes[i * WIDTH + 2] + 0.1 * latigraph_stream_normal(&stream);
        of_both[i] = of_density[i] + of_other[i];
        exact[i] = 2 * covariate[2 * i] - covariate[2 * i + 1];
    }
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    CHECK_OK(latigraph_prediction_init(&plain, COUNT));
    CHECK_OK(latigraph_prediction_init(&partial, COUNT));
    CHECK_OK(latigraph_prediction_init(&whole, COUNT));

    CHECK_OK(latigraph_cross_validate(&folds, WIDTH, codes, of_density, latigraph_ridge_rows, NULL,
                                      &whole));
    CHECK_OK(
        latigraph_partial_validate(&folds, WIDTH, codes, of_density, covariate, &plain, &partial));
    CHECK(latigraph_prediction_r2(&whole, NULL) > 0.95);
    CHECK(latigraph_prediction_r2(&plain, NULL) > 0.95);
    CHECK(latigraph_prediction_r2(&partial, NULL) < 0.05);
    CHECK(partial.scored == COUNT && plain.scored == COUNT);

    CHECK_OK(
        latigraph_partial_validate(&folds, WIDTH, codes, of_other, covariate, &plain, &partial));
    CHECK(latigraph_prediction_r2(&plain, NULL) < 0.05);
    CHECK(latigraph_prediction_r2(&partial, NULL) > 0.97);

    CHECK_OK(
        latigraph_partial_validate(&folds, WIDTH, codes, of_both, covariate, &plain, &partial));
    const double r2 = latigraph_prediction_r2(&plain, NULL);
    CHECK(r2 > 0.4 && r2 < 0.9 && latigraph_prediction_r2(&partial, NULL) > 0.97);
    /* Baseline and prediction of what is left add up to one regression on all: its R² follows. */
    double error = 0, total = 0;
    for (int i = 0; i < COUNT; i++) {
        error += pow(of_both[i] - partial.predicted[i], 2);
        total += pow(of_both[i] - plain.baseline[i], 2);
    }
    CHECK_NEAR(1 - error / total, 1 - (1 - r2) * (1 - latigraph_prediction_r2(&partial, NULL)),
               1e-10);

    /* Nothing at all is left, and circuits without edges are left out. */
    covariate[0] = covariate[1] = NAN;
    CHECK_OK(latigraph_partial_validate(&folds, WIDTH, codes, exact, covariate, &plain, &partial));
    CHECK_NEAR(latigraph_prediction_r2(&plain, NULL), 1, 1e-9);
    CHECK(isnan(latigraph_prediction_r2(&partial, NULL)));
    CHECK(partial.scored == COUNT - 1 && isnan(partial.value[0]));
    latigraph_prediction_destroy(&whole);
    latigraph_prediction_destroy(&partial);
    latigraph_prediction_destroy(&plain);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* --- Intervals -------------------------------------------------------------- */

static double weighted_mean(const double *weight, void *data) {
    const double *value = data;
    double sum = 0, total = 0;
    for (int c = 0; c < 80; c++) {
        sum += weight[c] * value[c];
        total += weight[c];
    }
    return sum / total;
}

/* Of independent circuits: that of the mean is Student's; equal circuits have none; an R² that is
 * certain has a narrow one. */
static void check_intervals(void) {
    enum { COUNT = 80 };
    latigraph_circuit_list_t list;
    latigraph_bootstrap_t bootstrap;
    latigraph_prediction_t prediction;
    double value[COUNT], mean = 0, squares = 0, low, high;
    random_codes(value, COUNT, 1, 31);
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_prediction_init(&prediction, COUNT));
    for (int i = 0; i < COUNT; i++) {
        add_circuit(&list, 4, 3);
        mean += value[i] / COUNT;
        prediction.value[i] = value[i];
        prediction.predicted[i] = value[i] + (i % 2 ? 0.1 : -0.1);
        prediction.baseline[i] = 0;
    }
    for (int i = 0; i < COUNT; i++) {
        squares += (value[i] - mean) * (value[i] - mean);
    }
    CHECK_OK(latigraph_bootstrap_init(&bootstrap, &list, LATIGRAPH_SPLIT_BY_NEURON, 2000, 1));
    CHECK_NEAR(bootstrap.effective, COUNT, 1e-9);
    latigraph_bootstrap_interval(&bootstrap, weighted_mean, value, mean, INFINITY, &low, &high);
    CHECK_NEAR(high - mean, 1.99 * sqrt(squares / (COUNT - 1) / COUNT), 0.02);
    CHECK_NEAR(high - mean, mean - low, 1e-12);
    const double r2 = latigraph_prediction_r2(&prediction, NULL);
    CHECK_NEAR(r2, 1 - 0.01 * COUNT / (squares + COUNT * mean * mean), 1e-12);
    latigraph_prediction_interval(&prediction, &bootstrap, &low, &high);
    CHECK(low < r2 && r2 < high && high <= 1 && high - low < 0.02);
    latigraph_bootstrap_destroy(&bootstrap);
    for (int i = 0; i < COUNT; i++) {
        prediction.predicted[i] = value[COUNT - 1 - i];
    }
    latigraph_circuit_list_destroy(&list);

    /* Copies of one circuit hold no information about others. */
    latigraph_circuit_t *one;
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int i = 0; i < COUNT; i++) {
        CHECK_OK(latigraph_circuit_create(&one, "same", 3, 0, NULL, NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(&list, one));
    }
    CHECK_OK(latigraph_bootstrap_init(&bootstrap, &list, LATIGRAPH_SPLIT_BY_NEURON, 50, 1));
    latigraph_prediction_interval(&prediction, &bootstrap, &low, &high);
    CHECK(isnan(low) && isnan(high));
    latigraph_bootstrap_destroy(&bootstrap);
    latigraph_prediction_destroy(&prediction);
    latigraph_circuit_list_destroy(&list);
}

/* --- Rewiring ---------------------------------------------------------------- */

/* A chain of mutual pairs within a crowd: degrees and weights' senders stay, pairs do not. */
static void check_rewire(void) {
    enum { N = 40 };
    int from[4 * N], to[4 * N], m = 0, mutual = 0;
    double weight[4 * N];
    latigraph_circuit_t *circuit, *rewired, *again, *other;
    for (int i = 0; i < N; i++) {
        const int near[3] = {i ^ 1, (i + 7) % N, (i * 5 + 11) % N};
        for (int k = 0; k < 3; k++) {
            if (near[k] != i && (k < 2 || (near[k] != near[0] && near[k] != near[1]))) {
                from[m] = i;
                to[m] = near[k];
                weight[m++] = 1 + i;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "crowd", N, m, from, to, weight));
    CHECK_OK(latigraph_circuit_rewire(&rewired, circuit, 3));
    CHECK_OK(latigraph_circuit_rewire(&again, circuit, 3));
    CHECK_OK(latigraph_circuit_rewire(&other, circuit, 4));
    REQUIRE(rewired->n == N && rewired->m == m && strcmp(rewired->name, "crowd") == 0);
    CHECK(memcmp(rewired->out_start, circuit->out_start, sizeof(int) * (N + 1)) == 0);
    CHECK(memcmp(rewired->in_start, circuit->in_start, sizeof(int) * (N + 1)) == 0);
    CHECK(memcmp(rewired->out_to, circuit->out_to, sizeof(int) * (size_t)m) != 0);
    CHECK(memcmp(rewired->out_to, again->out_to, sizeof(int) * (size_t)m) == 0);
    CHECK(memcmp(rewired->out_to, other->out_to, sizeof(int) * (size_t)m) != 0);
    for (int i = 0; i < N; i++) {
        CHECK(strcmp(rewired->neuron[i], circuit->neuron[i]) == 0);
        for (int e = rewired->out_start[i]; e < rewired->out_start[i + 1]; e++) {
            CHECK(rewired->weight[e] == 1 + i && rewired->out_to[e] != i);
            mutual += latigraph_circuit_has_edge(rewired, rewired->out_to[e], i);
        }
    }
    CHECK(mutual < m / 4); /* of N before */
    latigraph_circuit_destroy(other);
    latigraph_circuit_destroy(again);
    latigraph_circuit_destroy(rewired);
    latigraph_circuit_destroy(circuit);

    CHECK_OK(latigraph_circuit_create(&circuit, "none", 3, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_rewire(&rewired, circuit, 1));
    REQUIRE(rewired->m == 0 && rewired->n == 3);
    latigraph_circuit_destroy(rewired);
    latigraph_circuit_destroy(circuit);
}

/* --- Controls of two sets -------------------------------------------------- */

/* The first four rows train: a = (1, −1, 1, −1) and b = (1, 1, −1, −1) are orthogonal covariates, c
 * is a + b and adds nothing. y = 5 + 2 a − b + (1, −1, −1, 1) leaves the last term; z = 7 a + 3
 * leaves nothing. The fifth row has a = 2, b = 0 and values of its own. */
static void check_regress_out(void) {
    const double covariate[] = {1, 1, 2, -1, 1, 0, 1, -1, 0, -1, -1, -2, 2, 0, 2};
    const double values[] = {
        5 + 2 - 1 + 1, 10, 5 - 2 - 1 - 1, -4, 5 + 2 + 1 - 1, 10, 5 - 2 + 1 + 1, -4, 20, 17};
    const double expected[] = {1, 0, -1, 0, -1, 0, 1, 0, 20 - 5 - 4, 0};
    const int row[] = {0, 1, 2, 3};
    double left[10];
    memcpy(left, values, sizeof left);
    CHECK_OK(latigraph_regress_out(4, row, 5, 3, covariate, 2, left));
    for (int i = 0; i < 10; i++) {
        CHECK_NEAR(left[i], expected[i], 1e-12);
    }
    memcpy(left, values, sizeof left);
    CHECK_OK(latigraph_regress_out(4, row, 5, 0, covariate, 2, left));
    CHECK_NEAR(left[0], 7 - 5, 1e-12); /* the mean alone */
}

enum { EACH = 40 };

static double control_auc(const latigraph_control_t *control) {
    latigraph_ranked_t ranked[2 * EACH];
    int scored;
    CHECK_OK(latigraph_control_scores(control, ranked, &scored));
    CHECK_EQUAL(scored, 2 * EACH);
    return latigraph_ranked_auc(ranked, scored, NULL);
}

/* Sets whose density differs, and codes that follow the density; with `planted`, one coordinate
 * also differs between the sets. The density separates both pairs; only the planted difference
 * remains beyond it. */
static void check_controls(gboolean planted) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    latigraph_stream_t stream;
    double covariate[2 * EACH * LATIGRAPH_COVARIATES], codes[2 * EACH * 3];
    guchar second[2 * EACH];
    int count;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, 77);
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int c = 0; c < 2 * EACH; c++) {
        second[c] = c >= EACH;
        add_circuit(&list, 20 + (int)latigraph_stream_integer(&stream, 10),
                    60 + 20 * second[c] + (int)latigraph_stream_integer(&stream, 50));
    }
    latigraph_list_covariates(&list, covariate, &count);
    REQUIRE(count == 2); /* no weights */
    for (int c = 0; c < 2 * EACH; c++) {
        codes[3 * c] = 2 * covariate[2 * c + 1] + 0.1 * latigraph_stream_normal(&stream);
        codes[3 * c + 1] = covariate[2 * c] - covariate[2 * c + 1];
        codes[3 * c + 2] = latigraph_stream_normal(&stream) + (planted ? 3 * second[c] : 0);
    }
    const int begins[] = {0, EACH, (int)list.size};
    CHECK_OK(latigraph_folds_init_sets(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 2, begins, 5, 1));
    const latigraph_control_t all = {&folds, second, 3, codes, 0, NULL};
    const latigraph_control_t size = {&folds, second, count, covariate, 0, NULL};
    const latigraph_control_t beyond = {&folds, second, 3, codes, count, covariate};
    CHECK(control_auc(&all) > 0.7 && control_auc(&size) > 0.7);
    const double left = control_auc(&beyond);
    if (planted ? !(left > 0.8) : !(fabs(left - 0.5) < 0.2)) {
        FAIL("AUC %g beyond the density, planted %d", left, planted);
    }
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* Weights in all circuits add the mean strength; a circuit without edges gets the mean of others.
 */
static void check_covariates(void) {
    const int from[] = {0, 1}, to[] = {1, 2};
    const double weight[] = {2, 4};
    double covariate[3 * LATIGRAPH_COVARIATES];
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    int count;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_create(&circuit, "weighted", 3, 2, from, to, weight));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_OK(latigraph_circuit_create(&circuit, "empty", 5, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    latigraph_list_covariates(&list, covariate, &count);
    REQUIRE(count == 3);
    CHECK_NEAR(covariate[1], log(2. / 6), 1e-12);
    CHECK_NEAR(covariate[2], log(2), 1e-12);
    CHECK_NEAR(covariate[3], log(5), 1e-12);
    CHECK_NEAR(covariate[4], log(2. / 6), 1e-12);
    CHECK_NEAR(covariate[5], log(2), 1e-12);
    CHECK_OK(latigraph_circuit_create(&circuit, "plain", 3, 2, from, to, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    latigraph_list_covariates(&list, covariate, &count);
    CHECK_EQUAL(count, 2);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_regress_out();
    check_controls(FALSE);
    check_controls(TRUE);
    check_covariates();
    check_by_hand();
    check_limit();
    check_choice();
    check_null();
    check_partial();
    check_intervals();
    check_rewire();
    return 0;
}
