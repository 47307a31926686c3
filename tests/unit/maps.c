/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Groups of circuits whose difference is planted: cycles at ten neurons at equal degrees, density
 * alone, or nothing; and the discriminant of several groups on points by hand. */
#include "base/compat.h"
#include "base/random.h"
#include "measure/maps.h"
#include "circuit/circuit.h"
#include "test.h"

enum { N = 60, PLANTED = 10, EACH = 16, CYCLES = 12 };

static char edge[N][N];

static int draw_below(latigraph_stream_t *stream, int n) {
    return (int)latigraph_stream_integer(stream, (uint32_t)n);
}

/* Replaces b → x and y → d by b → d and y → x, which keeps all degrees. */
static int swap_into(latigraph_stream_t *stream, int b, int d) {
    for (int trial = 0; trial < 400; trial++) {
        const int x = draw_below(stream, N), y = draw_below(stream, N);
        if (b != d && x != d && y != b && x != y && edge[b][x] && edge[y][d] && !edge[b][d] &&
            !edge[y][x]) {
            edge[b][x] = edge[y][d] = 0;
            edge[b][d] = edge[y][x] = 1;
            return 1;
        }
    }
    return 0;
}

static int random_neighbour(latigraph_stream_t *stream, int v, int out) {
    for (int trial = 0; trial < 1000; trial++) {
        const int u = draw_below(stream, N);
        if (out ? edge[v][u] : edge[u][v]) {
            return u;
        }
    }
    return 0;
}

/* Closes cycles v → b → d → v at planted neurons, or makes as many swaps anywhere. */
static void plant(latigraph_stream_t *stream, int planted) {
    for (int k = 0; k < PLANTED * CYCLES; k++) {
        const int v = k % PLANTED;
        if (planted) {
            swap_into(stream, random_neighbour(stream, v, 1), random_neighbour(stream, v, 0));
        } else {
            swap_into(stream, draw_below(stream, N), draw_below(stream, N));
        }
    }
}

static latigraph_circuit_t *make(latigraph_stream_t *stream, double p, int planted, int number) {
    latigraph_circuit_t *circuit;
    int from[N * N], to[N * N], m = 0;
    char name[32];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            edge[i][j] = (char)(i != j && latigraph_stream_uniform(stream) < p);
        }
    }
    plant(stream, planted);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            if (edge[i][j]) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    snprintf(name, sizeof name, "circuit %d", number);
    CHECK_OK(latigraph_circuit_create(&circuit, name, N, m, from, to, NULL));
    return circuit;
}

typedef struct {
    latigraph_circuit_list_t list;
    igraph_strvector_t labels;
} cohort_t;

static void cohort_init(cohort_t *cohort) {
    CHECK_OK(latigraph_circuit_list_init(&cohort->list));
    CHECK_OK(igraph_strvector_init(&cohort->labels, 0));
}

static void cohort_destroy(cohort_t *cohort) {
    latigraph_circuit_list_destroy(&cohort->list);
    igraph_strvector_destroy(&cohort->labels);
}

static void add_group(cohort_t *cohort, latigraph_stream_t *stream, const char *label, double p,
                      int planted) {
    for (int c = 0; c < EACH; c++) {
        CHECK_OK(latigraph_circuit_list_push_back(
            &cohort->list, make(stream, p, planted, (int)cohort->list.size)));
        CHECK_OK(igraph_strvector_push_back(&cohort->labels, label));
    }
}

static latigraph_maps_options_t options_of(igraph_vector_int_t *which, const char *const *names) {
    latigraph_maps_options_t options;
    latigraph_maps_options_init(&options);
    options.seed = 2;
    options.permutations = 39;
    igraph_vector_int_clear(which);
    for (; *names != NULL; names++) {
        igraph_integer_t property;
        CHECK_OK(latigraph_node_property_find(*names, &property));
        CHECK_OK(igraph_vector_int_push_back(which, property));
    }
    options.which = which;
    return options;
}

static const char *const CYCLE_MAPS[] = {"three-cycles", NULL};
static const char *const DEGREE_MAPS[] = {"in-degree", "out-degree", NULL};

