/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_MODEL_INTERNAL_H
#define LATIGRAPH_MODEL_INTERNAL_H

#include "base/map.h"
#include "base/random.h"
#include "base/real.h"
#include "base/cancel.h"
#include "circuit/circuit.h"

#include <glib.h>
#include <latigraph/model.h>

/* The model in memory, the networks for inference, the statistics, and training. Symbols are those
 * of doc/model.md: a conditions, h hidden, dz code, du node code, r rank, Q kernel widths, q
 * statistics, P properties. */

/* Number of Gaussians of the distance kernel (kernel.h). */
enum { LATIGRAPH_KERNELS = 6 };
/* Number of those whose widths are free; the others have halves and a quarter of these. */
enum { LATIGRAPH_KERNEL_DECAYS = 3 };

typedef enum {
    LATIGRAPH_WEIGHTS_NONE,
    LATIGRAPH_WEIGHTS_COUNTS,         /* 1 + negative binomial; only models of earlier versions */
    LATIGRAPH_WEIGHTS_CONTINUOUS,     /* log-normal; only models of earlier versions */
    LATIGRAPH_WEIGHTS_ROUNDED,        /* rounded log-normal counts that depend on the pair */
    LATIGRAPH_WEIGHTS_PAIR_CONTINUOUS /* log-normal weights that depend on the pair */
} latigraph_weights_t;

/* Whether the weights are counts of 1 and more. */
static inline gboolean latigraph_weights_are_counts(latigraph_weights_t kind) {
    return kind == LATIGRAPH_WEIGHTS_COUNTS || kind == LATIGRAPH_WEIGHTS_ROUNDED;
}
/* Whether the weight of an edge depends on whether the edge is mutual. */
static inline gboolean latigraph_weights_see_pairs(latigraph_weights_t kind) {
    return kind >= LATIGRAPH_WEIGHTS_ROUNDED;
}
/* Number of parameters of the law: g, γ, dispersion, and those that depend on the pair. */
enum { LATIGRAPH_WEIGHT_LAW_MAX = 6 };
static inline int latigraph_weight_law_size(latigraph_weights_t kind) {
    return latigraph_weights_see_pairs(kind) ? LATIGRAPH_WEIGHT_LAW_MAX : 3;
}

/* Sizes that determine which parameters exist. */
typedef struct {
    int conditions; /* a: width of the conditions of a neuron */
    int features;   /* width of the encoder's features of a neuron */
    int hidden;     /* h */
    int code;    /* dz; 0 in the baseline without codes. The means of its first coordinates are the
                    statistics, as many as fit. */
    int closure; /* statistics of closure among the last coordinates of the code, which the
                    networks do not read; 0: no closure stage */
    int node_code;  /* du; 0 in the baseline without codes */
    int rank;       /* r */
    int layers;     /* L */
    int kernels;    /* Q: LATIGRAPH_KERNELS with positions, 0 without */
    int statistics; /* q */
    int properties; /* P */
    latigraph_weights_t weights;
    /* Widths of the Gaussians 3, 4 and 5 of the kernel, in the unit of positions, and 1/2s² of each
     * in length scales. They are 0 in models of earlier versions, whose widths are fixed shares of
     * the length scale. */
    double kernel_width[LATIGRAPH_KERNEL_DECAYS];
    real_t kernel_decay[LATIGRAPH_KERNEL_DECAYS];
} latigraph_config_t;

/* A circuit in the form that the networks read: arrays only. */
typedef struct {
    int n, m;
    const latigraph_circuit_t *circuit; /* source of the edges; NULL if only node data are used */
    real_t *condition;                  /* (n, a) */
    real_t *feature;                    /* (n, features) s_i of the encoder; NULL without edges */
    real_t *statistic;                  /* (q) standardised, clamped to ±5; NULL without edges */
    real_t *closure;                    /* statistics of closure, likewise; NULL if not coded */
    real_t *property; /* (P) standardised properties, NaN if not defined; NULL if not given */
    real_t *position; /* (n, dims) in length scales; NULL without positions */
    guchar *placed;   /* (n) whether the position is known; NULL without positions */
    int dims;
    int plane[2];          /* conditions with the two lateral coordinates; −1 without an axis */
    latigraph_slab_t slab; /* memory of the arrays after latigraph_example_spill() */
} latigraph_example_t;

