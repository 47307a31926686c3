/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* What training circuits are like: conditional Gaussians and tails, against sums by hand and
 * tables. */

#include "test.h"

#include "latent/typicality.h"

#include <glib.h>

/* Three coordinates, of which two are statistics. */
enum { W = 3 };
static double CENTRE[W] = {0.3, -0.2, 1};
static double COVARIANCE[W * W] = {4, 1, 0.5, 1, 2, -0.3, 0.5, -0.3, 1};
static double NOISE[W] = {0.5, 1, 0.9995};

static void make(latigraph_typicality_t *typicality) {
    const latigraph_model_t model = {.config = {.code = W, .statistics = 2},
                                     .code_mean = CENTRE,
                                     .code_covariance = COVARIANCE,
                                     .code_noise = NOISE};
    CHECK_OK(latigraph_typicality_init(typicality, &model, NULL));
}

/* The spread is the covariance without the uncertainty of each code, and never nothing. */
static void check_init(void) {
    latigraph_typicality_t typicality;
    latigraph_model_t model = {
        .config = {.code = W, .statistics = 5}, .code_mean = CENTRE, .code_covariance = COVARIANCE};
    make(&typicality);
    CHECK(typicality.width == W && typicality.coded == 2 && typicality.density.centre == CENTRE);
    for (int k = 0; k < W * W; k++) {
        CHECK(typicality.density.covariance[k] == COVARIANCE[k]);
        CHECK(k % (W + 1) == 0 || typicality.spread[k] == COVARIANCE[k]);
    }
    CHECK_NEAR(typicality.spread[0], 3.5, 1e-12);
    CHECK_NEAR(typicality.spread[4], 1, 1e-12);
    CHECK_NEAR(typicality.spread[8], 1e-3, 1e-12);
    latigraph_typicality_destroy(&typicality);
    CHECK_OK(latigraph_typicality_init(&typicality, &model,
                                       NULL)); /* a file without posterior variances */
    CHECK(typicality.coded == W);
    CHECK(memcmp(typicality.spread, COVARIANCE, sizeof COVARIANCE) == 0);
    latigraph_typicality_destroy(&typicality);
    double singular[W * W] = {1, 2, 0, 2, 1, 0, 0, 0, 1};
    model.code_covariance = singular;
    CHECK_FAILS(latigraph_typicality_init(&typicality, &model, NULL), IGRAPH_EINVAL,
                "positive definite");
    model.code_covariance = NULL;
    CHECK_FAILS(latigraph_typicality_init(&typicality, &model, NULL), IGRAPH_EINVAL, "no density");
}

/* --- Distance ---------------------------------------------------------------- */

static double determinant(const double *a) {
    return a[0] * (a[4] * a[8] - a[5] * a[7]) - a[1] * (a[3] * a[8] - a[5] * a[6]) +
           a[2] * (a[3] * a[7] - a[4] * a[6]);
}

/* dᵀ A⁻¹ d by cofactors of the symmetric A. */
static double quadratic(const double *a, const double *d) {
    double sum = 0;
    for (int i = 0; i < W; i++) {
        for (int j = 0; j < W; j++) {
            const int p = (i + 1) % W, q = (i + 2) % W, r = (j + 1) % W, s = (j + 2) % W;
            sum += d[i] * d[j] * (a[p * W + r] * a[q * W + s] - a[p * W + s] * a[q * W + r]);
        }
    }
    return sum / determinant(a);
}

static void check_distance(void) {
    static const double codes[][W] = {{0.3, -0.2, 1}, {1, 1, 1}, {-3, 0.5, 2.5}};
    latigraph_typicality_t typicality;
    make(&typicality);
    for (int c = 0; c < 3; c++) {
        double d[W], density;
        for (int k = 0; k < W; k++) {
            d[k] = codes[c][k] - CENTRE[k];
        }
        const double squared = latigraph_typicality_distance(&typicality, codes[c], &density);
        CHECK_NEAR(squared, quadratic(COVARIANCE, d), 1e-12);
        CHECK_NEAR(density, -squared / 2 - log(pow(2 * G_PI, W) * determinant(COVARIANCE)) / 2,
                   1e-12);
        CHECK((c == 0) == (squared == 0));
    }
    latigraph_typicality_destroy(&typicality);
}

