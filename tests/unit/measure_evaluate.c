/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Evaluation with a substitute for the networks, whose figures can be derived by hand. The
 * substitute defines every function of the model that evaluation calls, so the real ones are not
 * linked. */
#include "circuit/circuit.h"
#include "measure/evaluator.h"
#include "test.h"

#include <latigraph/measure.h>

/* --- The substitute: q(z) = N((0.5, −1), diag(0.25, 1)) ------------------- */

struct latigraph_scratch_t {
    real_t *z;
    int at_mean; /* whether the posterior means were decoded */
};

static int living; /* examples and scratches not yet destroyed */

latigraph_scratch_t *latigraph_scratch_create_lean(const latigraph_config_t *config, int n_max) {
    latigraph_scratch_t *scratch = g_new0(latigraph_scratch_t, 1);
    (void)n_max;
    scratch->z = g_new(real_t, config->code);
    living++;
    return scratch;
}

double latigraph_scratch_bytes(const latigraph_config_t *config, int n_max) {
    (void)config;
    return n_max > 100000 ? 2160e9 : 0;
}

void latigraph_scratch_destroy(latigraph_scratch_t *scratch) {
    g_free(scratch->z);
    g_free(scratch);
    living--;
}

igraph_error_t latigraph_example_create(latigraph_example_t **example,
                                        const latigraph_model_t *model,
                                        const latigraph_circuit_t *circuit, igraph_bool_t edges) {
    (void)model;
    if (strcmp(latigraph_circuit_name(circuit), "refused") == 0) {
        IGRAPH_ERROR("This circuit is refused.", IGRAPH_EINVAL);
    }
    CHECK(edges);
    *example = g_new0(latigraph_example_t, 1);
    (*example)->n = circuit->n;
    (*example)->m = circuit->m;
    (*example)->circuit = circuit;
    living++;
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_model_check_node_data(const latigraph_model_t *model,
                                               const latigraph_circuit_list_t *circuits) {
    (void)model;
    (void)circuits;
    return IGRAPH_SUCCESS;
}

void latigraph_example_destroy(latigraph_example_t *example) {
    g_free(example);
    living--;
}

static const real_t MEAN[2] = {.5, -1};

void latigraph_model_encode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, real_t *mean, real_t *log_variance) {
    (void)model;
    (void)example;
    (void)scratch;
    mean[0] = MEAN[0];
    mean[1] = MEAN[1];
    log_variance[0] = real_log(.25);
    log_variance[1] = 0;
}

/* q(u_i) = N(z₀, 1) against p(u_i) = N(0, 1): KL = z₀² / 2. */
void latigraph_model_encode_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z, real_t *mean, real_t *log_variance) {
    (void)model;
    (void)scratch;
    for (int i = 0; i < example->n; i++) {
        mean[i] = z[0];
        log_variance[i] = 0;
    }
}

/* Refinement cannot improve anything here. */
void latigraph_model_refine_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z_mean, const real_t *z_log_variance, int steps,
                                  double kl_weight, latigraph_stream_t *stream, real_t *mean,
                                  real_t *log_variance, latigraph_cancel_t *stop) {
    (void)stop, (void)kl_weight, (void)model, (void)example, (void)scratch, (void)z_mean,
        (void)z_log_variance, (void)steps;
    (void)stream, (void)mean, (void)log_variance;
}

void latigraph_model_prior_nodes(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_scratch_t *scratch, const real_t *z, real_t *mean,
                                 real_t *log_variance) {
    (void)model;
    (void)scratch;
    (void)z;
    for (int i = 0; i < example->n; i++) {
        mean[i] = log_variance[i] = 0;
    }
}

void latigraph_model_decode_neurons(const latigraph_model_t *model,
                                    const latigraph_example_t *example,
                                    latigraph_scratch_t *scratch, const real_t *z,
                                    const real_t *u) {
    (void)model;
    memcpy(scratch->z, z, 2 * sizeof *z);
    scratch->at_mean = z[0] == MEAN[0] && z[1] == MEAN[1] && (example->n == 0 || u[0] == z[0]);
}

void latigraph_model_decode_node_data(const latigraph_model_t *model,
                                      const latigraph_example_t *example,
                                      latigraph_scratch_t *scratch) {
    const real_t z[2] = {0, 3}, u[1] = {0};
    latigraph_model_decode_neurons(model, example, scratch, z, u);
}

igraph_bool_t latigraph_decoded_is_moderate(const latigraph_scratch_t *scratch) {
    return isfinite(scratch->z[0]);
}

/* At the posterior means edges score 1 and other pairs 0; elsewhere all pairs have equal scores. */
static real_t score(const latigraph_example_t *example, const latigraph_scratch_t *scratch, int i,
                    int j) {
    return (real_t)(scratch->at_mean && latigraph_circuit_has_edge(example->circuit, i, j));
}