/* Decoded rates of one circuit. */
typedef struct {
    int n;
    real_t *node;            /* (n, 4r + 2): l, ρ, p, q (r each), b, c of each neuron */
    real_t *global;          /* (3 + 2Q): g₀, g₁, k^λ (Q), k^μ (Q), g₂ */
    real_t *log_rate;        /* (n, n) S_ij = ln λ_ij, clamped; ignore the diagonal */
    real_t *log_mutual;      /* (n, n) T_ij = ln μ_ij, symmetric, clamped; ignore the diagonal */
    double anti_reciprocity; /* δ in [0, 1): probability that one of two one-way edges is lost */
    real_t *weight; /* (n, 2): sender and receiver effects on ln weight; NULL if unweighted */
} latigraph_rates_t;

typedef struct latigraph_vocabulary_t latigraph_vocabulary_t;
typedef struct latigraph_parameters_t latigraph_parameters_t;
struct latigraph_node_law_t;

typedef struct {
    int count;                              /* number of directions */
    char **property;                        /* (count) names, NULL-terminated */
    double *weight;                         /* (count, dz) ridge weights */
    double *step;                           /* (count, dz) the change of code that adds one SD */
    double *intercept, *mean, *sd, *r2, *p; /* (count) */
    int *scored;                            /* (count) circuits with a score */
} latigraph_direction_table_t;

/* Groups of circuits, one per connectome or folder, that were fitted together. The networks do not
 * see the group. The table stores the distribution of the codes of each. */
typedef struct {
    int count;          /* number of groups; 0 if the circuits were not grouped */
    char **name;        /* (count), NULL-terminated */
    int *circuits;      /* (count) number of training circuits */
    int *neurons;       /* (count) distinct neurons in these circuits */
    double *mean;       /* (count, dz) mean of the codes */
    double *covariance; /* (count, dz, dz) covariance of the posterior means + mean posterior
                           variance */
} latigraph_group_table_t;

/* Largest number of groups that are stored. Beyond it a group is hardly more informative than a
 * circuit. */
enum { LATIGRAPH_GROUPS_MAX = 64 };

/* Allocates zeroed groups. On error the caller still clears the table. */
igraph_error_t latigraph_group_table_init(latigraph_group_table_t *table, int count, int width);
void latigraph_group_table_clear(latigraph_group_table_t *table);
/* Gets the number of the group called `name`. An unknown name raises an error that lists the
 * groups. */
igraph_error_t latigraph_group_find(const latigraph_model_t *model, const char *name, int *group);

/* Numbers per direction besides weight and step in a model file. */
enum { LATIGRAPH_DIRECTION_FIGURES = 6 };

/* Allocates `rows` directions and sets their count to 0. On error the caller still clears the
 * table. */
igraph_error_t latigraph_direction_table_init(latigraph_direction_table_t *table, int rows,
                                              int width);
void latigraph_direction_table_clear(latigraph_direction_table_t *table);
/* Returns the row of a property, or −1. */
int latigraph_direction_table_find(const latigraph_direction_table_t *table, const char *property);

/* Statistics of closure, which a circuit of independent dyads cannot have: the last coordinates of
 * the code (closure.c). The closure stage of the generation meets them. */
enum {
    LATIGRAPH_CLOSURE_LOCAL,    /* local clustering, as the property of this name */
    LATIGRAPH_CLOSURE_DAMPED,   /* mean of t / (d (d − 1) / 2 + 5), t triangles and d partners */
    LATIGRAPH_CLOSURE_PARTNERS, /* mean of 1 − (1 − 1/e)^s over pairs, s shared partners */
    LATIGRAPH_CLOSURE_TRIADS,   /* shares of 120D, 120U, 120C and 210 among triangles */
    LATIGRAPH_CLOSURE_STATISTICS = LATIGRAPH_CLOSURE_TRIADS + 4
};

