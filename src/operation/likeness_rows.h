/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_LIKENESS_ROWS_H
#define LATIGRAPH_OPERATION_LIKENESS_ROWS_H

#include "operation/rows.h"

#include <latigraph/measure.h>

/* Outputs of a comparison of generated with real circuits, which compare has once and evaluate
 * twice under different prefixes. They are empty or NaN until latigraph_fill_likeness() fills
 * them. */
typedef struct {
    latigraph_likeness_t all;
    latigraph_novelty_t novelty;
    igraph_real_t times_floor, real_neurons, generated_neurons; /* means */
    igraph_strvector_t property_names, generated_names, nearest_names;
    igraph_vector_t nearest_distance;
    igraph_matrix_t sizes, properties, property_summary, summary, weak_spots, triads;
} likeness_outputs_t;

/* The sets to compare, and how to compare them. */
typedef struct {
    const latigraph_circuit_list_t *real, *generated;
    latigraph_likeness_options_t options;
    latigraph_remarks_t *remarks;
    const char *sizes_output, *novelty_output, *uniqueness_output; /* subjects of remarks */
} likeness_task_t;

#define LIKENESS_ESTIMATE(name_)                                                                   \
    name_ "|" name_ "_low|" name_ "_high|" name_ "_floor|" name_ "_matched"
#define LIKENESS_PROPERTY_COLUMNS                                                                  \
    "real_count|real_mean|real_sd|generated_count|generated_mean|generated_sd|" LIKENESS_ESTIMATE( \
        "error") "|" LIKENESS_ESTIMATE("spread") "|" LIKENESS_ESTIMATE("shift") "|" LIKENESS_ESTIMATE("ks")
#define LIKENESS_SUMMARY                                                                           \
    "relative_error|shift|ks|out_degree_ks|in_degree_ks|triad_correlation|triad_difference|mmd|"   \
    "discrepancy|discrepancy_unseen"
#define LIKENESS_SIZES                                                                             \
    "real_neurons|generated_neurons|real_edges|generated_edges|real_density|generated_density"
#define LIKENESS_WEAK_SPOTS                                                                        \
    "out-degree-cv, SD|in-degree-cv, SD|assortativity, mean|transitivity, mean|"                   \
    "modularity, mean|feed-forward-excess, mean"
#define LIKENESS_TRIADS "003|012|102|021D|021U|021C|111D|111U|030T|030C|201|120D|120U|120C|210|300"
#define LIKENESS_NO_PROPERTY "the property is not defined in one of the sets"
#define LIKENESS_NO_INTERVAL                                                                       \
    "the circuits amount to fewer than 1.5 circuits without common neurons (or animals, see "      \
    "split_by), what is compared is not defined, or size_free leaves degrees aside"
#define LIKENESS_NOT_ASKED "nothing was compared"
#define LIKENESS_RARE "size_free leaves aside classes with fewer than five triads per circuit"
#define LIKENESS_NO_DENSITY "the density needs circuits of two neurons or more"
#define LIKENESS_ALL_COPIES "nothing was compared, or all real circuits are copies of one"

/* The field is a member of latigraph_likeness_options_t. */
#define OPTION_FINE(field_)                                                                        \
    OPTION("fine", BOOLEAN, field_, "false",                                                       \
           "Also compare fine descriptors, in all figures: clustering by degree, cores, singular " \
           "values, distances of pairs, weights of mutual pairs, strengths and space.")

/* `prefix_` is a string, "" or one that ends in "_"; `head_` comes before titles, as "generated: ";
 * `field_` is a likeness_outputs_t of the result; `counts_` shows the numbers of circuits as
 * headlines or is 0. */
