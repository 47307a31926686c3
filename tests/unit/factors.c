/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "test.h"

#include "factors/choose.h"

#include "base/random.h"
#include "base/remarks.h"

#include <latigraph/factors.h>

/* Factors of co-activity: co-activity against values by hand, sweeps against sums over all entries,
 * unknown entries against filling them with the model, planted groups, and refused input. */

/* Checks a function that pushes one entry to the FINALLY stack, and takes the entry off. */
#define CHECK_PUSHES(expression)                                                                   \
    do {                                                                                           \
        REQUIRE((expression) == IGRAPH_SUCCESS);                                                   \
        IGRAPH_FINALLY_CLEAN(1);                                                                   \
    } while (0)

/* --- Co-activity ------------------------------------------------------------------------------ */

static void test_affinity(void) {
    latigraph_affinity_t affinity = {.window = 1, .step = 1};
    double trace[5] = {0, 1, 3, 6, 10}, still[5] = {2, 2, 2, 2, 2}, work[5];
    const double differences[5] = {1, 1.5, 2.5, 3.5,
                                   4}; /* one-sided at the ends; the median is 2.5 */
    const float x[4] = {1, 2, -1, 4}, y[4] = {1, -1, -2, 1};
    float speed[5], result[4];
    CHECK(latigraph_speed(trace, 5, 0, work, speed));
    for (int t = 0; t < 5; t++) {
        CHECK_NEAR(speed[t], differences[t] / (1.4826 * 2.5), 1e-6);
    }
    CHECK(!latigraph_speed(still, 5, 2, work, speed));
    latigraph_affinity(x, y, 4, &affinity, work, result);
    CHECK_NEAR(result[0], 1, 1e-6);
    CHECK_NEAR(result[1], 0, 0);
    CHECK_NEAR(result[2], sqrt(2) * exp(-0.5), 1e-6);
    CHECK_NEAR(result[3], 2 * exp(-4.5), 1e-6);
    affinity.window = 2;
    affinity.step = 2;
    CHECK_EQUAL(latigraph_tensor_times(&affinity, 4), 2);
    CHECK_EQUAL(latigraph_tensor_times(&affinity, 1), 0);
    latigraph_affinity(x, y, 4, &affinity, work, result);
    CHECK_NEAR(result[0], 0.5, 1e-6);
    CHECK_NEAR(result[1], 0.5 * (sqrt(2) * exp(-0.5) + 2 * exp(-4.5)), 1e-6);
}

/* --- Sweeps ----------------------------------------------------------------------------------- */

/* A random tensor in which one pair in `missing` is unknown; 0: none. */
static void fill(latigraph_tensor_t *tensor, int neurons, int times, int animals, int missing) {
    latigraph_stream_t stream;
    CHECK_PUSHES(latigraph_tensor_init(tensor, neurons, times, animals));
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    memset(tensor->live, 1, (size_t)animals * (size_t)neurons);
    for (int w = 0; w < animals; w++) {
        for (int p = 0; p < tensor->pairs; p++) {
            const size_t cell = (size_t)w * tensor->pairs + p;
            tensor->known[cell] =
                missing == 0 || latigraph_stream_integer(&stream, (uint32_t)missing) > 0;
            for (int t = 0; t < times && tensor->known[cell]; t++) {
                const float value = (float)latigraph_stream_uniform(&stream);
                tensor->slice[w][p * times + t] = value * value;
                tensor->squares[cell] += (double)(value * value) * (value * value);
            }
        }
    }
}

static double model(const latigraph_cp_t *cp, int p, int t, int w) {
    double sum = 0;
    for (int r = 0; r < cp->rank; r++) {
        sum += (double)cp->a[p * cp->rank + r] * cp->b[t * cp->rank + r] * cp->c[w * cp->rank + r];
    }
    return sum;
}

/* Squared error over the known entries, one by one. */
static double error_of(const latigraph_tensor_t *tensor, const latigraph_cp_t *cp) {
    double sum = 0;
    for (int w = 0; w < tensor->animals; w++) {
        for (int p = 0; p < tensor->pairs; p++) {
            for (int t = 0; t < tensor->times && cp->known[w * tensor->pairs + p]; t++) {
                const double x = tensor->slice[w][p * tensor->times + t] - model(cp, p, t, w);
                sum += x * x;
            }
        }
    }
    return sum;
}