/* Blocks have the dyads of three senders each. */
enum { ROWS = 3 };

int latigraph_pair_blocks(int n) {
    return (n + ROWS - 1) / ROWS;
}

ptrdiff_t latigraph_pair_room(const latigraph_config_t *config, int n, igraph_bool_t drawn) {
    (void)config;
    (void)n;
    (void)drawn;
    return 32;
}

void latigraph_block_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                   int block, real_t *room, latigraph_visit_pairs_t *visit,
                                   void *data) {
    for (int i = ROWS * block; i < MIN(ROWS * (block + 1), example->n); i++) {
        for (int j = i + 1; j < example->n; j++) {
            room[j] = score(example, scratch, i, j);
            room[16 + j] = score(example, scratch, j, i);
        }
        visit(data, i, i + 1, example->n - i - 1, room + i + 1, room + 16 + i + 1);
    }
}

void latigraph_pair_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  int count, const int *from, const int *to, real_t *p) {
    for (int k = 0; k < count; k++) {
        p[k] = score(example, scratch, from[k], to[k]);
    }
}

/* −ln P is n + z₁² nats: n from the rates, the rest from the edges. The mean over the posterior is
 * n + 2, and node data alone give n + 9. */
double latigraph_block_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int block, real_t *room) {
    (void)scratch;
    (void)room;
    return MIN(ROWS, example->n - ROWS * block);
}

double latigraph_edge_corrections(const latigraph_example_t *example,
                                  latigraph_scratch_t *scratch) {
    (void)example;
    return scratch->z[1] * scratch->z[1];
}

/* The estimate has an error that is uniform from −SPREAD/2 to SPREAD/2. */
enum { SPREAD = 100 };
double latigraph_drawn_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int draws, const double *uniform, real_t *room) {
    (void)scratch;
    (void)draws;
    (void)room;
    return example->n + SPREAD * (uniform[2 * example->n - 1] - 0.5);
}

double latigraph_weight_log_likelihood(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       latigraph_scratch_t *scratch) {
    (void)scratch;
    return model->config.weights == LATIGRAPH_WEIGHTS_NONE ? 0 : -2.0 * example->m;
}

double latigraph_gaussian_kl(const real_t *mean, const real_t *log_variance,
                             const real_t *prior_mean, const real_t *prior_log_variance, int size) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
        const double m = prior_mean == NULL ? 0 : prior_mean[k];
        const double t = prior_mean == NULL ? 0 : prior_log_variance[k];
        sum += .5 * (t - log_variance[k] - 1 +
                     (exp(log_variance[k]) + (mean[k] - m) * (mean[k] - m)) / exp(t));
    }
    return sum;
}

/* --- The test -------------------------------------------------------------- */

/* Adds a ring of n neurons to a list, from the connectome "rings". */
static void push_ring(latigraph_circuit_list_t *list, int n, const char *name, int weighted) {
    latigraph_circuit_t *circuit;
    int from[16], to[16];
    double weight[16];
    for (int i = 0; i < n; i++) {
        from[i] = i;
        to[i] = (i + 1) % n;
        weight[i] = 1;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, name, n, n > 1 ? n : 0, from, to,
                                      weighted ? weight : NULL));
    g_free(circuit->connectome);
    circuit->connectome = g_strdup("rings");
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

static latigraph_model_t model_with(latigraph_weights_t weights) {
    latigraph_model_t model;
    memset(&model, 0, sizeof model);
    model.config.code = 2;
    model.config.node_code = 1;
    model.config.weights = weights;
    return model;
}

static void known_figures(const latigraph_circuit_list_t *list) {
    const latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_NONE);
    const double code = .5 * (.25 + .25 - 1 - log(.25)) + .5 * (1 + 1 - 1);
    const double mean_n = (5 + 7 + 12) / 3.;
    latigraph_evaluation_t e;
    igraph_matrix_t rows;
    CHECK_OK(igraph_matrix_init(&rows, 0, 0));
    CHECK_OK(latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){20000, 0, 2, 1}, &e,
                                &rows));
    CHECK(living == 0);
    CHECK(e.circuits == 3 && e.shared_neurons == 0 && e.estimated == 0 && e.bits_error == 0);
    REQUIRE(igraph_matrix_nrow(&rows) == 3 && igraph_matrix_ncol(&rows) == 10);
    CHECK_NEAR(e.bits_code, code / M_LN2, 1e-6);
    CHECK_NEAR(e.bits_nodes, .5 * mean_n * .5 / M_LN2, .05);
    CHECK_NEAR(e.bits_edges, (mean_n + 2) / M_LN2, .05);
    CHECK_NEAR(e.bits_total, e.bits_code + e.bits_nodes + e.bits_edges, 1e-9);
    CHECK_NEAR(e.bits_node_data, (mean_n + 9) / M_LN2, 1e-5);
    CHECK(isnan(e.bits_weights));
    CHECK(e.auc == 1 && e.auc_node_data == .5);
    double er = 0, dyad = 0;
    for (int i = 0; i < 3; i++) {
        er += latigraph_bits_erdos_renyi(latigraph_circuit_list_get(list, i)) / 3;
        dyad += latigraph_bits_dyad(latigraph_circuit_list_get(list, i)) / 3;
        CHECK_NEAR(MATRIX(rows, i, 5), (latigraph_circuit_list_get(list, i)->n + 9) / M_LN2, 1e-5);
    }
    CHECK_NEAR(e.bits_erdos_renyi, er, 1e-9);
    CHECK_NEAR(e.bits_dyad, dyad, 1e-9);
    igraph_matrix_destroy(&rows);
}