#define OUTPUTS_LIKENESS(prefix_, head_, field_, counts_)                                          \
    OUTPUT(                                                                                        \
        prefix_ "real_neurons", REAL, field_.real_neurons,                                         \
        "Mean number of neurons of the real circuits.", .title = head_ "neurons per real circuit", \
        .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),  \
        OUTPUT(prefix_ "generated_neurons", REAL, field_.generated_neurons,                        \
               "Mean number of neurons of the generated circuits.",                                \
               .title = head_ "neurons per generated circuit",                                     \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(                                                                                    \
            prefix_ "sizes", MATRIX, field_.sizes,                                                 \
            "Neurons, edges and density (edges per ordered pair of neurons) of the circuits of "   \
            "both sets: mean, least and greatest.",                                                \
            .rows = LIKENESS_SIZES, .columns = "mean|low|high", .title = head_ "sizes",            \
            .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                                \
            .undefined = LIKENESS_NO_DENSITY),                                                     \
        OUTPUT(prefix_ "novelty", REAL, field_.novelty.novelty,                                    \
               "Share of generated circuits that are no permuted copy of a real circuit, and not " \
               "nearer to one than the two nearest real circuits that are no copies are to each "  \
               "other.",                                                                           \
               .title = head_ "novelty", .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,   \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "real_novelty", REAL, field_.novelty.real_novelty,                          \
               "Share of real circuits that are novel in this sense among the other real ones: "   \
               "what new circuits from the same source reach.",                                    \
               .title = head_ "novelty of real circuits",                                          \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "uniqueness", REAL, field_.novelty.uniqueness,                              \
               "Number of generated circuits of which none is a permuted copy of another, over "   \
               "that of all generated circuits.",                                                  \
               .title = head_ "uniqueness",                                                        \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "copies", REAL, field_.novelty.copies,                                      \
               "Share of generated circuits that are permuted copies of real ones.",               \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "near_copies", REAL, field_.novelty.near,                                   \
               "Share of generated circuits that are no copies, but nearer to a real circuit "     \
               "than real ones are to each other.",                                                \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "real_distance", REAL, field_.novelty.real_distance,                        \
               "Least distance of two real circuits that are no copies, from 0 to 1.",             \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_ALL_COPIES),                    \
        OUTPUT(prefix_ "compared_names", STRING_LIST, field_.generated_names,                      \
               "Names of the generated circuits that were compared."),                             \
        OUTPUT(prefix_ "nearest_names", STRING_LIST, field_.nearest_names,                         \
               "Name of the real circuit that is nearest to each generated one.",                  \
               .rows = prefix_ "compared_names"),                                                  \
        OUTPUT(prefix_ "nearest_distance", VECTOR, field_.nearest_distance,                        \
               "Distance of each generated circuit from that real one: the share of neurons "      \
               "without a counterpart of equal degrees, of equal partners, and of equal partners " \
               "of partners, on average. Copies have 0.",                                          \
               .rows = prefix_ "compared_names"),                                                  \
        OUTPUT(prefix_ "real_count", INTEGER, field_.all.real, "Number of real circuits.",         \
               .show = counts_, .title = "real circuits"),                                         \
        OUTPUT(prefix_ "generated_count", INTEGER, field_.all.generated,                           \
               "Number of generated circuits that were compared.", .show = counts_,                \
               .title = "generated circuits"),                                                     \
        OUTPUT(prefix_ "effective", REAL, field_.all.effective,                                    \
               "Number of circuits without common neurons that the smaller set amounts to; "       \
               "intervals are as wide as for so many.",                                            \
               .title = head_ "circuits without common neurons",                                   \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "relative_error", REAL, field_.all.relative_error.value,                    \
               "Median over the properties of the relative error of the mean.",                    \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "relative_error_floor", REAL, field_.all.relative_error.floor,              \
               "The same between random halves of the real circuits.",                             \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "relative_error_matched", REAL, field_.all.relative_error.matched,          \
               "The same between half of the real circuits and as many generated ones, to be "     \
               "compared with the floor.",                                                         \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "times_floor", REAL, field_.times_floor,                                    \
               "Ratio of relative_error_matched to relative_error_floor: 1 if generated circuits " \
               "differ from real ones as little as real ones from each other.",                    \
               .title = head_ "error in units of the floor",                                       \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "discrepancy", REAL, field_.all.discrepancy.value,                          \
               "Lower bound on the Jensen-Shannon distance, from a classifier: 0 alike, 1 "        \
               "perfectly separable.",                                                             \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NOT_ASKED),                     \
        OUTPUT(prefix_ "mmd_p", REAL, field_.all.mmd_p,                                            \
               "Permutation p-value of the maximum mean discrepancy.",                             \
               .title = head_ "p-value of the discrepancy of means",                               \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NOT_ASKED),                                                   \
        OUTPUT(prefix_ "property_names", STRING_LIST, field_.property_names,                       \
               "Names of the properties that are compared.", .title = "property"),                 \
        OUTPUT(prefix_ "properties", MATRIX, field_.properties,                                    \
               "Each property: number of circuits where it is defined, mean and SD, real and "     \
               "generated; then four differences, each with its 95 % interval, its floor and its " \
               "matched value: relative error of the mean (signed), spread (SD generated / real "  \
               "- 1), shift of the mean in SDs, Kolmogorov-Smirnov distance (ks).",                \
               .rows = prefix_ "property_names", .columns = LIKENESS_PROPERTY_COLUMNS,             \
               .show = LATIGRAPH_SHOW_QUIET, .undefined = LIKENESS_NO_PROPERTY),                   \
        OUTPUT(prefix_ "property_summary", MATRIX, field_.property_summary,                        \
               "The chief columns of properties: means, relative error and its floor, "            \
               "Kolmogorov-Smirnov distance and its floor.",                                       \
               .rows = prefix_ "property_names",                                                   \
               .columns = "real|generated|error|floor|ks|ks_floor", .title = head_ "properties",   \
               .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET,                             \
               .undefined = LIKENESS_NO_PROPERTY),                                                 \
        OUTPUT(prefix_ "summary", MATRIX, field_.summary,                                          \
               "Over all properties: median relative error, mean shift in SDs, mean ks; ks of "    \
               "degrees; correlation and mean difference of ln(1 + count) over triad classes; "    \
               "squared maximum mean discrepancy; discrepancy, also in unseen tissue. Each with "  \
               "its 95 % interval, the floor (real halves against each other) and the matched "    \
               "value (a real half against as many generated circuits).",                          \
               .rows = LIKENESS_SUMMARY, .columns = "value|low|high|floor|matched",                \
               .title = head_ "all properties", .show = LATIGRAPH_SHOW_HEADLINE,                   \
               .undefined = LIKENESS_NO_INTERVAL),                                                 \
        OUTPUT(prefix_ "weak_spots", MATRIX, field_.weak_spots,                                    \
               "The same for what generative models of circuits are known to miss: spread of the " \
               "degree variation over circuits, and relative error of what depends on more than "  \
               "pairs.",                                                                           \
               .rows = LIKENESS_WEAK_SPOTS, .columns = "value|low|high|floor|matched",             \
               .title = head_ "weak spots", .show = LATIGRAPH_SHOW_HEADLINE,                       \
               .undefined = LIKENESS_NO_INTERVAL),                                                 \
        OUTPUT(prefix_ "triads", MATRIX, field_.triads,                                            \
               "Mean number of triads of each class of igraph_triad_census(); with size_free, "    \
               "its mean ratio to the number that the dyads would give at random.",                \
               .rows = LIKENESS_TRIADS, .columns = "real|generated", .show = LATIGRAPH_SHOW_QUIET, \
               .undefined = LIKENESS_RARE)

/* Compares, fills the outputs and adds remarks. */
igraph_error_t latigraph_fill_likeness(const likeness_task_t *task, likeness_outputs_t *outputs);
/* Compares the sets of a task and fills the summary alone, without remarks. */
igraph_error_t latigraph_summarise_likeness(const likeness_task_t *task, igraph_matrix_t *summary);
/* Generates `each` circuits per real circuit of the task, from its code and node data, or as many
 * unconditionally, and compares them. The task's generated circuits and `paired` are not read. */
igraph_error_t latigraph_fill_generated(const latigraph_model_t *model, const likeness_task_t *task,
                                        igraph_integer_t each, igraph_bool_t unconditional,
                                        likeness_outputs_t *outputs);

/* Generates as for latigraph_fill_generated() from codes and node data, compares, and fills the
 * estimates alone. */
igraph_error_t latigraph_judge_generated(const latigraph_model_t *model,
                                         const likeness_task_t *task, igraph_integer_t each,
                                         latigraph_likeness_t *all);
/* Returns how many circuits are generated per real circuit of a list unless a caller says so. */
igraph_integer_t latigraph_generated_per_circuit(const latigraph_circuit_list_t *real);

/* likeness_sets.c: two parts of latigraph_fill_likeness(). */
igraph_error_t latigraph_fill_sizes(const likeness_task_t *task, likeness_outputs_t *outputs);
igraph_error_t latigraph_fill_novelty(const likeness_task_t *task, likeness_outputs_t *outputs);

/* The structs that the outputs were filled from, of which the estimates of `all` are left out;
 * `property` has an entry per property that sets are compared by. False if nothing was compared. */
igraph_bool_t latigraph_restore_likeness(const likeness_outputs_t *outputs,
                                         latigraph_likeness_t *all,
                                         latigraph_property_likeness_t *property);

#endif
