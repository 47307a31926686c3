/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Differences between sets of circuits: distances by hand and by brute force, the classifier, and
 * the whole comparison. */
#include "base/random.h"
#include "circuits.h"
#include "measure/classifier.h"
#include "measure/contrast.h"
#include "measure/mmd.h"
#include "sanitized.h"
#include "test.h"

#include <latigraph/measure.h>

enum { MOST = 64 };

/* Draws directed random graphs of one density. */
static void draw_circuits(latigraph_circuit_list_t *list, int count, double density,
                          double reciprocity, uint64_t index) {
    int from[2000], to[2000];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, index);
    CHECK_OK(latigraph_circuit_list_init(list));
    for (int c = 0; c < count; c++) {
        latigraph_circuit_t *circuit;
        char name[32];
        const int n = 25 + c % 10;
        snprintf(name, sizeof name, "drawn-%d-%d", (int)index, c);
        int m = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                const int there = latigraph_stream_uniform(&stream) < density;
                const double back = there ? reciprocity : density;
                if (there) {
                    from[m] = i, to[m++] = j;
                }
                if (latigraph_stream_uniform(&stream) < back) {
                    from[m] = j, to[m++] = i;
                }
            }
        }
        CHECK_OK(latigraph_circuit_create(&circuit, name, n, m, from, to, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
}

/* Returns the largest difference between the weighted shares of values at most x, over all x. */
static double brute_ks(const double *x, const double *wx, int nx, const double *y, const double *wy,
                       int ny) {
    double greatest = 0;
    for (int k = 0; k < nx + ny; k++) {
        const double at = k < nx ? x[k] : y[k - nx];
        double below_x = 0, below_y = 0, all_x = 0, all_y = 0;
        for (int i = 0; i < nx; i++) {
            all_x += isnan(x[i]) ? 0 : wx[i];
            below_x += x[i] <= at ? wx[i] : 0;
        }
        for (int i = 0; i < ny; i++) {
            all_y += isnan(y[i]) ? 0 : wy[i];
            below_y += y[i] <= at ? wy[i] : 0;
        }
        if (!isnan(at)) {
            greatest = fmax(greatest, fabs(below_x / all_x - below_y / all_y));
        }
    }
    return greatest;
}

/* Creates a set with one property; `order` is that of latigraph_descriptors_init(). */
static void hand_made(latigraph_descriptors_t *set, double *value, int *order, int *defined,
                      int count) {
    memset(set, 0, sizeof *set);
    set->count = count;
    set->properties = 1;
    set->property = value;
    set->order = order;
    set->defined = defined;
    *defined = 0;
    for (int i = 0; i < count; i++) {
        int rank = 0;
        for (int j = 0; j < count; j++) {
            const int before = value[j] < value[i] || (isnan(value[i]) && !isnan(value[j]));
            const int equal = value[j] == value[i] || (isnan(value[i]) && isnan(value[j]));
            rank += before || (equal && j < i);
        }
        order[rank] = i;
        *defined += !isnan(value[i]);
    }
}

static void differences(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, 0);
    for (int round = 0; round < 100; round++) {
        double x[MOST], y[MOST], wx[MOST], wy[MOST];
        int order_x[MOST], order_y[MOST], defined_x, defined_y;
        latigraph_descriptors_t a, b;
        const int nx = 2 + round % 20, ny = 2 + round % 13;
        for (int i = 0; i < MOST; i++) {
            x[i] = i > 1 && latigraph_stream_uniform(&stream) < .2
                       ? NAN
                       : latigraph_stream_integer(&stream, 8);
            y[i] = i > 1 && latigraph_stream_uniform(&stream) < .2
                       ? NAN
                       : latigraph_stream_integer(&stream, 10);
            wx[i] = 1 + latigraph_stream_integer(&stream, 3);
            wy[i] = 1 + latigraph_stream_integer(&stream, 3);
        }
        hand_made(&a, x, order_x, &defined_x, nx);
        hand_made(&b, y, order_y, &defined_y, ny);
        const latigraph_contrast_t contrast = {&a, &b, wx, wy};
        CHECK_NEAR(latigraph_property_difference(&contrast, 0).ks, brute_ks(x, wx, nx, y, wy, ny),
                   1e-12);
    }
    /* The expected values are derived by hand: 1 2 3 4 against 3 4 5; SD² = 5/3. */
    double x[] = {4, 1, 3, 2}, y[] = {5, 3, 4}, ones[] = {1, 1, 1, 1};
    int order_x[4], order_y[3], defined_x, defined_y;
    latigraph_descriptors_t a, b;
    hand_made(&a, x, order_x, &defined_x, 4);
    hand_made(&b, y, order_y, &defined_y, 3);
    const latigraph_contrast_t contrast = {&a, &b, ones, ones};
    const latigraph_difference_t d = latigraph_property_difference(&contrast, 0);
    CHECK_NEAR(d.ks, 0.5, 1e-12);
    CHECK_NEAR(d.relative_error, 1.5 / 2.5, 1e-12);
    CHECK_NEAR(d.shift, 1.5 / sqrt(5. / 3), 1e-12);
    double median[] = {3, NAN, 1, 2, 10};
    CHECK(latigraph_median(median, 5) == 2.5);
    CHECK(isnan(latigraph_median(median, 0)));
}

