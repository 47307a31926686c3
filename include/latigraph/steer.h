/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_STEER_H
#define LATIGRAPH_STEER_H

#include <latigraph/generate.h>
#include <latigraph/measure.h>

LATIGRAPH_BEGIN_C

/** The meaning of the value of a request. */
typedef enum {
    LATIGRAPH_TARGET_VALUE,   /**< the value itself: "reciprocity=0.2" */
    LATIGRAPH_TARGET_CHANGE,  /**< a change from the unsteered circuits: "reciprocity+=0.05" */
    LATIGRAPH_TARGET_PERCENT, /**< a change in percent of them: "density=+20%" */
    LATIGRAPH_TARGET_SD       /**< a change in SDs of the training circuits: "density=-0.5sd" */
} latigraph_target_kind_t;

/** One request: a property and the value it should take. */
typedef struct {
    igraph_integer_t property; /**< index into the table of properties, or beyond it the user's */
    igraph_real_t value;
    latigraph_target_kind_t kind;
} latigraph_target_t;

/** Parses "reciprocity=0.2", "reciprocity+=0.05", "density=-20%" or "density=+1sd". */
LATIGRAPH_EXPORT igraph_error_t latigraph_target_parse(const char *text,
                                                       const latigraph_callback_list_t *user,
                                                       latigraph_target_t *target);

/** Name of the property in such a text, without blanks. Returns NULL if the text has no "=" or
 *  memory is short. The caller frees the name with free(). */
LATIGRAPH_EXPORT char *latigraph_target_name(const char *text);

/** Quantities that steering changes to meet a request. */
typedef enum {
    LATIGRAPH_THROUGH_STATISTICS, /**< the statistics of the steering layer, exactly; other
                                     properties through them and the rest of the code */
    LATIGRAPH_THROUGH_CODE        /**< the code, along the model's direction of the property */
} latigraph_through_t;

/** The properties that are measured for the report. */
typedef enum {
    LATIGRAPH_REPORT_COMPARED, /**< properties by which sets are compared, those that are requested,
                                  kept or steered, and the user's */
    LATIGRAPH_REPORT_ALL       /**< all, which takes twice as long */
} latigraph_report_t;

typedef struct {
    const latigraph_target_t *targets;
    igraph_integer_t target_count;
    const igraph_integer_t *keep; /**< properties to hold besides the default set; statistics are
                                       held by the steering layer, others, and the user's, by the
                                       least change of the rest */
    igraph_integer_t keep_count;
    igraph_bool_t keep_only;         /**< hold nothing but \c keep; false: hold every statistic that
                                          steering controls, too */
    const igraph_integer_t *release; /**< statistics of the default set that may move */
    igraph_integer_t release_count;
    latigraph_through_t through;
    latigraph_report_t report;
    igraph_bool_t edit; /**< whether to keep as many edges of the given circuit as possible */
    const latigraph_callback_list_t *user; /**< properties of the user; NULL: none */
    latigraph_generate_options_t generate;
} latigraph_steer_options_t;

LATIGRAPH_EXPORT void latigraph_steer_options_init(latigraph_steer_options_t *options);

/** The method by which a request was met. */
typedef enum {
    LATIGRAPH_METHOD_LAYER,              /**< steering layer, exactly */
    LATIGRAPH_METHOD_LEAST_SIDE_EFFECTS, /**< least change of statistics that moves the
                                            property */
    LATIGRAPH_METHOD_CODE                /**< move along the model's direction of the property */
} latigraph_method_t;

/** The reason why a request was not met. */
typedef enum {
    LATIGRAPH_LIMIT_NONE,  /**< the request was met */
    LATIGRAPH_LIMIT_KEPT,  /**< properties that are held prevent it; without them it is met */
    LATIGRAPH_LIMIT_MODEL, /**< the model has no such circuits, whatever is released */
    LATIGRAPH_LIMIT_FAR    /**< it is farther away than steering goes */
} latigraph_limit_t;