/* Equal seeds give equal figures at any number of threads; other seeds give other figures. */
static void threads_and_seeds(const latigraph_circuit_list_t *list) {
    const latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_NONE);
    latigraph_evaluation_t first, other;
    CHECK_OK(latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, 0, 1, 7}, &first,
                                NULL));
    for (int threads = 1; threads <= 4; threads++) {
        CHECK_OK(latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, 0, threads, 7},
                                    &other, NULL));
        CHECK(other.bits_total == first.bits_total && other.bits_nodes == first.bits_nodes);
    }
    CHECK_OK(latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, 0, 1, 8}, &other,
                                NULL));
    CHECK(other.bits_total != first.bits_total);
}

/* Weights count if both the model and the circuit have them. An AUC needs edges. */
static void partly_defined(void) {
    const latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_COUNTS);
    latigraph_circuit_list_t list;
    latigraph_evaluation_t e;
    CHECK_OK(latigraph_circuit_list_init(&list));
    push_ring(&list, 1, "alone", 0);
    CHECK_OK(
        latigraph_evaluate(&model, &list, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL));
    CHECK(isnan(e.auc) && isnan(e.auc_node_data) && isnan(e.bits_weights));
    CHECK(e.bits_erdos_renyi == 0 && e.bits_dyad == 0);
    push_ring(&list, 5, "plain", 0);
    push_ring(&list, 6, "weighted", 1);
    CHECK_OK(
        latigraph_evaluate(&model, &list, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL));
    CHECK(e.auc == 1);
    CHECK_NEAR(e.bits_weights, 12 / M_LN2, 1e-6);
    latigraph_circuit_list_destroy(&list);
}

static void shared_neurons(const latigraph_circuit_list_t *list) {
    const char *const trained[] = {"0", "3", "11", "20"};
    latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_NONE);
    latigraph_evaluation_t e;
    for (int i = 0; i < 4; i++) {
        const gint64 digest = (gint64)latigraph_neuron_digest("rings", trained[i]);
        latigraph_map_entry_t *entry;
        CHECK_OK(latigraph_map_add_integer(&model.neurons, digest, &entry, NULL));
    }
    CHECK_OK(
        latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){1, 0, 1, 1}, &e, NULL));
    CHECK(e.shared_neurons == 3); /* "0" and "3" of every ring, "11" of the largest */
    latigraph_map_destroy(&model.neurons);
}