/* Computes the sums of Gretton et al., eq. 3, explicitly from the kernel's values. */
static void discrepancy_of_means(void) {
    latigraph_circuit_list_t first, second;
    latigraph_descriptors_t a, b;
    latigraph_kernel_t kernel;
    double x[MOST] = {0}, y[MOST] = {0}, work[2 * MOST], xx = 0, yy = 0, xy = 0;
    const int m = 12, n = 9;
    draw_circuits(&first, m, .1, .3, 1);
    draw_circuits(&second, n, .15, .3, 2);
    CHECK_OK(latigraph_descriptors_init(&a, &first, false, false, 2));
    CHECK_OK(latigraph_descriptors_init(&b, &second, false, false, 1));
    CHECK_OK(latigraph_kernel_init(&kernel, &a, &b, 0, 1));
    CHECK(kernel.real == m && kernel.generated == n);
    for (int i = 0; i < m + n; i++) {
        x[i] = i < m;
        y[i] = i >= m;
        CHECK(kernel.value[i * (m + n) + i] == 0);
        for (int j = 0; j < m + n; j++) {
            const double k = kernel.value[i * (m + n) + j];
            CHECK(i == j || (k > 0 && k <= 1 && k == kernel.value[j * (m + n) + i]));
            xx += i != j && i < m && j < m ? k / (m * (m - 1)) : 0;
            yy += i != j && i >= m && j >= m ? k / (n * (n - 1)) : 0;
            xy += i < m && j >= m ? k / (m * n) : 0;
        }
    }
    CHECK_NEAR(latigraph_mmd(&kernel, x, y, work), xx + yy - 2 * xy, 1e-12);
    CHECK(xx + yy - 2 * xy > 0.1);
    x[0] = 2; /* drawn twice, but never compared with itself */
    CHECK(isfinite(latigraph_mmd(&kernel, x, y, work)));
    memset(x, 0, sizeof x);
    x[0] = 1;
    CHECK(isnan(latigraph_mmd(&kernel, x, y, work)));
    latigraph_kernel_destroy(&kernel);
    latigraph_descriptors_destroy(&a);
    latigraph_descriptors_destroy(&b);
    latigraph_circuit_list_destroy(&first);
    latigraph_circuit_list_destroy(&second);
}

/* Returns the mean of log₂ P over both classes for one informative feature N(∓shift, 1) among
 * three. */
static double classified(double shift, int rows, uint64_t index) {
    static double feature[3 * 2000], log_probability[2000];
    static int side[2000], fold[2000];
    latigraph_classifier_t classifier;
    latigraph_stream_t stream;
    double mean = 0;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, index);
    for (int i = 0; i < rows; i++) {
        side[i] = i % 2;
        fold[i] = i / 2 % LATIGRAPH_CLASSIFIER_FOLDS;
        feature[3 * i] = i % 7 == 6 ? NAN : latigraph_stream_normal(&stream);
        feature[3 * i + 1] =
            10 + 5 * (latigraph_stream_normal(&stream) + (2 * side[i] - 1) * shift);
        feature[3 * i + 2] = 4;
    }
    CHECK_OK(latigraph_classifier_init(&classifier, rows, 3));
    const latigraph_classification_t task = {rows, feature, side, LATIGRAPH_CLASSIFIER_FOLDS, fold};
    latigraph_cross_classify(&classifier, &task, log_probability);
    latigraph_classifier_destroy(&classifier);
    for (int i = 0; i < rows; i++) {
        mean += log_probability[i] / rows;
    }
    return mean;
}

