/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Broyden's update: the secant equation, what it leaves alone, when it is refused, and that it
 * solves linear equations. */
#include "base/random.h"
#include "latent/broyden.h"
#include "test.h"

enum { N = 4, STRIDE = 7, TRIALS = 100 };

static double normal(latigraph_stream_t *stream) {
    return latigraph_stream_normal(stream);
}

/* Near the identity, so that most steps are met by a response of their own direction. */
static void random_inverse(latigraph_stream_t *stream, double *inverse) {
    for (int k = 0; k < N * STRIDE; k++) {
        inverse[k] = 100 + k; /* unused entries are recognised afterwards */
    }
    for (int a = 0; a < N; a++) {
        for (int b = 0; b < N; b++) {
            inverse[a * STRIDE + b] = (a == b) + 0.2 * normal(stream);
        }
    }
}

/* sᵀ H (N). */
static void row_times(const double *step, const double *inverse, double *row) {
    for (int b = 0; b < N; b++) {
        row[b] = 0;
        for (int a = 0; a < N; a++) {
            row[b] += step[a] * inverse[a * STRIDE + b];
        }
    }
}

static double dot(const double *a, const double *b) {
    double sum = 0;
    for (int k = 0; k < N; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}

/* H g, entry a. */
static double times(const double *inverse, int a, const double *gain) {
    return dot(inverse + a * STRIDE, gain);
}

/* v less its part along `row`. */
static void make_orthogonal(const double *row, double *v) {
    const double part = dot(row, v) / dot(row, row);
    for (int k = 0; k < N; k++) {
        v[k] -= part * row[k];
    }
}

static void check_refused(const double *step, const double *gain, const double *inverse) {
    double after[N * STRIDE];
    memcpy(after, inverse, sizeof after);
    CHECK(!latigraph_broyden_update(N, STRIDE, step, gain, after));
    CHECK(memcmp(after, inverse, sizeof after) == 0);
}

static void check_updated(const double *step, const double *gain, const double *inverse,
                          double *other) {
    double after[N * STRIDE], row[N];
    memcpy(after, inverse, sizeof after);
    REQUIRE(latigraph_broyden_update(N, STRIDE, step, gain, after));
    row_times(step, inverse, row);
    make_orthogonal(row, other);
    for (int a = 0; a < N; a++) {
        CHECK_NEAR(times(after, a, gain), step[a], 1e-9);
        CHECK_NEAR(times(after, a, other), times(inverse, a, other), 1e-9);
        for (int b = N; b < STRIDE; b++) {
            CHECK(after[a * STRIDE + b] == 100 + a * STRIDE + b);
        }
    }
}

static void check_random(void) {
    latigraph_stream_t stream;
    int updated = 0;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 0);
    for (int trial = 0; trial < TRIALS; trial++) {
        double inverse[N * STRIDE], step[N], gain[N], other[N], row[N];
        random_inverse(&stream, inverse);
        for (int k = 0; k < N; k++) {
            step[k] = normal(&stream);
            gain[k] = step[k] + 0.5 * normal(&stream);
            other[k] = normal(&stream);
        }
        row_times(step, inverse, row);
        if (dot(row, gain) > 0.1 * dot(step, step)) {
            check_updated(step, gain, inverse, other);
            updated++;
        } else {
            check_refused(step, gain, inverse);
        }
    }
    CHECK(updated > TRIALS / 2 && updated < TRIALS);
}

/* One equation: the inverse becomes step / gain, unless the response is a tenth of what was
 * expected, nothing, contrary, or not known. */
static void check_one_equation(void) {
    const double step = 2;
    const double gains[] = {4, 0.5, 0.21, 0.19, 0, -3, NAN};
    for (int k = 0; k < 7; k++) {
        double inverse = 1;
        const gboolean updated = latigraph_broyden_update(1, 1, &step, &gains[k], &inverse);
        CHECK_EQUAL(updated, k < 3);
        CHECK_NEAR(inverse, k < 3 ? step / gains[k] : 1, 1e-15);
    }
    const double none = 0, gain = 1;
    double inverse = 1;
    CHECK(!latigraph_broyden_update(1, 1, &none, &gain, &inverse) && inverse == 1);
}

/* n linear equations are solved in 2n steps (Gay, SIAM J. Numer. Anal. 16:623, 1979). */
static void check_linear(void) {
    const double a[N][N] = {{2, 0.3, 0, 0.1}, {-0.2, 1, 0.4, 0}, {0, 0.5, 0.7, 0}, {0.1, 0, 0, 3}};
    double inverse[N * STRIDE] = {0}, missed[N] = {1, -2, 0.5, 3};
    for (int k = 0; k < N; k++) {
        inverse[k * STRIDE + k] = 1;
    }
    for (int step = 0; step < 2 * N; step++) {
        double change[N], gain[N];
        for (int i = 0; i < N; i++) {
            change[i] = times(inverse, i, missed);
        }
        for (int i = 0; i < N; i++) {
            gain[i] = dot(a[i], change);
            missed[i] -= gain[i];
        }
        latigraph_broyden_update(N, STRIDE, change, gain, inverse);
    }
    CHECK_NEAR(sqrt(dot(missed, missed)), 0, 1e-6);
}

int main(void) {
    test_init();
    check_random();
    check_one_equation();
    check_linear();
    return 0;
}