/* Checks that the Gram matrices of a fit are those of its factors, whose shares they give. */
static void check_grams(const latigraph_tensor_t *tensor, const latigraph_cp_t *cp) {
    const int rank = cp->rank;
    for (int cell = 0; cell < rank * rank; cell++) {
        const int r = cell / rank, s = cell % rank;
        double sum = 0;
        for (int t = 0; t < tensor->times; t++) {
            sum += (double)cp->b[t * rank + r] * cp->b[t * rank + s];
        }
        CHECK_NEAR(cp->gram_b[cell], sum, 1e-6);
        for (int w = 0; w < tensor->animals; w++) {
            sum = 0;
            for (int p = 0; p < tensor->pairs; p++) {
                sum += cp->known[w * tensor->pairs + p] != 0
                           ? (double)cp->a[p * rank + r] * cp->a[p * rank + s]
                           : 0;
            }
            CHECK_NEAR(cp->gram_a[w * rank * rank + cell], sum, 1e-6);
        }
    }
}

static void test_sweeps(void) {
    latigraph_tensor_t tensor;
    fill(&tensor, 24, 70, 5, 6); /* 276 pairs and 70 times: more than one tile of each */
    for (int rank = 1; rank <= 5; rank += 2) {
        latigraph_cp_t cp[2];
        for (int k = 0; k < 2; k++) {
            CHECK_PUSHES(latigraph_cp_init(&cp[k], &tensor, rank, tensor.known, 1, (guint64)k));
            cp[k].shrink = 0;
        }
        double before = INFINITY;
        for (int sweep = 0; sweep < 12; sweep++) {
            CHECK_OK(latigraph_cp_sweep(cp, 2, &tensor, 2));
            const double now = error_of(&tensor, &cp[1]);
            CHECK(now <= before + 1e-7 * cp[1].norm);
            CHECK_NEAR(cp[1].error, now, 1e-5 * cp[1].norm);
            check_grams(&tensor, &cp[1]);
            before = now;
        }
        CHECK(before < cp[1].norm);
        latigraph_cp_destroy(&cp[0]);
        latigraph_cp_destroy(&cp[1]);
    }
    latigraph_tensor_destroy(&tensor);
}

/* --- Unknown entries -------------------------------------------------------------------------- */

enum { P = 3, T = 4, W = 3, RANK = 2 };

typedef struct {
    double a[P][RANK], b[T][RANK], c[W][RANK];
} plain_t;

static double plain_model(const plain_t *f, int p, int t, int w) {
    return f->a[p][0] * f->b[t][0] * f->c[w][0] + f->a[p][1] * f->b[t][1] * f->c[w][1];
}

/* Sets one number of one factor to its best value ≥ 0, with unknown entries filled by the model
 * `x`. */
static void set_best(plain_t *f, double *value, const double x[P][T][W], int mode, int row, int r) {
    double top = 0, bottom = 0;
    for (int p = 0; p < P; p++) {
        for (int t = 0; t < T; t++) {
            for (int w = 0; w < W; w++) {
                const int at[3] = {p, t, w};
                const double others = mode == 0   ? f->b[t][r] * f->c[w][r]
                                      : mode == 1 ? f->a[p][r] * f->c[w][r]
                                                  : f->a[p][r] * f->b[t][r];
                if (at[mode] == row) {
                    top += others * (x[p][t][w] - plain_model(f, p, t, w) + others * *value);
                    bottom += others * others;
                }
            }
        }
    }
    *value = bottom > 0 ? fmax(top / bottom, 0) : *value;
}

/* EM: fills the unknown entries with the model, and goes through all numbers once, again and again.
 * Returns the squared error over the known entries. */
static double fill_and_fit(const latigraph_tensor_t *tensor, plain_t *f) {
    double x[P][T][W], error = 0;
    for (int again = 0; again < 4000; again++) {
        error = 0;
        for (int k = 0; k < P * T * W; k++) {
            const int p = k / (T * W), t = k / W % T, w = k % W;
            const gboolean known = tensor->known[w * P + p] != 0;
            const double filled = plain_model(f, p, t, w);
            x[p][t][w] = known ? tensor->slice[w][p * T + t] : filled;
            error += (x[p][t][w] - filled) * (x[p][t][w] - filled);
        }
        for (int r = 0; r < RANK; r++) {
            for (int p = 0; p < P; p++) {
                set_best(f, &f->a[p][r], x, 0, p, r);
            }
            for (int t = 0; t < T; t++) {
                set_best(f, &f->b[t][r], x, 1, t, r);
            }
            for (int w = 0; w < W; w++) {
                set_best(f, &f->c[w][r], x, 2, w, r);
            }
        }
    }
    return error;
}

