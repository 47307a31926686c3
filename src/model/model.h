/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_INTERNAL_H
#define LATIGRAPH_MODEL_INTERNAL_H

#include "base/random.h"
#include "base/real.h"
#include "base/cancel.h"
#include "circuit/circuit.h"

#include <glib.h>
#include <latigraph/model.h>

/* Symbols below are those of doc/model.md: a conditions, h hidden, dz code, du node code,
 * r rank, Q kernel widths, q statistics, P properties. */

/* Gaussians of the distance kernel (pairs.c). */
enum { LATIGRAPH_KERNELS = 6 };

typedef enum {
    LATIGRAPH_WEIGHTS_NONE,
    LATIGRAPH_WEIGHTS_COUNTS,    /* 1 + negative binomial */
    LATIGRAPH_WEIGHTS_CONTINUOUS /* log-normal */
} latigraph_weights_t;

/* The sizes that decide what parameters there are. */
typedef struct {
    int conditions; /* a: width of the node conditions */
    int features;   /* width of the node features of the encoder */
    int hidden;     /* h */
    int code;      /* dz; 0 in the baseline without codes that sees node data alone. The mean of its
                      first      coordinates are the statistics, as many as there is room for. */
    int node_code; /* du; 0 in the baseline without codes */
    int rank;      /* r */
    int layers;    /* L */
    int kernels;   /* Q: LATIGRAPH_KERNELS with positions, 0 without */
    int statistics; /* q */
    int properties; /* P */
    latigraph_weights_t weights;
} latigraph_config_t;

/* What a circuit looks like to the model: arrays only. */
typedef struct {
    int n, m;
    const latigraph_circuit_t *circuit; /* edges are read from here; NULL: node data only */
    real_t *condition;                  /* (n, a) */
    real_t *feature;                    /* (n, features) s_i of the encoder; NULL without edges */
    real_t *statistic;                  /* (q) standardised, clamped to ±5; NULL without edges */
    real_t *property; /* (P) standardised properties, NaN where not defined; NULL if not given */
    real_t *position; /* (n, dims) in units of the length scale; NULL without */
    guchar *placed;   /* (n) is the position known? NULL without */
    int dims;
    int plane[2]; /* conditions that hold the two lateral coordinates, −1 without an axis */
    latigraph_slab_t slab; /* where the arrays lie that were moved by latigraph_example_spill() */
} latigraph_example_t;

/* Decoded rates of one circuit. */
typedef struct {
    int n;
    real_t *node;            /* (n, 4r + 2): l, ρ, p, q (r each), b, c of each node */
    real_t *global;          /* (3 + 2Q): g₀, g₁, k^λ (Q), k^μ (Q), g₂ */
    real_t *log_rate;        /* (n, n) S_ij = ln λ_ij, clamped; the diagonal is meaningless */
    real_t *log_mutual;      /* (n, n) T_ij = ln μ_ij, symmetric, clamped; diagonal meaningless */
    double anti_reciprocity; /* δ in [0, 1): how often one of two one-way edges is lost */
    real_t *weight; /* (n, 2): sender and receiver effects on ln weight; NULL without weights */
} latigraph_rates_t;

typedef struct latigraph_vocabulary_t latigraph_vocabulary_t;
typedef struct latigraph_parameters_t latigraph_parameters_t;
struct latigraph_node_law_t;

typedef struct {
    int count;                              /* directions */
    char **property;                        /* (count) names, NULL-terminated */
    double *weight;                         /* (count, dz) ridge weights */
    double *step;                           /* (count, dz) the step that adds one SD */
    double *intercept, *mean, *sd, *r2, *p; /* (count) */
    int *scored;                            /* (count) */
} latigraph_direction_table_t;

/* Circuits of one connectome or folder, of which several were fitted together. The model does not
 * see the group; it is known how the codes of each are distributed. */
typedef struct {
    int count;          /* groups; 0: none were told apart */
    char **name;        /* (count), NULL-terminated */
    int *circuits;      /* (count) of the training circuits */
    int *neurons;       /* (count) distinct ones in these */
    double *mean;       /* (count, dz) of the codes */
    double *covariance; /* (count, dz, dz): cov of means + mean posterior variance */
} latigraph_group_table_t;

/* More are not kept: then a group says no more than a circuit. */
enum { LATIGRAPH_GROUPS_MAX = 64 };

/* Zeroed groups. On error the table is to be cleared too. */
igraph_error_t latigraph_group_table_init(latigraph_group_table_t *table, int count, int width);
void latigraph_group_table_clear(latigraph_group_table_t *table);
/* The number of the group of that name; an error that lists those that there are. */
igraph_error_t latigraph_group_find(const latigraph_model_t *model, const char *name, int *group);

/* Numbers a direction besides weight and step, as a model file holds them. */
enum { LATIGRAPH_DIRECTION_FIGURES = 6 };

/* Room for `rows` directions; none are there yet. On error the table is to be cleared too. */
igraph_error_t latigraph_direction_table_init(latigraph_direction_table_t *table, int rows,
                                              int width);
