/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Ways through a mixture of Gaussians: gradients, the known way of one group, and energies below
 * those of a straight line and of an arc. */
#include "test.h"

#include "base/random.h"
#include "latent/mixture_way.h"

enum { GROUPS = 3, WIDTH = 4, KNOTS = 32 };

/* Makes a mixture of random Gaussians whose means are about 2 apart. */
static void make_mixture(latigraph_code_mixture_t *mixture) {
    double mean[WIDTH], root[WIDTH * WIDTH], covariance[WIDTH * WIDTH];
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 40);
    REQUIRE(latigraph_code_mixture_init(mixture, GROUPS, WIDTH) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    for (int g = 0; g < GROUPS; g++) {
        for (int k = 0; k < WIDTH * WIDTH; k++) {
            root[k] = 0.4 * latigraph_stream_normal(&stream);
            mean[k / WIDTH] = 1.5 * latigraph_stream_normal(&stream);
        }
        for (int k = 0; k < WIDTH * WIDTH; k++) {
            covariance[k] = k / WIDTH == k % WIDTH ? 0.1 : 0;
            for (int l = 0; l < WIDTH; l++) {
                covariance[k] += root[k / WIDTH * WIDTH + l] * root[k % WIDTH * WIDTH + l];
            }
        }
        CHECK_OK(latigraph_code_mixture_set(mixture, g, (g + 1) / 6.0, mean, covariance));
    }
}

static void draw(double *y, int count, int index) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, (uint64_t)index);
    for (int k = 0; k < count; k++) {
        y[k] = latigraph_stream_normal(&stream);
    }
}