/* The share of pairs, a planted neuron and another, that the accuracy alone orders rightly. */
static double mask_auc(const igraph_vector_t *accuracy) {
    double right = 0;
    for (int v = 0; v < PLANTED; v++) {
        for (int u = PLANTED; u < N; u++) {
            const double a = VECTOR(*accuracy)[v], b = VECTOR(*accuracy)[u];
            right += a > b ? 1 : a == b ? 0.5 : 0;
        }
    }
    return right / (PLANTED * (N - PLANTED));
}

static void planted_cycles(void) {
    cohort_t cohort;
    latigraph_stream_t stream;
    latigraph_maps_result_t result, again;
    igraph_vector_int_t which;
    latigraph_stream_init(&stream, 11, LATIGRAPH_STREAM_TEST, 0);
    cohort_init(&cohort);
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(latigraph_maps_result_init(&result));
    CHECK_OK(latigraph_maps_result_init(&again));
    add_group(&cohort, &stream, "control", 0.1, 0);
    add_group(&cohort, &stream, "patient", 0.1, 1);

    latigraph_maps_options_t options = options_of(&which, CYCLE_MAPS);
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result));
    CHECK_EQUAL(igraph_strvector_size(&result.neurons), N);
    CHECK(result.share == 1 && result.chance == 0.5);
    CHECK(result.accuracy >= 0.8 && result.auc >= 0.9 && result.p < 0.05);
    CHECK(fabs(result.accuracy_shuffled - 0.5) < 0.12);
    CHECK(result.accuracy_size < 0.75 && result.accuracy_beyond >= 0.9);
    CHECK(!result.strength && result.components >= 1 && result.components <= 20);
    CHECK(result.accuracy_mask >= 0.9);
    CHECK(mask_auc(&result.neuron_accuracy) >= 0.9);
    double inside = 0, outside = 0;
    for (int v = 0; v < N; v++) {
        *(v < PLANTED ? &inside : &outside) += MATRIX(result.weights, v, 0);
    }
    CHECK(inside / PLANTED > 2 * outside / (N - PLANTED) && inside > 0);
    CHECK_NEAR(igraph_vector_sum(&result.group_circuits), 2 * EACH, 0);
    double right = 0;
    for (int g = 0; g < 2; g++) {
        right += MATRIX(result.confusion, g, g) / EACH / 2;
    }
    CHECK_NEAR(right, result.accuracy, 1e-12);

    /* Equal seeds give equal results; the labels alone name the groups. */
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &again));
    CHECK(again.accuracy_shuffled == result.accuracy_shuffled && again.auc == result.auc);

    /* Folds of several circuits, and a fixed number of components. */
    options.folds = 4;
    options.components = 3;
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &again));
    CHECK(again.components == 3 && again.accuracy >= 0.8);

    /* Degrees were kept, so their maps have no signal. */
    options = options_of(&which, DEGREE_MAPS);
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &again));
    CHECK(again.accuracy < 0.75 && again.p > 0.025);
    CHECK_EQUAL(igraph_matrix_ncol(&again.weights), 2);

    latigraph_maps_result_destroy(&again);
    latigraph_maps_result_destroy(&result);
    igraph_vector_int_destroy(&which);
    cohort_destroy(&cohort);
}

/* Three groups that differ in density alone: size and density do as well as maps, and nothing is
 * left beyond them. Without the first group, the order of labels is that of their appearance. */