void latigraph_direction_table_clear(latigraph_direction_table_t *table);
/* The row of a property, or −1. */
int latigraph_direction_table_find(const latigraph_direction_table_t *table, const char *property);

struct latigraph_model_t {
    latigraph_config_t config;
    latigraph_vocabulary_t *vocabulary;
    latigraph_parameters_t *parameters; /* the model */
    latigraph_parameters_t *baseline;   /* node data alone (no codes); same decoder */

    double *statistic_mean, *statistic_sd; /* (q) over training circuits */
    char **property_name;                  /* (P), NULL-terminated */
    double *property_mean, *property_sd;   /* (P) over training circuits */

    double *code_mean;       /* (dz) density of the training codes */
    double *code_covariance; /* (dz, dz): cov of means + mean posterior variance */
    double *code_noise;      /* (dz) mean posterior variance; NULL in files that do not tell it */
    struct latigraph_node_law_t *node_law; /* of node data given a code (model/node_law.h) */
    double size_min, size_mean, size_max;  /* neurons of the training circuits */

    latigraph_direction_table_t directions;
    latigraph_group_table_t groups;
    GHashTable *neurons; /* set of "connectome/neuron" digests of training circuits: gint64 keys */
    char *card;          /* JSON object of texts: what people say about it; NULL: nothing */
    char *provenance;    /* JSON object: how the fit was made (options, data, figures) */
};

/* --- Examples ----------------------------------------------------------- */

/* Turns a circuit into what the model sees. With `edges` false only the node data are used.
 * Columns the circuit lacks, levels the vocabulary lacks and missing values count as not known. */
igraph_error_t latigraph_example_create(latigraph_example_t **example,
                                        const latigraph_model_t *model,
                                        const latigraph_circuit_t *circuit, igraph_bool_t edges);
/* Moves what an example holds into the store of its circuit, if that is in one. */
igraph_error_t latigraph_example_spill(latigraph_example_t *example,
                                       const latigraph_config_t *config);
void latigraph_example_destroy(latigraph_example_t *example);

/* --- The networks, one circuit at a time -------------------------------- */

/* Scratch memory for circuits of up to n_max neurons; one a thread. NULL when out of memory. Lean:
 * O(n), without what the rates of all pairs need, so not for latigraph_model_decode() and
 * latigraph_model_decode_node_data(). */
typedef struct latigraph_scratch_t latigraph_scratch_t;
latigraph_scratch_t *latigraph_scratch_create(const latigraph_config_t *config, int n_max);
latigraph_scratch_t *latigraph_scratch_create_lean(const latigraph_config_t *config, int n_max);
void latigraph_scratch_destroy(latigraph_scratch_t *scratch);

/* These functions work on arrays, call no igraph and allocate nothing; safe in worker threads. */

/* q(z | circuit): mean and ln variance, (dz) each. */
void latigraph_model_encode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, real_t *mean, real_t *log_variance);
/* q(u | circuit, z): (n, du) each; uses the same encoder pass, so call it after
 * latigraph_model_encode() with the same example and scratch. */
void latigraph_model_encode_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z, real_t *mean, real_t *log_variance);
/* Improves q(u) of one circuit beyond what the encoder guesses, by `steps` of gradient descent on
 * −ln P(edges) + kl_weight · KL(q(u) ‖ p(u)), which is −ELBO for weight 1, with the decoder held
 * and z ~ N(z_mean, e^z_log_variance) (a semi-amortised posterior: Kim, Wiseman, Miller, Sontag,
 * Rush, ICML 2018). mean and log_variance (n, du) are read and written; noise comes from the
 * stream. Any q(u) gives valid bits; a better one gives fewer. Ends early when `cancel` (or NULL)
 * says so. */
void latigraph_model_refine_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z_mean, const real_t *z_log_variance, int steps,
                                  double kl_weight, latigraph_stream_t *stream, real_t *mean,
                                  real_t *log_variance, latigraph_cancel_t *cancel);
/* p(u | node data, z): (n, du) each. */
void latigraph_model_prior_nodes(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_scratch_t *scratch, const real_t *z, real_t *mean,
                                 real_t *log_variance);
/* Rates given codes; arrays of `rates` stay owned by the scratch and valid until its next use. */
void latigraph_model_decode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, const real_t *z, const real_t *u,
                            latigraph_rates_t *rates);
/* The same from the baseline without codes, which sees the node data alone. */
void latigraph_model_decode_node_data(const latigraph_model_t *model,
                                      const latigraph_example_t *example,
                                      latigraph_scratch_t *scratch, latigraph_rates_t *rates);
/* ln P(edges | rates) of the example's circuit, in nats (double sums). */
double latigraph_log_likelihood(const latigraph_example_t *example, const latigraph_rates_t *rates);
/* Σ ln P(weights | edges, rates), in nats; 0 without a weight model. */
double latigraph_weight_log_likelihood(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       const latigraph_rates_t *rates);
/* P(edge i → j) = 1 − e^(−λ_ij − μ_ij) − δ/2 e^−μ_ij (1 − e^−λ_ij) (1 − e^−λ_ji) into p (count, n),
 * rows i from `first` on; zero on the diagonal. */