/* Returns the Jensen–Shannon divergence in bits of N(−s, 1) and N(s, 1), by the trapezoidal rule.
 */
static double divergence(double s) {
    double sum = 0;
    for (double x = -12; x < 12; x += 1e-3) {
        const double p = exp(-0.5 * (x + s) * (x + s)), q = exp(-0.5 * (x - s) * (x - s));
        sum += 1e-3 / sqrt(2 * M_PI) *
               (0.5 * p * log2(2 * p / (p + q)) + 0.5 * q * log2(2 * q / (p + q)));
    }
    return sum;
}

static void classifier(void) {
    const double alike = classified(0, 400, 1), apart = classified(20, 60, 2);
    const double between = classified(0.7, 2000, 3);
    CHECK(alike <= -0.97 && alike > -1.05);
    CHECK(apart > -0.1);
    /* A logistic regression is the correct classifier here, so the bound is tight. */
    CHECK_NEAR(1 + between, divergence(0.7), 0.03);
    CHECK(classified(0.7, 2, 4) == -1); /* too few rows to learn from */
}

static void same(const latigraph_likeness_t *a, const latigraph_likeness_t *b) {
    CHECK(memcmp(&a->relative_error, &b->relative_error, sizeof a->relative_error) == 0);
    CHECK(memcmp(&a->ks, &b->ks, sizeof a->ks) == 0);
    CHECK(memcmp(&a->mmd, &b->mmd, sizeof a->mmd) == 0);
    CHECK(a->mmd_p == b->mmd_p);
    CHECK(memcmp(&a->discrepancy, &b->discrepancy, sizeof a->discrepancy) == 0);
}

static void compared(void) {
    latigraph_circuit_list_t real, like, other;
    latigraph_likeness_t l, threads, seed;
    latigraph_property_likeness_t *property =
        calloc((size_t)latigraph_property_count(), sizeof *property);
    const igraph_integer_t density = latigraph_property_find("density");
    const igraph_integer_t length = latigraph_property_find("edge-length");
    draw_circuits(&real, 40, .1, .3, 10);
    draw_circuits(&like, 40, .1, .3, 11);
    draw_circuits(&other, 30, .2, .3, 12);

    /* A set is compared with itself. */
    CHECK_OK(latigraph_likeness(&real, &real, 1, 1, 1, &l, property));
    CHECK(l.real == 40 && l.generated == 40);
    CHECK(l.relative_error.value == 0 && l.shift.value == 0 && l.ks.value == 0);
    CHECK(l.relative_error.high == 0 && l.triad_difference.value == 0);
    CHECK(l.out_degree_ks.value == 0 && l.in_degree_ks.value == 0);
    CHECK_NEAR(l.triad_correlation.value, 1, 1e-12);
    CHECK(l.mmd.value < 0 && l.mmd_p == 1 && l.discrepancy.value < 0.1);
    CHECK(l.ks.floor > 0 && l.relative_error.floor > 0 && l.out_degree_ks.floor > 0);
    REQUIRE(property[length].real_count == 0 && isnan(property[length].ks.value));

    /* A second sample of the same distribution is close to the floor, paired or not. */
    for (int paired = 0; paired < 2; paired++) {
        CHECK_OK(latigraph_likeness(&real, &like, paired, 1, 1, &l, property));
        CHECK(l.mmd_p > 0.02 && l.discrepancy.value < 0.35);
        CHECK(l.ks.value < 1.5 * l.ks.floor && fabs(l.mmd.value) < 0.05);
        CHECK(l.ks.low <= l.ks.value && l.ks.low < l.ks.high);
    }
    double sum = 0, triples = 0;
    for (int k = 0; k < 16; k++) {
        sum += l.real_triads[k];
    }
    for (int n = 25; n < 35; n++) {
        triples += n * (n - 1) * (n - 2) / 60.0;
    }
    CHECK_NEAR(sum, triples, 1e-6);

    /* The other set has twice the density. */
    CHECK_OK(latigraph_likeness(&real, &other, 0, 1, 1, &l, property));
    CHECK(l.mmd_p == 0.001 && l.mmd.low > 0 && l.discrepancy.value > 0.9);
    CHECK(l.discrepancy.low > l.discrepancy.floor && l.discrepancy.high <= 1);
    CHECK(property[density].ks.value > 0.95 && property[density].shift.value > 4);
    CHECK_NEAR(property[density].error.value,
               property[density].generated_mean / property[density].real_mean - 1, 1e-12);
    CHECK_OK(latigraph_likeness(&real, &other, 0, 1, 3, &threads, NULL));
    same(&l, &threads);
    CHECK_OK(latigraph_likeness(&real, &other, 0, 2, 2, &seed, NULL));
    CHECK(seed.ks.value == l.ks.value && seed.ks.floor != l.ks.floor);
    CHECK(seed.ks.low != l.ks.low || seed.ks.high != l.ks.high);

    CHECK_FAILS(latigraph_likeness(&real, &other, 1, 1, 1, &l, NULL), IGRAPH_EINVAL, "30");
    CHECK_FAILS(latigraph_likeness(&real, &other, 0, 1, 0, &l, NULL), IGRAPH_EINVAL, "0");
    latigraph_circuit_list_destroy(&real);
    latigraph_circuit_list_destroy(&like);
    latigraph_circuit_list_destroy(&other);
    free(property);
}