static void density_alone(void) {
    cohort_t cohort;
    latigraph_stream_t stream;
    latigraph_maps_result_t result;
    latigraph_stream_init(&stream, 12, LATIGRAPH_STREAM_TEST, 0);
    cohort_init(&cohort);
    CHECK_OK(latigraph_maps_result_init(&result));
    add_group(&cohort, &stream, "sparse", 0.06, 0);
    add_group(&cohort, &stream, "middle", 0.10, 0);
    add_group(&cohort, &stream, "dense", 0.15, 0);
    latigraph_maps_options_t options;
    latigraph_maps_options_init(&options);
    options.seed = 3;
    options.permutations = 0;
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result));
    CHECK_EQUAL(igraph_strvector_size(&result.groups), 3);
    CHECK(strcmp(igraph_strvector_get(&result.groups, 2), "dense") == 0);
    CHECK(result.accuracy >= 0.9 && result.accuracy_size >= 0.9);
    CHECK(result.accuracy_beyond < 0.7 && result.accuracy_beyond < result.accuracy);
    CHECK(isnan(result.auc) && isnan(result.p) && isnan(result.accuracy_shuffled));
    CHECK_EQUAL(igraph_matrix_nrow(&result.confusion), 3);
    latigraph_maps_result_destroy(&result);
    cohort_destroy(&cohort);
}

/* --- The discriminant ------------------------------------------------------------------------ */

static void points_by_hand(void) {
    /* Groups around (0, 0), (10, 0) and (0, 10), each a cross of unit arms; columns 3 apart. */
    static const double arms[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    static const double middle[3][2] = {{0, 0}, {10, 0}, {0, 10}};
    double values[12 * 3];
    int row[12], label[12];
    latigraph_lda_t lda;
    for (int i = 0; i < 12; i++) {
        row[i] = i;
        label[i] = i / 4;
        values[3 * i] = middle[i / 4][0] + arms[i % 4][0];
        values[3 * i + 1] = middle[i / 4][1] + arms[i % 4][1];
        values[3 * i + 2] = 1000; /* not in use */
    }
    CHECK_OK(latigraph_lda_init(&lda, 3, 2));
    latigraph_lda_fit(&lda, 12, row, label, 2, values, 3);
    /* S = 6/9 on the diagonal, with a ridge of 10 %: S⁻¹ m = 10 / 0.7333. */
    CHECK_NEAR(lda.weight[2], 10 / (6. / 9 * 1.1), 1e-12);
    CHECK_NEAR(lda.offset[1], -0.5 * 100 / (6. / 9 * 1.1), 1e-12);
    const double points[4][2] = {{4.9, 0}, {5.1, 0}, {0, 5.1}, {6, 7}};
    const int expected[4] = {0, 1, 2, 2};
    for (int i = 0; i < 4; i++) {
        CHECK_EQUAL(latigraph_lda_classify(&lda, points[i]), expected[i]);
    }
    /* A group without rows is never chosen. */
    latigraph_lda_fit(&lda, 8, row, label, 2, values, 3);
    CHECK(latigraph_lda_classify(&lda, points[2]) != 2);
    CHECK(isinf(latigraph_lda_score(&lda, 2, points[2])));
    latigraph_lda_destroy(&lda);
}

/* Components of a table have the variances and products of the table itself. */
static void components(void) {
    enum { ROWS = 8, COLUMNS = 20 };
    double value[ROWS * COLUMNS], z[ROWS * COLUMNS], axes[ROWS * COLUMNS];
    int row[ROWS];
    latigraph_stream_t stream;
    latigraph_scores_t scores;
    latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, 3);
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        value[i] = latigraph_stream_normal(&stream);
    }
    value[3] = NAN;
    for (int i = 0; i < ROWS; i++) {
        row[i] = i;
    }
    const latigraph_table_t table = {.circuits = ROWS, .columns = COLUMNS, .value = value};
    CHECK_OK(latigraph_find_scores(&table, ROWS, row, NULL, ROWS, &scores, axes));
    latigraph_standardise(&table, ROWS, row, z);
    CHECK(z[3] == 0);
    REQUIRE(scores.width >= ROWS - 1);
    for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < ROWS; j++) {
            double there = 0, here = 0;
            for (int k = 0; k < COLUMNS; k++) {
                there += z[i * COLUMNS + k] * z[j * COLUMNS + k];
            }
            for (int k = 0; k < scores.width; k++) {
                here += scores.score[i * scores.width + k] * scores.score[j * scores.width + k];
            }
            CHECK_NEAR(here, there, 1e-9);
        }
        for (int k = 0; k < scores.width; k++) {
            double along = 0;
            for (int c = 0; c < COLUMNS; c++) {
                along += z[i * COLUMNS + c] * axes[k * COLUMNS + c];
            }
            CHECK_NEAR(along, scores.score[i * scores.width + k], 1e-9);
        }
    }
    g_free(scores.score);
}