void latigraph_edge_probabilities(const latigraph_rates_t *rates, int first, int count, real_t *p);
/* KL(N(mean, e^log_variance) ‖ N(prior_mean, e^prior_log_variance)), nats, over `size` dimensions;
 * NULL prior: standard normal. */
double latigraph_gaussian_kl(const real_t *mean, const real_t *log_variance,
                             const real_t *prior_mean, const real_t *prior_log_variance, int size);

/* The model's parameters of weights given edges: ln w ≈ g + s_i + t_j + γ ln λ_ij, dispersion. */
typedef struct {
    double intercept, slope; /* g, γ */
    double dispersion;       /* counts: size φ of the negative binomial; continuous: SD of ln w */
} latigraph_weight_law_t;
latigraph_weight_law_t latigraph_model_weight_law(const latigraph_model_t *model);

/* --- Statistics --------------------------------------------------------- */

/* The q statistics fed to the encoder and controlled by steering. */
enum {
    LATIGRAPH_STATISTIC_LOG_DENSITY,
    LATIGRAPH_STATISTIC_RECIPROCITY,
    LATIGRAPH_STATISTIC_OUT_CV, /* ½ ln(CV² + LATIGRAPH_CV_FLOOR) */
    LATIGRAPH_STATISTIC_IN_CV,
    LATIGRAPH_STATISTIC_IN_OUT_CORRELATION,
    LATIGRAPH_STATISTIC_TRANSITIVITY,
    /* tr(D³) / (tr(D³) + Σ_ij (D²)_ij D_ij), D the edges without an edge back: share of
     * three-cycles (030C) among closed directed paths, ½ if directions are random. */
    LATIGRAPH_STATISTIC_CYCLIC_SHARE,
    LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES, /* share of triangles without a mutual edge */
    LATIGRAPH_STATISTIC_ASSORTATIVITY, /* over edges, sender's out-degree and receiver's in-degree
                                        */
    LATIGRAPH_STATISTIC_NO_INPUT,      /* share of neurons with in-degree 0 */
    LATIGRAPH_STATISTIC_NO_OUTPUT,     /* share of neurons with out-degree 0 */
    LATIGRAPH_STATISTIC_EDGE_LENGTH,   /* in units of the length scale; only with positions */
    LATIGRAPH_STATISTICS_MAX
};
/* Keeps ln CV finite: added to CV². */
#define LATIGRAPH_CV_FLOOR 1e-4
/* With a weight model the mean ln weight follows as one more. */
int latigraph_statistic_count(igraph_bool_t positions, igraph_bool_t weights);
/* Statistics that stand in the code. */
static inline int latigraph_told_statistics(const latigraph_config_t *config) {
    return MIN(config->code, config->statistics);
}
/* The statistics of a circuit, raw; edge lengths in length scales (length_scale = 0: no positions).
 * NaN where not defined. O(Σ degree²). */
igraph_error_t latigraph_circuit_statistics(const latigraph_circuit_t *circuit, double length_scale,
                                            igraph_bool_t weights, double *out);
/* The same without the weights, on arrays alone, for worker threads: of the circuit only edges and
 * positions are read. Room: start (n + 1), to (2 m). */
void latigraph_statistics_of(const latigraph_circuit_t *circuit, double length_scale, int *start,
                             int *to, double *out);

/* Length of one unit of the model's positions in the unit of its node data (0 without). */
double latigraph_model_length_scale(const latigraph_model_t *model);

/* --- Training (model/train.c) ------------------------------------------- */

struct latigraph_fit_options_t {
    int steps, batch, hidden, code, node_code, rank, layers, threads, baseline_steps;
    int all_pairs, draws;
    double rate, clip, head_noise, kl_weight, kl_start, kl_warmup, mask, checkpoint_seconds;
    igraph_uint_t seed;
    char *node_data;  /* "auto", "all", "none" or names, comma-separated */
    char *checkpoint; /* path, "" for none */
    int resume;
};

/* The options that bear on the result, as "name=value" lines. Free with g_free(). */
char *latigraph_fit_options_describe(const latigraph_fit_options_t *options);

/* Trains model->parameters and model->baseline on `circuits`, whose raw properties stand in
 * `properties` (one row a circuit; names in property_names, NULL-terminated); watches
 * `validation`. On success *model is complete but for the code density, law of node data and
 * directions. */
igraph_error_t latigraph_train(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                               const igraph_matrix_t *properties, const char *const *property_names,
                               const latigraph_circuit_list_t *validation,
                               const latigraph_fit_options_t *options);

/* Refuses circuits with positions in another unit than the model's, and warns of node data that the
 * model was fitted with and none of the circuits has. O(neurons). */
igraph_error_t latigraph_model_check_node_data(const latigraph_model_t *model,
                                               const latigraph_circuit_list_t *circuits);
/* The same for one circuit, which may be NULL. */
igraph_error_t latigraph_model_check_like(const latigraph_model_t *model,
                                          const latigraph_circuit_t *like);

#endif