/* Scales by which they are standardised. */
typedef struct {
    double mean[LATIGRAPH_CLOSURE_STATISTICS], sd[LATIGRAPH_CLOSURE_STATISTICS];
} latigraph_closure_scales_t;

/* Returns the name of a statistic of closure. */
const char *latigraph_closure_name(int k);
/* Measures them in a circuit. O(Σ degree²). */
igraph_error_t latigraph_closure_statistics(const latigraph_circuit_t *circuit,
                                            double out[LATIGRAPH_CLOSURE_STATISTICS]);
/* Learns their scales from the training circuits, and appends them to the code of a model that was
 * trained without. */
igraph_error_t latigraph_closure_learn(latigraph_model_t *model,
                                       const latigraph_circuit_list_t *circuits);

struct latigraph_model_t {
    latigraph_config_t config;
    latigraph_vocabulary_t *vocabulary;
    latigraph_parameters_t *parameters; /* parameters of the model */
    latigraph_parameters_t
        *baseline; /* parameters of the baseline, which sees node data alone and has no codes */

    double *statistic_mean, *statistic_sd; /* (q) over training circuits */
    char **property_name;                  /* (P), NULL-terminated */
    double *property_mean, *property_sd;   /* (P) over training circuits */

    double *code_mean; /* (dz) mean of the training codes */
    double
        *code_covariance; /* (dz, dz) covariance of the posterior means + mean posterior variance */
    double *code_noise;   /* (dz) mean posterior variance; NULL if the file does not store it */
    struct latigraph_node_law_t *node_law; /* distribution of node data given a code (node_law.h) */
    double size_min, size_mean, size_max;  /* numbers of neurons of the training circuits */

    latigraph_direction_table_t directions;
    latigraph_group_table_t groups;
    latigraph_closure_scales_t closure;
    latigraph_map_t neurons; /* digests of "connectome/neuron" of the training circuits: integers */
    latigraph_map_t names;   /* digests of "/neuron" where the connectome is not stated */
    latigraph_map_t identities; /* digests of "/identity" across connectomes */
    char *card;       /* JSON object of texts that people wrote about the model; NULL if none */
    char *provenance; /* JSON object: how the fit was made (options, data, results) */
};

/* Hexadecimal digits of a model's digest. */
enum { LATIGRAPH_DIGEST_LENGTH = 16 };
/* Writes the digest of a model, see latigraph_model_digest(). O(parameters). */
void latigraph_model_digest_text(const latigraph_model_t *model,
                                 char text[LATIGRAPH_DIGEST_LENGTH + 1]);

/* --- Examples ----------------------------------------------------------- */

/* Converts a circuit to the form that the networks read. With `edges` false only the node data are
 * used. A column that the circuit lacks, a level that the vocabulary lacks and a missing value
 * count as not known. */
igraph_error_t latigraph_example_create(latigraph_example_t **example,
                                        const latigraph_model_t *model,
                                        const latigraph_circuit_t *circuit, igraph_bool_t edges);
/* Moves the arrays of an example to the store of its circuit, if the circuit is in one. */
igraph_error_t latigraph_example_spill(latigraph_example_t *example,
                                       const latigraph_config_t *config);
void latigraph_example_destroy(latigraph_example_t *example);

/* --- The networks, one circuit at a time -------------------------------- */

/* Scratch memory for circuits of up to n_max neurons, one per thread. Returns NULL if there is not
 * enough memory. The lean variant takes O(n) memory and lacks the arrays of all pairs, so
 * latigraph_model_decode() cannot use it. */
typedef struct latigraph_scratch_t latigraph_scratch_t;
latigraph_scratch_t *latigraph_scratch_create(const latigraph_config_t *config, int n_max);
latigraph_scratch_t *latigraph_scratch_create_lean(const latigraph_config_t *config, int n_max);
void latigraph_scratch_destroy(latigraph_scratch_t *scratch);
/* Returns the bytes of a lean scratch for n_max neurons. */
double latigraph_scratch_bytes(const latigraph_config_t *config, int n_max);