/* Circuits that are all the same have no component, and are all put into one group. */
static void same_circuits(void) {
    cohort_t cohort;
    latigraph_maps_result_t result;
    latigraph_maps_options_t options;
    cohort_init(&cohort);
    CHECK_OK(latigraph_maps_result_init(&result));
    for (int c = 0; c < 8; c++) {
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 14, LATIGRAPH_STREAM_TEST, 0);
        CHECK_OK(latigraph_circuit_list_push_back(&cohort.list, make(&stream, 0.1, 0, c)));
        CHECK_OK(igraph_strvector_push_back(&cohort.labels, c % 2 == 0 ? "a" : "b"));
    }
    latigraph_maps_options_init(&options);
    options.permutations = 5;
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result));
    CHECK(result.accuracy == 0.5 && result.components == 0 && result.p == 1);
    CHECK(result.auc == 0.5 && isnan(result.accuracy_mask));
    CHECK(igraph_matrix_max(&result.weights) == 0 && igraph_vector_max(&result.mask) == 0);
    latigraph_maps_result_destroy(&result);
    cohort_destroy(&cohort);
}

/* --- Bad input and interruption -------------------------------------------------------------- */

static int looks_left;

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(stop, --looks_left < 0)

static void bad_input(void) {
    cohort_t cohort;
    latigraph_stream_t stream;
    latigraph_maps_result_t result;
    latigraph_maps_options_t options;
    igraph_vector_int_t no_maps;
    latigraph_stream_init(&stream, 13, LATIGRAPH_STREAM_TEST, 0);
    cohort_init(&cohort);
    CHECK_OK(latigraph_maps_result_init(&result));
    latigraph_maps_options_init(&options);
    options.permutations = 0;
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "0 labels for 0 circuits");
    add_group(&cohort, &stream, "a", 0.1, 0);
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "got 1 groups");
    CHECK_OK(latigraph_circuit_list_push_back(&cohort.list, make(&stream, 0.1, 0, 99)));
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "16 labels for 17 circuits");
    CHECK_OK(igraph_strvector_push_back(&cohort.labels, ""));
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "\"circuit 99\" has an empty label");
    CHECK_OK(igraph_strvector_set(&cohort.labels, EACH, "b"));
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "the smallest, \"b\", has 1");
    CHECK_OK(igraph_strvector_set(&cohort.labels, 0, "b"));
    CHECK_OK(igraph_strvector_set(&cohort.labels, 1, "b"));
    options.folds = 1;
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "number of folds is 1");
    options.folds = 0;
    options.components = -1;
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "components");
    options.components = 0;
    CHECK_OK(igraph_vector_int_init(&no_maps, 0));
    options.which = &no_maps;
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "at least one node property");
    options.which = NULL;
    igraph_vector_int_destroy(&no_maps);

    igraph_set_interruption_handler(stop);
    for (int looks = 0; looks < 400; looks += 57) {
        looks_left = looks;
        CHECK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result) ==
              IGRAPH_INTERRUPTED);
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 0);
    }
    igraph_set_interruption_handler(NULL);
    CHECK_OK(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result));

    /* One circuit whose neurons have other names leaves no common ones. */
    latigraph_circuit_t *stranger = cohort.list.items[3];
    for (int i = 0; i < N; i++) {
        char name[32];
        snprintf(name, sizeof name, "cell %d", i);
        CHECK_OK(latigraph_circuit_name_neuron(stranger, i, i == 0 ? "0" : name));
    }
    CHECK_FAILS(latigraph_discriminate_maps(&cohort.list, &cohort.labels, &options, &result),
                IGRAPH_EINVAL, "have 1 neurons in common");
    latigraph_maps_result_destroy(&result);
    cohort_destroy(&cohort);
}

int main(void) {
    test_init();
    points_by_hand();
    components();
    planted_cycles();
    density_alone();
    same_circuits();
    bad_input();
    return 0;
}