/* Fits to known entries alone end at the error of fits to filled entries. */
static void test_unknown(void) {
    const latigraph_cp_limits_t limits = {.iterations = 20000, .tolerance = 1e-12, .threads = 1};
    latigraph_tensor_t tensor;
    latigraph_stream_t stream;
    double best = INFINITY, filled = INFINITY;
    fill(&tensor, 3, T, W, 4);
    tensor.known[W] = 0; /* at least one entry is unknown */
    latigraph_stream_init(&stream, 9, LATIGRAPH_STREAM_TEST, 1);
    for (int start = 0; start < 8; start++) {
        latigraph_cp_t cp;
        plain_t plain;
        double *number = &plain.a[0][0];
        CHECK_PUSHES(latigraph_cp_init(&cp, &tensor, RANK, tensor.known, 1, (guint64)start));
        cp.shrink = 0;
        CHECK_OK(latigraph_cp_run(&cp, 1, &tensor, &limits));
        best = fmin(best, error_of(&tensor, &cp));
        latigraph_cp_destroy(&cp);
        for (size_t k = 0; k < sizeof plain / sizeof *number; k++) {
            number[k] = latigraph_stream_uniform(&stream);
        }
        filled = fmin(filled, fill_and_fit(&tensor, &plain));
    }
    CHECK_NEAR(best, filled, 1e-5 * filled);
    CHECK(filled > 1e-3);
    latigraph_tensor_destroy(&tensor);
}

/* --- Match ------------------------------------------------------------------------------------ */

static void test_match(void) {
    latigraph_tensor_t tensor;
    latigraph_cp_t x, y;
    double match;
    fill(&tensor, 5, 6, 3, 0);
    CHECK_PUSHES(latigraph_cp_init(&x, &tensor, 3, tensor.known, 1, 0));
    CHECK_PUSHES(latigraph_cp_init(&y, &tensor, 3, tensor.known, 1, 0));
    for (int r = 0; r < 3; r++) { /* factors of y are those of x in another order and scale */
        const int s = (r + 1) % 3;
        for (int p = 0; p < tensor.pairs; p++) {
            y.a[p * 3 + s] = 2 * x.a[p * 3 + r];
        }
        for (int t = 0; t < tensor.times; t++) {
            y.b[t * 3 + s] = x.b[t * 3 + r];
        }
        for (int w = 0; w < tensor.animals; w++) {
            y.c[w * 3 + s] = x.c[w * 3 + r] / 4;
        }
    }
    CHECK_OK(latigraph_cp_match(&x, &y, &tensor, &match));
    CHECK_NEAR(match, 1, 1e-6);
    for (int p = 0; p < tensor.pairs; p++) {
        y.a[p * 3] = 0;
    }
    CHECK_OK(latigraph_cp_match(&x, &y, &tensor, &match));
    CHECK_NEAR(match, 2.0 / 3, 1e-6);
    latigraph_cp_destroy(&y);
    latigraph_cp_destroy(&x);
    latigraph_tensor_destroy(&tensor);
}

/* --- Held-out neurons ------------------------------------------------------------------------- */

/* Animals of fewer neurons than there are folds have a held-out share, one animal has none. */
static void test_held_out(void) {
    latigraph_factors_options_t options;
    latigraph_tensor_t tensor;
    latigraph_trial_t trial;
    double share;
    latigraph_factors_options_init(&options);
    options.starts = 2;
    for (int animals = 1; animals <= 4; animals += 3) {
        fill(&tensor, 4, 12, animals, 0);
        CHECK_PUSHES(latigraph_trial_init(&trial, &tensor, 1, &options));
        CHECK_OK(latigraph_trial_held_out(&trial, &tensor, &options, &share));
        CHECK(animals == 1 ? isnan(share) : share > 0 && share < 1);
        latigraph_trial_destroy(&trial);
        latigraph_tensor_destroy(&tensor);
    }
}

/* --- Planted groups --------------------------------------------------------------------------- */

enum { NEURONS = 12, TIMES = 120, ANIMALS = 4 };

/* Two groups, neurons 0 to 4 in the first half and 4 to 8 in the second one. The last animal lacks
 * neuron 2, and has its columns in reverse order. */