/* The functions below work on arrays, call no igraph function and allocate nothing, so worker
 * threads may call them. */

/* Computes q(z | circuit): mean and log variance, (dz) each. */
void latigraph_model_encode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, real_t *mean, real_t *log_variance);
/* Computes q(u | circuit, z): mean and log variance, (n, du) each. It uses the encoder pass of
 * latigraph_model_encode(), which must have been called last with the same example and scratch. */
void latigraph_model_encode_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z, real_t *mean, real_t *log_variance);
/* Improves q(u) of one circuit beyond the encoder's estimate by `steps` of gradient descent on −ln
 * P(edges) + kl_weight · KL(q(u) ‖ p(u)), which is −ELBO for weight 1. The decoder and z ~
 * N(z_mean, e^z_log_variance) are held (semi-amortised inference: Kim, Wiseman, Miller, Sontag,
 * Rush, ICML 2018). Any q(u) gives valid bits; a better one gives fewer.
 *
 * mean and log_variance (n, du) are read and overwritten; the stream gives the noise. The function
 * reports its progress to `cancel` (or NULL), and returns early if it is set. */
void latigraph_model_refine_nodes(const latigraph_model_t *model,
                                  const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  const real_t *z_mean, const real_t *z_log_variance, int steps,
                                  double kl_weight, latigraph_stream_t *stream, real_t *mean,
                                  real_t *log_variance, latigraph_cancel_t *cancel);
/* A fit and a refinement visit all pairs of circuits of up to so many neurons, and draw pairs of
 * larger ones: so many per neuron. For a fit they are the defaults of options. */
#define LATIGRAPH_FIT_ALL_PAIRS 3000
#define LATIGRAPH_FIT_DRAWS 100
/* Computes p(u | node data, z): mean and log variance, (n, du) each. */
void latigraph_model_prior_nodes(const latigraph_model_t *model, const latigraph_example_t *example,
                                 latigraph_scratch_t *scratch, const real_t *z, real_t *mean,
                                 real_t *log_variance);
/* Decodes the rates from codes. The arrays of `rates` belong to the scratch and are valid until
 * its next use. */
void latigraph_model_decode(const latigraph_model_t *model, const latigraph_example_t *example,
                            latigraph_scratch_t *scratch, const real_t *z, const real_t *u,
                            latigraph_rates_t *rates);
/* Returns KL(N(mean, e^log_variance) ‖ N(prior_mean, e^prior_log_variance)) in nats over `size`
 * dimensions. A NULL prior is the standard normal. */
double latigraph_gaussian_kl(const real_t *mean, const real_t *log_variance,
                             const real_t *prior_mean, const real_t *prior_log_variance, int size);

/* --- Pairs of a decoded circuit ------------------------------------------
 *
 * −ln P(edges) is the sum of the rates λ_ij + λ_ji + μ_ij over all dyads and a correction for each
 * dyad with an edge (dyads.h). The sum is computed in blocks of dyads, which threads can share, or
 * estimated from drawn pairs. All functions read what the scratch was decoded to last. `room` is
 * memory of latigraph_pair_room() numbers per thread. */

/* Decodes codes, or the baseline without codes, which sees the node data alone. No rates of pairs
 * are computed, so that a lean scratch suffices. */
void latigraph_model_decode_neurons(const latigraph_model_t *model,
                                    const latigraph_example_t *example,
                                    latigraph_scratch_t *scratch, const real_t *z, const real_t *u);
void latigraph_model_decode_node_data(const latigraph_model_t *model,
                                      const latigraph_example_t *example,
                                      latigraph_scratch_t *scratch);
/* Returns false if decoded numbers are undefined or beyond 10⁶, as in a fit that has diverged.
 * Nothing that depends on the pairs is defined then. */