/* One standard Gaussian has a density that is known. */
static void test_density(void) {
    const double mean[2] = {1, -2}, covariance[4] = {4, 0, 0, 0.25}, y[2] = {3, -1};
    double slope[2], work[8];
    latigraph_code_mixture_t mixture;
    REQUIRE(latigraph_code_mixture_init(&mixture, 1, 2) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    CHECK_OK(latigraph_code_mixture_set(&mixture, 0, 1, mean, covariance));
    REQUIRE(latigraph_code_mixture_work(&mixture) <= 8);
    CHECK_NEAR(latigraph_code_mixture_log(&mixture, y, slope, work), -log(2 * M_PI) - 0.5 - 2,
               1e-12);
    CHECK_NEAR(slope[0], -0.5, 1e-12);
    CHECK_NEAR(slope[1], -4, 1e-12);
    const double flat[4] = {1, 1, 1, 1};
    CHECK_FAILS(latigraph_code_mixture_set(&mixture, 0, 1, mean, flat), IGRAPH_EINVAL, "singular");
    latigraph_code_mixture_destroy(&mixture);
}

static void test_gradient(const latigraph_code_mixture_t *mixture) {
    double y[6 * WIDTH], slope[6 * WIDTH], unused[6 * WIDTH], work[64];
    const double step = 1e-5;
    REQUIRE(latigraph_code_mixture_work(mixture) <= 64);
    draw(y, 6 * WIDTH, 1);
    latigraph_code_mixture_energy(mixture, 0.7, 6, y, slope, work);
    for (int e = 0; e < 6 * WIDTH; e++) {
        const gboolean end = e < WIDTH || e >= 5 * WIDTH;
        y[e] += step;
        const double up = latigraph_code_mixture_energy(mixture, 0.7, 6, y, unused, work);
        y[e] -= 2 * step;
        const double down = latigraph_code_mixture_energy(mixture, 0.7, 6, y, unused, work);
        y[e] += step;
        CHECK_NEAR(slope[e], end ? 0 : (up - down) / (2 * step), 1e-6);
    }
}

/* Fills knots evenly spaced between two ends. */
static void fill_straight(double *y, const double *a, const double *b, int width) {
    for (int k = 0; k < KNOTS; k++) {
        for (int d = 0; d < width; d++) {
            y[k * width + d] = (a[d] * (KNOTS - 1 - k) + b[d] * k) / (KNOTS - 1);
        }
    }
}

static void test_one_group(void) {
    const double mean[2] = {0, 0}, identity[4] = {1, 0, 0, 1}, a[2] = {3, 1}, b[2] = {-1, 2};
    const double pulls[] = {1e-3, 0.1, 2};
    latigraph_code_mixture_t mixture;
    double y[KNOTS * 2], energy;
    int rounds;
    REQUIRE(latigraph_code_mixture_init(&mixture, 1, 2) == IGRAPH_SUCCESS);
    IGRAPH_FINALLY_CLEAN(1);
    CHECK_OK(latigraph_code_mixture_set(&mixture, 0, 1, mean, identity));
    for (int p = 0; p < 3; p++) {
        const double angle = acosh(1 + pulls[p] / 4);
        fill_straight(y, a, b, 2);
        CHECK_OK(latigraph_code_mixture_minimise(&mixture, pulls[p], KNOTS, y, &energy, &rounds));
        CHECK(rounds < 20);
        for (int k = 0; k < KNOTS; k++) {
            const double left = sinh((KNOTS - 1 - k) * angle) / sinh((KNOTS - 1) * angle);
            const double right = sinh(k * angle) / sinh((KNOTS - 1) * angle);
            CHECK_NEAR(y[2 * k], a[0] * left + b[0] * right, 1e-5);
            CHECK_NEAR(y[2 * k + 1], a[1] * left + b[1] * right, 1e-5);
        }
    }
    latigraph_code_mixture_destroy(&mixture);
}

/* Fills an arc between two ends, as slerp does. */
static void fill_arc(double *y, const double *a, const double *b) {
    double aa = 0, bb = 0, ab = 0;
    for (int d = 0; d < WIDTH; d++) {
        aa += a[d] * a[d];
        bb += b[d] * b[d];
        ab += a[d] * b[d];
    }
    const double angle = acos(ab / sqrt(aa * bb));
    for (int k = 0; k < KNOTS; k++) {
        const double t = (double)k / (KNOTS - 1), radius = (1 - t) * sqrt(aa) + t * sqrt(bb);
        for (int d = 0; d < WIDTH; d++) {
            y[k * WIDTH + d] =
                radius / sin(angle) *
                (sin((1 - t) * angle) * a[d] / sqrt(aa) + sin(t * angle) * b[d] / sqrt(bb));
        }
    }
}

/* From the first group to the second: below both starts, from either of them. */
static void test_energies(const latigraph_code_mixture_t *mixture) {
    const double *a = mixture->mean, *b = mixture->mean + WIDTH;
    double y[KNOTS * WIDTH], slope[KNOTS * WIDTH], work[64], energy, length = 0;
    for (int p = 0; p < 2; p++) {
        const double pull = p == 0 ? 0.02 : 0.2;
        fill_straight(y, a, b, WIDTH);
        const double straight = latigraph_code_mixture_energy(mixture, pull, KNOTS, y, slope, work);
        fill_arc(y, a, b);
        const double arc = latigraph_code_mixture_energy(mixture, pull, KNOTS, y, slope, work);
        CHECK_OK(latigraph_code_mixture_minimise(mixture, pull, KNOTS, y, &energy, NULL));
        CHECK(energy < straight - 1e-3 && energy < arc - 1e-3);
        latigraph_code_mixture_energy(mixture, pull, KNOTS, y, slope, work);
        for (int e = 0; e < KNOTS * WIDTH; e++) {
            CHECK_NEAR(slope[e], 0, 2e-4);
        }
        for (int d = 0; d < WIDTH; d++) { /* the ends stay */
            CHECK_NEAR(y[d], a[d], 1e-12);
            length += fabs(y[(KNOTS - 1) * WIDTH + d] - b[d]);
        }
        CHECK_NEAR(length, 0, 1e-12);
    }
}

int main(void) {
    latigraph_code_mixture_t mixture;
    test_init();
    make_mixture(&mixture);
    test_density();
    test_gradient(&mixture);
    test_one_group();
    test_energies(&mixture);
    latigraph_code_mixture_destroy(&mixture);
    return 0;
}