static void plant(igraph_matrix_t *matrix, igraph_strvector_t *names, int animal) {
    const int columns = animal == ANIMALS - 1 ? NEURONS - 1 : NEURONS;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 3, LATIGRAPH_STREAM_TEST, (uint64_t)animal);
    CHECK_OK(igraph_matrix_init(matrix, TIMES, columns));
    CHECK_OK(igraph_strvector_init(names, 0));
    for (int j = 0; j < columns; j++) {
        char name[16];
        const int own = columns == NEURONS ? j : NEURONS - 1 - j + (NEURONS - 1 - j <= 2 ? -1 : 0);
        snprintf(name, sizeof name, "n%d", own);
        CHECK_OK(igraph_strvector_push_back(names, name));
        for (int t = 0; t < TIMES; t++) {
            const gboolean first = t < TIMES / 2 && own <= 4,
                           second = t >= TIMES / 2 && own >= 4 && own <= 8;
            const double wave = sin(2 * G_PI * t / (17.0 + 3 * animal));
            MATRIX(*matrix, t, j) =
                (first || second ? wave : 0) + 0.2 * latigraph_stream_normal(&stream);
        }
    }
}

typedef struct {
    igraph_matrix_t matrix[ANIMALS];
    igraph_strvector_t names[ANIMALS];
    latigraph_activity_t *activity[ANIMALS];
} planted_t;

static void plant_all(planted_t *planted) {
    for (int w = 0; w < ANIMALS; w++) {
        plant(&planted->matrix[w], &planted->names[w], w);
        CHECK_OK(latigraph_activity_from_matrix(&planted->activity[w], &planted->matrix[w],
                                                &planted->names[w]));
    }
}

static void planted_destroy(planted_t *planted) {
    for (int w = 0; w < ANIMALS; w++) {
        latigraph_activity_destroy(planted->activity[w]);
        igraph_strvector_destroy(&planted->names[w]);
        igraph_matrix_destroy(&planted->matrix[w]);
    }
}

static const latigraph_activity_t *const *animals_of(const planted_t *planted) {
    return (const latigraph_activity_t *const *)planted->activity;
}

/* Checks that factor k has the neurons first .. last as members, and its course in the right half.
 * Neuron 4 is of two groups and moves faster, so that it may be a member or not. */
static void check_group(const latigraph_factors_t *factors, igraph_integer_t k, int first, int last,
                        gboolean late) {
    const igraph_t *graph = igraph_graph_list_get_ptr(&factors->networks, k);
    double half[2] = {0};
    for (int i = 0; i < NEURONS; i++) {
        CHECK(i == 4 || MATRIX(factors->members, i, k) == (i >= first && i <= last));
        CHECK_EQUAL(igraph_cattribute_VAN(graph, "member", i), MATRIX(factors->members, i, k));
    }
    for (igraph_integer_t t = 0; t < igraph_vector_size(&factors->centres); t++) {
        half[VECTOR(factors->centres)[t] > TIMES / 2] += MATRIX(factors->times, k, t);
    }
    CHECK(half[late] > 5 * half[!late]);
    CHECK(!igraph_is_directed(graph));
    CHECK_EQUAL(igraph_vcount(graph), NEURONS);
    CHECK(strcmp(igraph_cattribute_VAS(graph, "name", 0), "n0") == 0);
}

static void test_planted(const planted_t *planted) {
    latigraph_factors_options_t options;
    latigraph_factors_t factors, again;
    latigraph_factors_options_init(&options);
    CHECK_OK(latigraph_factors_init(&factors));
    CHECK_OK(latigraph_factors_init(&again));
    options.starts = 4;
    CHECK_OK(latigraph_activity_factors(&factors, animals_of(planted), ANIMALS, &options));
    REQUIRE(igraph_vector_size(&factors.share) >= 2);
    const igraph_integer_t level = igraph_vector_size(&factors.share) == 3;
    CHECK(igraph_vector_size(&factors.share) == 2 + level);
    CHECK(!level || igraph_vector_max(&factors.evenness) > 0.9);
    options.rank = 2;
    CHECK_OK(latigraph_activity_factors(&factors, animals_of(planted), ANIMALS, &options));
    REQUIRE(igraph_vector_size(&factors.share) == 2);
    const igraph_integer_t early = MATRIX(factors.members, 0, 1) > 0;
    check_group(&factors, early, 0, 4, FALSE);
    check_group(&factors, 1 - early, 4, 8, TRUE);
    CHECK(factors.explained > 0.5 && factors.explained < 1);
    options.threads = 3;
    CHECK_OK(latigraph_activity_factors(&again, animals_of(planted), ANIMALS, &options));
    CHECK(igraph_matrix_all_e(&factors.times, &again.times));
    CHECK(igraph_matrix_all_e(&factors.loads, &again.loads));
    CHECK(igraph_matrix_all_e(&factors.strength, &again.strength));
    CHECK(factors.explained == again.explained);
    latigraph_factors_destroy(&again);
    latigraph_factors_destroy(&factors);
}