igraph_bool_t latigraph_decoded_is_moderate(const latigraph_scratch_t *scratch);
/* Returns the number of blocks of a circuit of n neurons. */
int latigraph_pair_blocks(int n);
ptrdiff_t latigraph_pair_room(const latigraph_config_t *config, int n, igraph_bool_t drawn);
/* Returns the sum of the rates over the dyads of a block. O(n r) for each sender. */
double latigraph_block_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int block, real_t *room);
/* Gets P(i → j) and P(j → i) for `count` neurons j from `first` on, all above i. */
typedef void latigraph_visit_pairs_t(void *data, int i, int first, int count, const real_t *forward,
                                     const real_t *backward);
/* Calls `visit` for all dyads of a block. */
void latigraph_block_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                   int block, real_t *room, latigraph_visit_pairs_t *visit,
                                   void *data);
/* Returns an unbiased estimate of the sum of the rates over all dyads, from about `draws` pairs per
 * neuron. `uniform` (2n) holds independent numbers in [0, 1). */
double latigraph_drawn_rates(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                             int draws, const double *uniform, real_t *room);
/* Computes P(i → j) = 1 − e^(−λ_ij − μ_ij) − δ/2 e^−μ_ij (1 − e^−λ_ij) (1 − e^−λ_ji) of `count`
 * ordered pairs. */
void latigraph_pair_probabilities(const latigraph_example_t *example, latigraph_scratch_t *scratch,
                                  int count, const int *from, const int *to, real_t *p);
/* Returns −ln P(edges) in nats less the sum of the rates over all dyads. O(m r). */
double latigraph_edge_corrections(const latigraph_example_t *example, latigraph_scratch_t *scratch);
/* Returns Σ ln P(weights | edges) in nats; 0 without a weight model or weights. */
double latigraph_weight_log_likelihood(const latigraph_model_t *model,
                                       const latigraph_example_t *example,
                                       latigraph_scratch_t *scratch);

/* Distribution of weights given edges: ln w ≈ g + s_i + t_j + γ ln λ_ij, with a dispersion. */
typedef struct {
    double intercept, slope;          /* g, γ */
    double dispersion;                /* size φ of the negative binomial, or SD of ln w */
    double mutual, mutual_dispersion; /* shift and SD of ln w of mutual edges */
    double correlation;               /* correlation of ln w within mutual pairs, 0 or more */
} latigraph_weight_law_t;
latigraph_weight_law_t latigraph_model_weight_law(const latigraph_model_t *model);

/* --- Statistics --------------------------------------------------------- */

/* The q statistics that the encoder reads and steering controls. */
enum {
    LATIGRAPH_STATISTIC_LOG_DENSITY,
    LATIGRAPH_STATISTIC_RECIPROCITY,
    LATIGRAPH_STATISTIC_OUT_CV, /* ½ ln(CV² + LATIGRAPH_CV_FLOOR) */
    LATIGRAPH_STATISTIC_IN_CV,
    LATIGRAPH_STATISTIC_IN_OUT_CORRELATION,
    LATIGRAPH_STATISTIC_TRANSITIVITY,
    /* tr(D³) / (tr(D³) + Σ_ij (D²)_ij D_ij) with D the edges without an edge back. It is the share
     * of three-cycles (030C) among closed directed paths, ½ if directions are random. */
    LATIGRAPH_STATISTIC_CYCLIC_SHARE,
    LATIGRAPH_STATISTIC_ONE_WAY_TRIANGLES, /* share of triangles without a mutual edge */
    LATIGRAPH_STATISTIC_ASSORTATIVITY, /* correlation over edges of the sender's out-degree and the
                                          receiver's in-degree */
    LATIGRAPH_STATISTIC_NO_INPUT,      /* share of neurons with in-degree 0 */
    LATIGRAPH_STATISTIC_NO_OUTPUT,     /* share of neurons with out-degree 0 */
    LATIGRAPH_STATISTIC_EDGE_LENGTH,   /* mean, in units of the length scale; only with positions */
    LATIGRAPH_STATISTICS_MAX
};
/* Added to CV² so that ln CV stays finite. */
#define LATIGRAPH_CV_FLOOR 1e-4
/* Number of statistics. A weight model adds the mean ln weight at the end. */
int latigraph_statistic_count(igraph_bool_t positions, igraph_bool_t weights);
/* Number of coordinates of the code that the networks read: all but the statistics of closure. */
static inline int latigraph_network_code(const latigraph_config_t *config) {
    return config->code - config->closure;
}
/* Number of statistics that are the first coordinates of the code. */
static inline int latigraph_coded_statistics(const latigraph_config_t *config) {
    return MIN(latigraph_network_code(config), config->statistics);
}
/* Returns the name of the statistic in coordinate k of the code; NULL if it holds none. */
const char *latigraph_coded_statistic_name(const latigraph_model_t *model, igraph_integer_t k);
/* Computes the statistics of a circuit, not standardised and NaN if not defined. Edge lengths are
 * in length scales; length_scale = 0 means no positions. O(n + m √m). */