/* A circuit without edges has no AUC and no error of it. */
static void undefined_error(const latigraph_model_t *model, latigraph_circuit_list_t *list,
                            double error) {
    latigraph_circuit_t *circuit;
    latigraph_evaluation_t e;
    igraph_matrix_t errors;
    CHECK_OK(latigraph_circuit_create(&circuit, "none", 3, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    CHECK_OK(igraph_matrix_init(&errors, 0, 0));
    CHECK_OK(latigraph_evaluate_errors(model, list, &(latigraph_evaluate_options_t){2, 0, 1, 3}, &e,
                                       NULL, &errors));
    CHECK(e.estimated == 1 && e.bits_error == error / 2);
    CHECK(isnan(MATRIX(errors, 1, 8)) && MATRIX(errors, 1, 0) == 0);
    CHECK(e.auc == 1 && e.auc_error == 0);
    igraph_matrix_destroy(&errors);
}

/* Large circuits are estimated from drawn pairs, the same ones at any number of threads. */
static void large_circuits(void) {
    const latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_NONE);
    enum { LARGE = 30001 };
    static int from[LARGE], to[LARGE];
    latigraph_circuit_list_t list;
    latigraph_circuit_t *circuit;
    latigraph_evaluation_t e, again;
    igraph_matrix_t rows, errors;
    for (int i = 0; i < LARGE; i++) {
        from[i] = i;
        to[i] = (i + 1) % LARGE;
    }
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_create(&circuit, "large", LARGE, LARGE, from, to, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&list, circuit));
    CHECK_OK(igraph_matrix_init(&rows, 0, 0));
    CHECK_OK(igraph_matrix_init(&errors, 0, 0));
    CHECK_OK(latigraph_evaluate_errors(&model, &list, &(latigraph_evaluate_options_t){2, 0, 1, 3},
                                       &e, &rows, &errors));
    CHECK_OK(latigraph_evaluate(&model, &list, &(latigraph_evaluate_options_t){2, 0, 3, 3}, &again,
                                NULL));
    CHECK(again.bits_total == e.bits_total && again.auc == e.auc);
    CHECK(again.bits_error == e.bits_error);
    /* The SD of a uniform number is a twelfth's root of its width; eight are drawn per sample. */
    const double error = SPREAD / sqrt(12 * 8) / M_LN2;
    CHECK(e.estimated == 1);
    CHECK(e.bits_node_data_error > error / 2 && e.bits_node_data_error < error * 2);
    CHECK(e.bits_error > error / 2 / M_SQRT2 && e.bits_error < error * 2 / M_SQRT2);
    CHECK_NEAR(e.bits_node_data, (LARGE + 9) / M_LN2, 4 * error);
    CHECK(e.auc == 1 && e.auc_error == 0 && e.auc_node_data == .5);
    CHECK(MATRIX(errors, 0, 0) == e.bits_error && MATRIX(errors, 0, 3) == e.bits_error);
    CHECK(MATRIX(errors, 0, 1) == 0 && MATRIX(errors, 0, 5) == e.bits_node_data_error);
    undefined_error(&model, &list, e.bits_error);
    igraph_matrix_destroy(&rows);
    igraph_matrix_destroy(&errors);
    latigraph_circuit_list_destroy(&list);
}

static int reports;

static igraph_error_t stop_at_second_report(const char *message, igraph_real_t percent,
                                            void *data) {
    (void)message;
    (void)percent;
    (void)data;
    return ++reports == 2 ? IGRAPH_INTERRUPTED : IGRAPH_SUCCESS;
}

static void failures(const latigraph_circuit_list_t *list) {
    const latigraph_model_t model = model_with(LATIGRAPH_WEIGHTS_NONE);
    latigraph_circuit_list_t other;
    latigraph_evaluation_t e;
    CHECK_OK(latigraph_circuit_list_init(&other));
    CHECK_FAILS(
        latigraph_evaluate(&model, &other, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL),
        IGRAPH_EINVAL, "The number of circuits is 0, but an evaluation needs 1");
    CHECK_FAILS(
        latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){0, 0, 1, 1}, &e, NULL),
        IGRAPH_EINVAL, "posterior samples per circuit is 0");
    CHECK_FAILS(
        latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, -2, 1, 1}, &e, NULL),
        IGRAPH_EINVAL, "refinement steps is -2");
    CHECK_FAILS(
        latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, 0, -3, 1}, &e, NULL),
        IGRAPH_EINVAL, "is -3, but must be from 1 to 1024");
    push_ring(&other, 4, "fine", 0);
    push_ring(&other, 4, "refused", 0);
    CHECK_FAILS(
        latigraph_evaluate(&model, &other, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL),
        IGRAPH_EINVAL, "refused");
    CHECK(living == 0);
    igraph_set_progress_handler(stop_at_second_report);
    CHECK_FAILS(
        latigraph_evaluate(&model, list, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL),
        IGRAPH_INTERRUPTED, "");
    CHECK(reports == 2 && living == 0);
    igraph_set_progress_handler(NULL);
    latigraph_circuit_t *large;
    CHECK_OK(latigraph_circuit_create(&large, "large", 300000, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&other, large));
    CHECK_FAILS(
        latigraph_evaluate(&model, &other, &(latigraph_evaluate_options_t){4, 0, 1, 1}, &e, NULL),
        IGRAPH_ENOMEM, "300000 neurons and 4 edges needs 216");
    latigraph_circuit_list_destroy(&other);
}

int main(void) {
    latigraph_circuit_list_t list;
    test_init();
    CHECK_OK(latigraph_circuit_list_init(&list));
    push_ring(&list, 5, "five", 0);
    push_ring(&list, 7, "seven", 0);
    push_ring(&list, 12, "twelve", 0);
    known_figures(&list);
    threads_and_seeds(&list);
    partly_defined();
    shared_neurons(&list);
    large_circuits();
    failures(&list);
    CHECK(living == 0);
    latigraph_circuit_list_destroy(&list);
    return 0;
}