/* Two circuits per set, circuits without edges, and single neurons give NaN, not an error. */
static void little(void) {
    latigraph_circuit_list_t few, empty, none;
    latigraph_likeness_t l;
    draw_circuits(&few, 2, .1, .3, 20);
    CHECK_OK(latigraph_circuit_list_init(&empty));
    CHECK_OK(latigraph_circuit_list_init(&none));
    for (int n = 0; n < 4; n++) {
        latigraph_circuit_t *circuit;
        CHECK_OK(latigraph_circuit_create(&circuit, "empty", n, 0, NULL, NULL, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(&empty, circuit));
    }
    CHECK_OK(latigraph_likeness(&few, &empty, 0, 1, 2, &l, NULL));
    CHECK(l.out_degree_ks.value > 0.5 && l.discrepancy.value >= 0);
    CHECK_OK(latigraph_likeness(&empty, &few, 0, 1, 2, &l, NULL));
    CHECK_OK(latigraph_likeness(&empty, &empty, 1, 1, 2, &l, NULL));
    CHECK(l.out_degree_ks.value == 0);
    CHECK_NEAR(l.triad_correlation.value, 1, 1e-12);
    CHECK_FAILS(latigraph_likeness(&few, &none, 0, 1, 1, &l, NULL), IGRAPH_EINVAL, "0 generated");
    latigraph_circuit_list_destroy(&few);
    latigraph_circuit_list_destroy(&empty);
    latigraph_circuit_list_destroy(&none);
}

static int reports_left;

static igraph_error_t stop_after_reports(const char *message, igraph_real_t percent, void *data) {
    (void)message;
    (void)percent;
    (void)data;
    return --reports_left == 0 ? IGRAPH_INTERRUPTED : IGRAPH_SUCCESS;
}

/* The comparison is cancelled while measuring and in each of its parts. There are 8 circuits
 * measured twice with inner reports, 6 reports for halves, then 250 for each kind of resample. */
static void stopped(void) {
    const int after[] = {1, 5, 100, 300, 500};
    latigraph_circuit_list_t list;
    latigraph_likeness_t l;
    int all = 0;
    draw_circuits(&list, 8, .1, .3, 30);
    reports_left = 0;
    igraph_set_progress_handler(stop_after_reports);
    CHECK_OK(latigraph_likeness(&list, &list, 0, 1, 1, &l, NULL));
    all = -reports_left;
    CHECK(all > 506);
    for (size_t k = 0; k < sizeof after / sizeof *after; k++) {
        reports_left = all - after[k];
        CHECK_FAILS(latigraph_likeness(&list, &list, 0, 1, 1, &l, NULL), IGRAPH_INTERRUPTED, "");
        CHECK(reports_left == 0);
    }
    for (reports_left = 1; reports_left < 40; reports_left += 9) {
        const int before = reports_left;
        CHECK_FAILS(latigraph_likeness(&list, &list, 0, 1, 1, &l, NULL), IGRAPH_INTERRUPTED, "");
        reports_left = before;
    }
    igraph_set_progress_handler(NULL);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    differences();
    discrepancy_of_means();
    classifier();
    compared();
    little();
    stopped();
    return 0;
}