/* Critical points of Abramowitz and Stegun, table 26.8. */
static void check_tail(void) {
    static const struct {
        int freedom;
        double tail, x;
    } table[] = {
        {1, 0.5, 0.454936},  {1, 0.05, 3.84146},  {1, 0.001, 10.8276},  {2, 0.05, 5.99147},
        {2, 0.01, 9.21034},  {3, 0.95, 0.351846}, {3, 0.05, 7.81473},   {3, 0.01, 11.3449},
        {4, 0.5, 3.35670},   {4, 0.05, 9.48773},  {5, 0.5, 4.35146},    {5, 0.01, 15.0863},
        {10, 0.95, 3.94030}, {10, 0.05, 18.3070}, {10, 0.001, 29.5883}, {15, 0.05, 24.9958},
        {24, 0.99, 10.8564}, {24, 0.05, 36.4151}, {24, 0.005, 45.5585}, {25, 0.05, 37.6525},
        {29, 0.5, 28.3361},  {30, 0.05, 43.7729}};
    for (size_t k = 0; k < G_N_ELEMENTS(table); k++) {
        CHECK_NEAR(latigraph_chi_square_tail(table[k].freedom, table[k].x) / table[k].tail, 1,
                   5e-5);
    }
    for (int freedom = 1; freedom < 40; freedom++) {
        double before = 1;
        CHECK(latigraph_chi_square_tail(freedom, 0) == 1);
        for (double x = 0.5; x < 200; x *= 1.5) { /* falls, and is more the more there are */
            const double tail = latigraph_chi_square_tail(freedom, x);
            CHECK(tail <= before + 1e-14 && tail >= 0);
            CHECK(tail <= latigraph_chi_square_tail(freedom + 1, x) + 1e-14);
            before = tail;
        }
        /* Not 0 where functions return more than a double can hold, as on a 32-bit x86. */
        CHECK(latigraph_chi_square_tail(freedom, 5000) < 1e-300);
    }
}

/* --- Conditionals ------------------------------------------------------------- */

static void check_given(void) {
    static const int rest[] = {1, 2}, first[] = {0};
    static const double value[] = {1.5, 0.4};
    latigraph_typicality_t typicality;
    double mean, sd;
    make(&typicality);
    typicality.spread[8] = 1; /* not nearly nothing */
    const double *s = typicality.spread;
    latigraph_typicality_conditional(&typicality, 0, 0, NULL, NULL, &mean, &sd);
    CHECK(mean == CENTRE[0]);
    CHECK_NEAR(sd, sqrt(s[0]), 1e-12);
    latigraph_typicality_conditional(&typicality, 2, 1, first, value, &mean, &sd);
    CHECK_NEAR(mean, CENTRE[2] + s[6] / s[0] * (1.5 - CENTRE[0]), 1e-3);
    CHECK_NEAR(sd, sqrt(s[8] - s[6] * s[6] / s[0]), 1e-3);
    /* Given two: weights are Σ_AA⁻¹ Σ_A0 with the inverse of a matrix of two. */
    const double det = s[4] * s[8] - s[5] * s[5];
    const double w1 = (s[8] * s[1] - s[5] * s[2]) / det, w2 = (s[4] * s[2] - s[5] * s[1]) / det;
    latigraph_typicality_conditional(&typicality, 0, 2, rest, value, &mean, &sd);
    CHECK_NEAR(mean, CENTRE[0] + w1 * (1.5 - CENTRE[1]) + w2 * (0.4 - CENTRE[2]), 5e-3);
    CHECK_NEAR(sd, sqrt(s[0] - w1 * s[1] - w2 * s[2]), 5e-3);
    CHECK(sd < sqrt(s[0]) - 0.1);
    latigraph_typicality_destroy(&typicality);
}

static void check_follow(void) {
    static const int which[] = {2, 0}, one[] = {1};
    static const double change[] = {-0.7, 1.2};
    latigraph_typicality_t typicality;
    double all[W] = {9, 9, 9};
    make(&typicality);
    typicality.spread[8] = 1;
    const double *s = typicality.spread;
    CHECK(latigraph_typicality_follow(&typicality, 0, NULL, NULL, all));
    CHECK(all[0] == 0 && all[1] == 0 && all[2] == 0);
    CHECK(latigraph_typicality_follow(&typicality, 1, one, change + 1, all));
    CHECK(all[1] == 1.2);
    CHECK_NEAR(all[0], 1.2 * s[1] / s[4], 2e-3);
    CHECK_NEAR(all[2], 1.2 * s[7] / s[4], 2e-3);
    /* Two change; the third goes where its regression on them says. */
    const double det = s[8] * s[0] - s[2] * s[2];
    const double w2 = (s[0] * s[7] - s[2] * s[1]) / det, w0 = (s[8] * s[1] - s[2] * s[7]) / det;
    CHECK(latigraph_typicality_follow(&typicality, 2, which, change, all));
    CHECK(all[2] == -0.7 && all[0] == 1.2);
    CHECK_NEAR(all[1], -0.7 * w2 + 1.2 * w0, 2e-3);
    /* The mean of what follows is the conditional mean: the two functions agree. */
    double mean, sd;
    const double value[] = {CENTRE[2] - 0.7, CENTRE[0] + 1.2};
    latigraph_typicality_conditional(&typicality, 1, 2, which, value, &mean, &sd);
    CHECK_NEAR(mean - CENTRE[1], all[1], 1e-12);
    /* No covariance: what changes changes, and nothing follows. */
    typicality.spread[2] = typicality.spread[6] = 3;
    CHECK(!latigraph_typicality_follow(&typicality, 2, which, change, all));
    CHECK(all[2] == -0.7 && all[0] == 1.2 && all[1] == 0);
    latigraph_typicality_destroy(&typicality);
}

int main(void) {
    test_init();
    check_init();
    check_distance();
    check_tail();
    check_given();
    check_follow();
    return 0;
}