igraph_error_t latigraph_circuit_statistics(const latigraph_circuit_t *circuit, double length_scale,
                                            igraph_bool_t weights, double *out);
/* Computes the statistics except the mean ln weight on arrays alone, for worker threads. Only
 * edges and positions of the circuit are read. The scratch has latigraph_triads_scratch() integers.
 * The values mean nothing if `cancel` (or NULL) is set. */
void latigraph_statistics_of(const latigraph_circuit_t *circuit, double length_scale, int *scratch,
                             latigraph_cancel_t *cancel, double *out);

/* Returns the length of one unit of the model's positions in the unit of its node data, or 0
 * without positions. */
double latigraph_model_length_scale(const latigraph_model_t *model);

/* --- Training (model/train.c) ------------------------------------------- */

/* Checkpoints of a fit that could not be written. The fit goes on without them. */
typedef struct {
    int count;
    char reason[512]; /* message of the last failure */
} latigraph_unsaved_t;

struct latigraph_fit_options_t {
    int steps, batch, hidden, code, node_code, rank, layers, threads, baseline_steps;
    int all_pairs, draws, closure;
    double rate, clip, head_noise, kl_weight, kl_start, kl_warmup, mask, checkpoint_seconds;
    igraph_uint_t seed;
    char *node_data;  /* "auto", "all", "none" or comma-separated names */
    char *checkpoint; /* path of the checkpoint; "" for none */
    int resume;
    latigraph_split_by_t split_by; /* splits validation circuits and folds */
    latigraph_unsaved_t *unsaved;  /* gets failures to write it; NULL: each is a warning */
};

/* Returns the options that affect the result, as "name=value" lines. Free them with g_free(). */
igraph_error_t latigraph_fit_options_describe(const latigraph_fit_options_t *options,
                                              char **described);

/* Raises IGRAPH_EFILE if the folder of a checkpoint does not exist. A long fit calls this before it
 * begins. */
igraph_error_t latigraph_checkpoint_check(const char *path);

/* Fits model->parameters and model->baseline to `circuits`. Their raw properties are the rows of
 * `properties`, named by property_names (NULL-terminated). The state with the fewest bits on
 * `validation` is kept. The result still lacks the density of codes, the law of node data and the
 * directions, which latent adds. */
igraph_error_t latigraph_train(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                               const igraph_matrix_t *properties, const char *const *property_names,
                               const latigraph_circuit_list_t *validation,
                               const latigraph_fit_options_t *options);

/* Raises an error if circuits have positions in another unit than the model's. Warns about node
 * data that the model was fitted with and no circuit has. O(neurons). */
igraph_error_t latigraph_model_check_node_data(const latigraph_model_t *model,
                                               const latigraph_circuit_list_t *circuits);
/* Does the same for one circuit, which may be NULL. */
igraph_error_t latigraph_model_check_like(const latigraph_model_t *model,
                                          const latigraph_circuit_t *like);

#endif