/** The result of one request; values are in the property's unit. */
typedef struct {
    igraph_integer_t property;
    latigraph_method_t method;
    igraph_real_t asked;
    igraph_real_t start;     /**< mean of the unsteered reference circuits */
    igraph_real_t mean;      /**< mean of the generated circuits */
    igraph_real_t low, high; /**< 95 % interval of that mean (Student) */
    igraph_real_t sd;        /**< SD over the generated circuits */
    igraph_real_t expected;  /**< mean over many drawings of these circuits; NaN if the property is
                                  not one of the statistics */
    igraph_real_t residual;  /**< expected (or, if NaN, mean) minus asked, in SDs of the training
                                  circuits */
    igraph_bool_t reached;   /**< false: the result is the nearest that can be reached */
    latigraph_limit_t limit; /**< reason, if not reached */
    igraph_real_t
        released; /**< value that is reached if nothing is held; NaN if the request was met */
    igraph_real_t z_score; /**< asked minus the mean of the training circuits, in their SDs */
    igraph_real_t conditional_z_score; /**< z_score given the statistics that are held: among
                                            training circuits that have these values */
    igraph_real_t conditional_sd; /**< SD given the held statistics, as a share of the property's
                                     SD; NaN if the property is not one of the statistics */
} latigraph_achieved_t;

/** Effects of steering beyond the requests. P properties of the table and the user's, Q statistics
 *  in the code, D dimensions of the code. */
typedef struct {
    igraph_vector_t code;         /**< (D) code of the steered circuits */
    igraph_vector_t measured;     /**< (P) means over the circuits; NaN where not defined or not
                                       reported */
    igraph_vector_t side_effects; /**< (P) change of the mean against the reference, in SDs of the
                                  training circuits; NaN where no SD is known */
    igraph_vector_t side_effects_error; /**< (P) standard error, from pairs of circuits */
    igraph_vector_t moved; /**< (Q) requested change of the statistics, in SDs: 0 where held */
    igraph_vector_t released_moves;   /**< (Q) change of the statistics, in SDs, if nothing is held;
                                       empty   unless a request was not met */
    igraph_real_t least_side_effects; /**< mean |moved| over the statistics that are not requested:
                                         the least that the other properties need; 0 without such
                                         properties */
    igraph_real_t distance, distance_start; /**< distance of the code and of the start from the mean
                                               of the training codes: root mean square over
                                               dimensions, in SDs; 1 is typical */
    igraph_real_t tail; /**< share of codes, by the fitted Gaussian, that are farther out than the
                             code */
    igraph_real_t log_density, log_density_start; /**< ln density of the training codes there */
    igraph_real_t encoded; /**< distance of the mean code of the circuits, encoded again, from the
                              code that they were generated at, in the same measure */
    igraph_real_t kept_edges, added_edges,
        removed_edges;               /**< means over circuits; NaN without edit */
    latigraph_circuit_list_t before; /**< (N) unsteered circuits. The first ones have the node data
                                        and random numbers of the steered ones, in the same order.
                                        N may be larger than the number requested */
    igraph_matrix_t before_values;   /**< (N, P) properties of `before`; NaN where not reported */
    igraph_matrix_t values;          /**< (N, P) properties of the steered circuits */
    igraph_vector_bool_t to_hold;    /**< (P) whether the steering layer is to hold the property */
    igraph_vector_bool_t held; /**< (P) whether it does: the change of the property is at most 0.15
                                  SD, or twice its standard error if that is more; for other
                                  properties to hold see side_effects */
} latigraph_steering_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_steering_init(latigraph_steering_t *steering);
LATIGRAPH_EXPORT void latigraph_steering_destroy(latigraph_steering_t *steering);

/**
 * Generates circuits like \p like (or, if NULL, at the mean training code) whose properties take
 * asked values. \p achieved has room for one entry a target; \p steering (may be NULL) is
 * initialised.
 */
LATIGRAPH_EXPORT igraph_error_t latigraph_steer(const latigraph_model_t *model,
                                                latigraph_circuit_list_t *circuits,
                                                const latigraph_circuit_t *like,
                                                const latigraph_steer_options_t *options,
                                                latigraph_achieved_t *achieved,
                                                latigraph_steering_t *steering);

LATIGRAPH_END_C

#endif