/* --- Errors and remarks ----------------------------------------------------------------------- */

#define REFUSED(count_, text)                                                                      \
    CHECK_FAILS(latigraph_activity_factors(&factors, animals, count_, &options), IGRAPH_EINVAL,    \
                text)

static void test_options(const planted_t *planted) {
    const latigraph_activity_t *const *animals = animals_of(planted);
    latigraph_factors_options_t options;
    latigraph_factors_t factors;
    igraph_t like;
    CHECK_OK(latigraph_factors_init(&factors));
    latigraph_factors_options_init(&options);
    REFUSED(0, "number of animals is 0");
    options.rank = 17;
    REFUSED(ANIMALS, "number of factors is 17");
    options.rank = 9;
    options.window = 100;
    REFUSED(ANIMALS, "can have at most 7");
    options.rank = 0;
    options.window = 120;
    REFUSED(ANIMALS, "not enough for two factors");
    options.window = 121;
    REFUSED(ANIMALS, "window has 121 times");
    options.window = 7;
    options.stability = NAN;
    REFUSED(ANIMALS, "least match of starts is nan");
    options.stability = 0.9;
    CHECK_OK(igraph_empty(&like, NEURONS, false));
    CHECK_OK(igraph_cattribute_VAS_setv(&like, "name", &planted->names[0]));
    CHECK_OK(igraph_cattribute_VAS_set(&like, "name", 0, "other"));
    options.like = &like;
    REFUSED(ANIMALS, "\"n0\"");
    igraph_destroy(&like);
    latigraph_factors_destroy(&factors);
}

static void test_recordings(const planted_t *planted) {
    latigraph_factors_options_t options;
    latigraph_activity_t *other;
    latigraph_factors_t factors;
    latigraph_remarks_t remarks;
    igraph_matrix_t matrix;
    CHECK_OK(latigraph_factors_init(&factors));
    CHECK_OK(latigraph_remarks_init(&remarks));
    latigraph_factors_options_init(&options);
    options.remarks = &remarks;
    options.rank = 2;
    CHECK_OK(igraph_matrix_init(&matrix, TIMES, NEURONS));
    CHECK_OK(latigraph_activity_from_matrix(&other, &matrix, NULL));
    const latigraph_activity_t *animals[2] = {planted->activity[0], other};
    REFUSED(2, "have names, but those of");
    animals[0] = other;
    REFUSED(2, "0 pairs of neurons that vary"); /* all are constant */
    CHECK(igraph_strvector_size(&remarks.texts) > 0);
    CHECK(strstr(igraph_strvector_get(&remarks.texts, 0), "12 neurons never vary") != NULL);
    latigraph_activity_destroy(other);
    CHECK_OK(igraph_matrix_resize(&matrix, TIMES - 1, NEURONS));
    CHECK_OK(latigraph_activity_from_matrix(&other, &matrix, &planted->names[0]));
    animals[0] = planted->activity[0];
    animals[1] = other;
    REFUSED(2, "cut the recordings to the same times");
    latigraph_activity_destroy(other);
    CHECK_OK(igraph_matrix_update(&matrix, &planted->matrix[0]));
    MATRIX(matrix, 3, 1) = INFINITY;
    CHECK_OK(latigraph_activity_from_matrix(&other, &matrix, &planted->names[0]));
    animals[1] = other;
    REFUSED(2, "infinite in row 4 of \"n1\"");
    MATRIX(matrix, 3, 1) = NAN; /* a gap of one time is filled, one of 20 is not */
    for (int t = 0; t < 20; t++) {
        MATRIX(matrix, t, 5) = NAN;
    }
    igraph_strvector_clear(&remarks.texts);
    CHECK_OK(latigraph_activity_factors(&factors, animals, 2, &options));
    CHECK(strstr(igraph_strvector_get(&remarks.texts, 0), "1 neurons miss more than 10 %") != NULL);
    latigraph_activity_destroy(other);
    igraph_matrix_destroy(&matrix);
    latigraph_remarks_destroy(&remarks);
    latigraph_factors_destroy(&factors);
}

int main(void) {
    planted_t planted;
    test_init();
    test_affinity();
    test_sweeps();
    test_unknown();
    test_match();
    test_held_out();
    plant_all(&planted);
    test_planted(&planted);
    test_options(&planted);
    test_recordings(&planted);
    planted_destroy(&planted);
    return 0;
}
