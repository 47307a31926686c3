/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Circuits as reservoirs, at one or several levels of the spectral radius or gain.
 *
 * A run is a circuit at a level. Matrices have one row per run, level after level and within each
 * circuit after circuit, and one column per score. The summary has one entry per score and level,
 * score after score. Two controls can be run as well: copies of the circuits with the same degrees
 * and otherwise random edges, and delay lines of the same sizes, which know nothing of edges.
 * Delay lines do not depend on the level and are run only once. Intervals are over the draws of
 * inputs and input weights, with Student's quantile, because there are only a few draws. The
 * networks are in src/function. */

#include "operation/names.h"
#include "operation/reservoir.h"

#include "base/moments.h"
#include "base/nearest_word.h"

#include <latigraph/measure.h>

#include <math.h>

typedef struct {
    const latigraph_circuit_list_t *circuits;
    const igraph_strvector_t *scores, *properties;
    const igraph_vector_t *sweep;
    igraph_bool_t rewired, delay_line, structure;
    latigraph_reservoir_options_t options;
} request_t;

typedef struct {
    igraph_strvector_t names, score_names, definitions, units, summary, better;
    igraph_strvector_t structure_properties;
    igraph_vector_t level, summary_level, mean, low, high, sd, rewired_mean, delay_line_mean;
    igraph_matrix_t values, errors, rewired, delay_line;
    igraph_vector_t structure_circuits, r2, unseen;
    igraph_matrix_t correlation, beyond, partial, shapley;
    igraph_strvector_t leading;
    igraph_vector_t leading_share, leading_correlation, leading_beyond, leading_partial;
} result_t;

#define HEAD .show = LATIGRAPH_SHOW_HEADLINE
#define HEAD_QUIET .show = LATIGRAPH_SHOW_HEADLINE | LATIGRAPH_SHOW_QUIET
#define QUIET .show = LATIGRAPH_SHOW_QUIET
#define ONE_DRAW "the standard error over draws needs two draws or more"
#define NO_COMPARISON                                                                              \
    "too few circuits have the score and all properties, or a property hardly differs between "    \
    "them"

static const latigraph_argument_t arguments[] = {
    INPUT_CIRCUITS("circuits", circuits, "Directed graphs to run as reservoirs."),
    OPTION("scores", STRING_LIST, scores, NULL,
           "Names of the scores to compute, in this order; all if it is left out.",
           .option = "score", .metavar = "SCORE"),
    OPTION("rewired", BOOLEAN, rewired, "false",
           "Also run a copy of each circuit with the same degrees and otherwise random edges."),
    OPTION("delay_line", BOOLEAN, delay_line, "false",
           "Also run a delay line with as many neurons as each circuit."),
    OPTION("sweep", VECTOR, sweep, NULL,
           "First value, last value and number of values of the spectral radius, or of the gain if "
           "gain is given: the circuits are run at each of them.",
           .metavar = "FIRST:LAST:COUNT"),
    OPTION("structure", BOOLEAN, structure, "false",
           "Also find which structural properties explain each score over the circuits."),
    OPTION("properties", STRING_LIST, properties, NULL,
           "Properties of the table that structure compares with, at most 26; fourteen usual ones "
           "if it is left out.",
           .option = "property", .letter = 'p', .metavar = "PROPERTY",
           .show = LATIGRAPH_SHOW_PROPERTY),
    OPTIONS_RESERVOIR(options),

    OUTPUT("names", STRING_LIST, names,
           "Names of the runs: those of the circuits, in a sweep with the radius or gain."),
    OUTPUT("level", VECTOR, level, "Spectral radius or gain of each run.", .rows = "names"),
    OUTPUT("values", MATRIX, values, "Scores of each run: means over the draws.", .rows = "names",
           .columns = "score_names", .undefined = LATIGRAPH_NO_RADIUS),
    OUTPUT("errors", MATRIX, errors, "Standard errors of the values over the draws.",
           .rows = "names", .columns = "score_names", QUIET, .undefined = ONE_DRAW),
    OUTPUT("rewired_values", MATRIX, rewired,
           "Scores of the rewired copy of each run's circuit; empty unless rewired is set.",
           .rows = "names", .columns = "score_names", QUIET, .undefined = LATIGRAPH_NO_RADIUS),
    OUTPUT("delay_line_values", MATRIX, delay_line,
           "Scores of the delay line as large as each run's circuit; empty unless delay_line is "
           "set. They do not depend on the radius or gain.",
           .rows = "names", .columns = "score_names"),
    OUTPUT("score_names", STRING_LIST, score_names, "Names of the scores.", .title = "score"),
    OUTPUT("definitions", STRING_LIST, definitions, "Definition of each score.",
           .rows = "score_names"),
    OUTPUT("units", STRING_LIST, units, "Unit of each score; empty for a pure number.",
           .rows = "score_names"),
    OUTPUT("summary", STRING_LIST, summary,
           "Names of the entries of the summary: the scores, in a sweep with the radius or gain.",
           .title = "score"),
    OUTPUT("summary_level", VECTOR, summary_level, "Spectral radius or gain of each entry.",
           .rows = "summary"),
    OUTPUT("mean", VECTOR, mean, "Mean of the score over the circuits.", .rows = "summary",
           HEAD_QUIET, .undefined = LATIGRAPH_NO_RADIUS),
    OUTPUT("low", VECTOR, low,
           "Low end of the 95 % interval over draws: the mean less Student's quantile times the "
           "mean standard error.",
           .rows = "summary", HEAD_QUIET, .undefined = ONE_DRAW),
    OUTPUT("high", VECTOR, high, "High end of that interval.", .rows = "summary", HEAD_QUIET,
           .undefined = ONE_DRAW),
    OUTPUT("sd", VECTOR, sd, "Standard deviation of the score over the circuits.",
           .rows = "summary", HEAD_QUIET,
           .undefined = "the standard deviation over circuits needs two circuits or more"),
    OUTPUT("rewired_mean", VECTOR, rewired_mean,
           "Mean over the rewired copies; empty unless rewired is set.", .rows = "summary",
           .title = "rewired", HEAD_QUIET, .undefined = LATIGRAPH_NO_RADIUS),
    OUTPUT("delay_line_mean", VECTOR, delay_line_mean,
           "Mean over the delay lines; empty unless delay_line is set.", .rows = "summary",
           .title = "line", HEAD),
    OUTPUT("better", STRING_LIST, better, "Whether more or less of the score is better.",
           .rows = "summary", .choices = "more|less", .title = "aim", HEAD),
    OUTPUT("structure_properties", STRING_LIST, structure_properties,
           "Properties that the scores were compared with; empty unless structure is set."),
    OUTPUT("structure_circuits", VECTOR, structure_circuits,
           "Number of circuits for which the score and all properties are defined.",
           .rows = "score_names", .title = "circuits", HEAD),
    OUTPUT("r2", VECTOR, r2, "R² of the score by least squares on all properties, in sample.",
           .rows = "score_names", .title = "R²", HEAD, .undefined = NO_COMPARISON),
    OUTPUT("unseen", VECTOR, unseen,
           "R² by ridge regression, on circuits whose neurons it was not fitted to.",
           .rows = "score_names", .title = "R² unseen", HEAD, .undefined = NO_COMPARISON),
    OUTPUT("shapley", MATRIX, shapley,
           "Share of each property in R²: Shapley's values, which add up to r2.",
           .rows = "score_names", .columns = "structure_properties", QUIET,
           .undefined = NO_COMPARISON),
    OUTPUT("correlation", MATRIX, correlation, "Correlation of the score with each property.",
           .rows = "score_names", .columns = "structure_properties", QUIET,
           .undefined = NO_COMPARISON),
    OUTPUT("beyond", MATRIX, beyond,
           "Partial R² of each property given the logarithms of size and density.",
           .rows = "score_names", .columns = "structure_properties", QUIET,
           .undefined = NO_COMPARISON),
    OUTPUT("partial", MATRIX, partial, "Partial R² of each property given all other properties.",
           .rows = "score_names", .columns = "structure_properties", QUIET,
           .undefined = NO_COMPARISON),
    OUTPUT("leading", STRING_LIST, leading,
           "Scores with the properties of the greatest shares in R², at most five per score.",
           .title = "score and property"),
    OUTPUT("leading_share", VECTOR, leading_share, "Share of each of these in R².",
           .rows = "leading", .title = "share of R²", HEAD),
    OUTPUT("leading_correlation", VECTOR, leading_correlation,
           "Correlation of the score with the property.", .rows = "leading", .title = "r",
           HEAD_QUIET, .undefined = NO_COMPARISON),
    OUTPUT("leading_beyond", VECTOR, leading_beyond, "Partial R² given size and density.",
           .rows = "leading", .title = "given size", HEAD_QUIET, .undefined = NO_COMPARISON),
    OUTPUT("leading_partial", VECTOR, leading_partial, "Partial R² given all other properties.",
           .rows = "leading", .title = "given all", HEAD_QUIET, .undefined = NO_COMPARISON),
};

/* --- The request ------------------------------------------------------------------------------ */

igraph_error_t latigraph_reservoir_options_settle(latigraph_reservoir_options_t *options) {
    latigraph_reservoir_options_t standard;
    latigraph_reservoir_options_init(&standard);
    if (!isnan(options->gain) && !isnan(options->radius)) {
        IGRAPH_ERROR("radius and gain exclude each other: give one of them.", IGRAPH_EINVAL);
    }
    if (isnan(options->gain)) {
        options->radius = isnan(options->radius) ? standard.radius : options->radius;
        options->gain = standard.gain;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t refuse_score(const char *name) {
    const char *known[SCORES + 1] = {NULL};
    for (igraph_integer_t i = 0; i < latigraph_score_count(); i++) {
        known[i] = latigraph_score_info(i)->name;
    }
    const char *nearest = latigraph_nearest_word(name, known);
    if (nearest != NULL) {
        IGRAPH_ERRORF("There is no score \"%s\"; did you mean \"%s\"?", IGRAPH_EINVAL, name,
                      nearest);
    }
    IGRAPH_ERRORF("There is no score \"%s\"; the operation list_properties lists all.",
                  IGRAPH_EINVAL, name);
}

static igraph_error_t find_scores(const igraph_strvector_t *wanted, igraph_vector_int_t *scores) {
    const igraph_integer_t count =
        wanted != NULL ? igraph_strvector_size(wanted) : latigraph_score_count();
    IGRAPH_CHECK(igraph_vector_int_resize(scores, count));
    for (igraph_integer_t k = 0; k < count; k++) {
        VECTOR(*scores)
        [k] = wanted != NULL ? latigraph_score_find(igraph_strvector_get(wanted, k)) : k;
        if (VECTOR(*scores)[k] < 0) {
            return refuse_score(igraph_strvector_get(wanted, k));
        }
    }
    return IGRAPH_SUCCESS;
}

/* The levels: one, or those of the sweep. */
static igraph_error_t find_levels(const request_t *request, igraph_vector_t *levels) {
    const igraph_vector_t *sweep = request->sweep;
    const igraph_bool_t gain = isnan(request->options.radius);
    if (sweep == NULL) {
        return igraph_vector_push_back(levels,
                                       gain ? request->options.gain : request->options.radius);
    }
    if (igraph_vector_size(sweep) != 3) {
        IGRAPH_ERRORF("sweep needs three numbers, the first value, the last value and how many, as "
                      "in 0.5:1.1:7; %" IGRAPH_PRId " were given.",
                      IGRAPH_EINVAL, igraph_vector_size(sweep));
    }
    const igraph_real_t first = VECTOR(*sweep)[0], last = VECTOR(*sweep)[1];
    const igraph_real_t count = VECTOR(*sweep)[2], most = gain ? 1e6 : 1000;
    if (!(first >= 0 && first <= most && last >= 0 && last <= most)) {
        IGRAPH_ERRORF("sweep goes from %g to %g; both must be from 0 to %g.", IGRAPH_EINVAL, first,
                      last, most);
    }
    if (!(count >= 2 && count <= 1000) || count != floor(count)) {
        IGRAPH_ERRORF("sweep takes a whole number of values from 2 to 1000, not %g.", IGRAPH_EINVAL,
                      count);
    }
    for (igraph_integer_t k = 0; k < (igraph_integer_t)count; k++) {
        IGRAPH_CHECK(igraph_vector_push_back(levels, first + (last - first) * (double)k /
                                                                 (double)(count - 1)));
    }
    return IGRAPH_SUCCESS;
}

/* --- Runs ------------------------------------------------------------------------------------- */

/* Rows of one level go below those of the levels before. */
static igraph_error_t append_rows(igraph_matrix_t *all, const igraph_matrix_t *rows) {
    const igraph_integer_t before = igraph_matrix_nrow(all);
    if (before == 0) {
        return igraph_matrix_update(all, rows);
    }
    IGRAPH_CHECK(igraph_matrix_add_rows(all, igraph_matrix_nrow(rows)));
    for (igraph_integer_t i = 0; i < igraph_matrix_nrow(rows); i++) {
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(rows); k++) {
            MATRIX(*all, before + i, k) = MATRIX(*rows, i, k);
        }
    }
    return IGRAPH_SUCCESS;
}

/* Runs the circuits at every level; `error` is NULL or gets the standard errors. */
static igraph_error_t run_levels(const latigraph_circuit_list_t *circuits, const request_t *request,
                                 const igraph_vector_t *levels, const igraph_vector_int_t *scores,
                                 igraph_matrix_t *mean, igraph_matrix_t *error) {
    latigraph_reservoir_options_t options = request->options;
    igraph_matrix_t level_mean, level_error;
    IGRAPH_MATRIX_INIT_FINALLY(&level_mean, 0, 0);
    IGRAPH_MATRIX_INIT_FINALLY(&level_error, 0, 0);
    for (igraph_integer_t k = 0; k < igraph_vector_size(levels); k++) {
        *(isnan(options.radius) ? &options.gain : &options.radius) = VECTOR(*levels)[k];
        IGRAPH_CHECK(latigraph_reservoir(circuits, &options, scores, &level_mean,
                                         error != NULL ? &level_error : NULL));
        IGRAPH_CHECK(append_rows(mean, &level_mean));
        if (error != NULL) {
            IGRAPH_CHECK(append_rows(error, &level_error));
        }
    }
    igraph_matrix_destroy(&level_error);
    igraph_matrix_destroy(&level_mean);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t run_rewired(const request_t *request, const igraph_vector_t *levels,
                                  const igraph_vector_int_t *scores, igraph_matrix_t *values) {
    latigraph_circuit_list_t rewired;
    IGRAPH_CHECK(latigraph_circuit_list_init(&rewired));
    IGRAPH_FINALLY(latigraph_circuit_list_destroy, &rewired);
    IGRAPH_CHECK(latigraph_circuit_list_rewire(&rewired, request->circuits, request->options.seed));
    IGRAPH_CHECK(run_levels(&rewired, request, levels, scores, values, NULL));
    latigraph_circuit_list_destroy(&rewired);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Gives each of `runs` rows the delay line of its circuit's size. */
static igraph_error_t run_lines(const request_t *request, igraph_integer_t runs,
                                const igraph_vector_int_t *scores, igraph_matrix_t *values) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(request->circuits);
    igraph_vector_int_t sizes;
    igraph_matrix_t mean;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&sizes, circuits);
    IGRAPH_MATRIX_INIT_FINALLY(&mean, 0, 0);
    for (igraph_integer_t i = 0; i < circuits; i++) {
        VECTOR(sizes)
        [i] = latigraph_circuit_vcount(latigraph_circuit_list_get(request->circuits, i));
    }
    IGRAPH_CHECK(latigraph_reservoir_delay_line(&sizes, &request->options, scores, &mean, NULL));
    IGRAPH_CHECK(igraph_matrix_resize(values, runs, igraph_matrix_ncol(&mean)));
    for (igraph_integer_t i = 0; i < runs; i++) {
        for (igraph_integer_t k = 0; k < igraph_matrix_ncol(&mean); k++) {
            MATRIX(*values, i, k) = MATRIX(mean, i % circuits, k);
        }
    }
    igraph_matrix_destroy(&mean);
    igraph_vector_int_destroy(&sizes);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Names --------------------------------------------------------------------------------------
 */

/* "narma10", or "narma10 at radius 0.9" in a sweep. */
static igraph_error_t push_name(const request_t *request, const char *name, igraph_real_t level,
                                igraph_strvector_t *names) {
    if (request->sweep == NULL) {
        return igraph_strvector_push_back(names, name);
    }
    char *text;
    IGRAPH_CHECK(latigraph_print_text(&text, "%s at %s %.6g", name,
                                      isnan(request->options.radius) ? "gain" : "radius", level));
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(igraph_strvector_push_back(names, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_runs(const request_t *request, const igraph_vector_t *levels,
                                result_t *result) {
    for (igraph_integer_t k = 0; k < igraph_vector_size(levels); k++) {
        for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(request->circuits); i++) {
            const char *name =
                latigraph_circuit_name(latigraph_circuit_list_get(request->circuits, i));
            IGRAPH_CHECK(
                push_name(request, name != NULL ? name : "", VECTOR(*levels)[k], &result->names));
            IGRAPH_CHECK(igraph_vector_push_back(&result->level, VECTOR(*levels)[k]));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t name_scores(const igraph_vector_int_t *scores, result_t *result) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(scores); k++) {
        const latigraph_score_info_t *info = latigraph_score_info(VECTOR(*scores)[k]);
        IGRAPH_CHECK(igraph_strvector_push_back(&result->score_names, info->name));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->definitions, info->definition));
        IGRAPH_CHECK(igraph_strvector_push_back(&result->units, info->unit));
    }
    return IGRAPH_SUCCESS;
}

/* --- The summary -------------------------------------------------------------------------------
 */

/* The 97.5 % quantile of Student's distribution, by the expansion of Cornish and Fisher (Abramowitz
 * and Stegun 26.7.5). The expansion is poor for one and two degrees of freedom, which are exact
 * here. */
static igraph_real_t student(igraph_integer_t freedom) {
    const igraph_real_t z = 1.959963984540054, v = (igraph_real_t)freedom;
    const igraph_real_t z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
    if (freedom <= 2) {
        return freedom == 1 ? 12.706204736432095 : 4.302652729911275;
    }
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v) +
           (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * v * v * v * v);
}

/* Mean of a column over the circuits of one level where it is defined, and its SD (NULL: not
 * wanted). */
static igraph_real_t mean_of(const igraph_matrix_t *rows, igraph_integer_t first,
                             igraph_integer_t count, igraph_integer_t column, igraph_real_t *sd) {
    double mean, squares;
    const int known = latigraph_moments(count > 0 ? &MATRIX(*rows, first, column) : NULL, 1,
                                        (int)count, &mean, &squares);
    if (sd != NULL) {
        *sd = known > 1 ? sqrt(squares / (known - 1)) : IGRAPH_NAN;
    }
    return mean;
}

static igraph_error_t summarise_score(const request_t *request, result_t *result,
                                      igraph_integer_t k, igraph_integer_t level) {
    const igraph_integer_t circuits = latigraph_circuit_list_size(request->circuits);
    const igraph_integer_t first = level * circuits, seeds = request->options.seeds;
    igraph_real_t sd;
    const igraph_real_t mean = mean_of(&result->values, first, circuits, k, &sd);
    const igraph_real_t error = mean_of(&result->errors, first, circuits, k, NULL);
    const igraph_real_t half = seeds > 1 ? student(seeds - 1) * error : IGRAPH_NAN;
    IGRAPH_CHECK(igraph_vector_push_back(&result->mean, mean));
    IGRAPH_CHECK(igraph_vector_push_back(&result->low, mean - half));
    IGRAPH_CHECK(igraph_vector_push_back(&result->high, mean + half));
    IGRAPH_CHECK(igraph_vector_push_back(&result->sd, sd));
    if (request->rewired) {
        IGRAPH_CHECK(igraph_vector_push_back(&result->rewired_mean,
                                             mean_of(&result->rewired, first, circuits, k, NULL)));
    }
    if (request->delay_line) {
        IGRAPH_CHECK(igraph_vector_push_back(
            &result->delay_line_mean, mean_of(&result->delay_line, first, circuits, k, NULL)));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t summarise(const request_t *request, const igraph_vector_t *levels,
                                const igraph_vector_int_t *scores, result_t *result) {
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(scores); k++) {
        const latigraph_score_info_t *info = latigraph_score_info(VECTOR(*scores)[k]);
        for (igraph_integer_t level = 0; level < igraph_vector_size(levels); level++) {
            IGRAPH_CHECK(push_name(request, info->name, VECTOR(*levels)[level], &result->summary));
            IGRAPH_CHECK(igraph_vector_push_back(&result->summary_level, VECTOR(*levels)[level]));
            IGRAPH_CHECK(igraph_strvector_push_back(&result->better, info->less ? "less" : "more"));
            IGRAPH_CHECK(summarise_score(request, result, k, level));
        }
    }
    return IGRAPH_SUCCESS;
}

/* --- Structure ----------------------------------------------------------------------------------
 */

static igraph_error_t find_properties(const igraph_strvector_t *names, igraph_vector_int_t *which) {
    for (igraph_integer_t k = 0; k < igraph_strvector_size(names); k++) {
        const char *name = igraph_strvector_get(names, k);
        const igraph_integer_t property = latigraph_property_find(name);
        if (property < 0) {
            IGRAPH_ERRORF("\"%s\" is not in the table of properties, which structure compares "
                          "with; the operation list_properties lists it.",
                          IGRAPH_EINVAL, name);
        }
        IGRAPH_CHECK(igraph_vector_int_push_back(which, property));
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t report_structure(const latigraph_structure_t *structure, result_t *result) {
    for (igraph_integer_t p = 0; p < igraph_vector_int_size(&structure->property); p++) {
        IGRAPH_CHECK(igraph_strvector_push_back(
            &result->structure_properties,
            latigraph_property_info(VECTOR(structure->property)[p])->name));
    }
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(&structure->circuits); k++) {
        IGRAPH_CHECK(igraph_vector_push_back(&result->structure_circuits,
                                             (igraph_real_t)VECTOR(structure->circuits)[k]));
    }
    IGRAPH_CHECK(igraph_vector_update(&result->r2, &structure->r2));
    IGRAPH_CHECK(igraph_vector_update(&result->unseen, &structure->unseen));
    IGRAPH_CHECK(igraph_matrix_update(&result->correlation, &structure->correlation));
    IGRAPH_CHECK(igraph_matrix_update(&result->beyond, &structure->beyond));
    IGRAPH_CHECK(igraph_matrix_update(&result->partial, &structure->partial));
    return igraph_matrix_update(&result->shapley, &structure->shapley);
}

/* The property with the greatest share below `bound`, −1 if there is none. */
static igraph_integer_t next_greatest(const igraph_matrix_t *shapley, igraph_integer_t k,
                                      igraph_real_t bound) {
    igraph_integer_t best = -1;
    for (igraph_integer_t p = 0; p < igraph_matrix_ncol(shapley); p++) {
        const igraph_real_t share = MATRIX(*shapley, k, p);
        if (share < bound && (best < 0 || share > MATRIX(*shapley, k, best))) {
            best = p;
        }
    }
    return best;
}

static igraph_error_t name_leading(result_t *result, igraph_integer_t k, igraph_integer_t p) {
    char *name;
    IGRAPH_CHECK(latigraph_print_text(&name, "%s: %s",
                                      igraph_strvector_get(&result->score_names, k),
                                      igraph_strvector_get(&result->structure_properties, p)));
    IGRAPH_FINALLY(g_free, name);
    IGRAPH_CHECK(igraph_strvector_push_back(&result->leading, name));
    g_free(name);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t find_leading(result_t *result) {
    enum { LEADING = 5 };
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(&result->shapley); k++) {
        igraph_real_t bound = IGRAPH_INFINITY;
        for (int row = 0; row < LEADING; row++) {
            const igraph_integer_t p = next_greatest(&result->shapley, k, bound);
            if (p < 0) {
                break;
            }
            bound = MATRIX(result->shapley, k, p);
            IGRAPH_CHECK(name_leading(result, k, p));
            IGRAPH_CHECK(igraph_vector_push_back(&result->leading_share, bound));
            IGRAPH_CHECK(igraph_vector_push_back(&result->leading_correlation,
                                                 MATRIX(result->correlation, k, p)));
            IGRAPH_CHECK(
                igraph_vector_push_back(&result->leading_beyond, MATRIX(result->beyond, k, p)));
            IGRAPH_CHECK(
                igraph_vector_push_back(&result->leading_partial, MATRIX(result->partial, k, p)));
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t compare_structure(const request_t *request, result_t *result) {
    latigraph_structure_t structure;
    igraph_vector_int_t which;
    IGRAPH_VECTOR_INT_INIT_FINALLY(&which, 0);
    if (request->properties != NULL) {
        IGRAPH_CHECK(find_properties(request->properties, &which));
    }
    IGRAPH_CHECK(latigraph_structure_init(&structure));
    IGRAPH_FINALLY(latigraph_structure_destroy, &structure);
    IGRAPH_CHECK(latigraph_structure(request->circuits, request->properties != NULL ? &which : NULL,
                                     &result->values, request->options.threads, &structure));
    IGRAPH_CHECK(report_structure(&structure, result));
    IGRAPH_CHECK(find_leading(result));
    latigraph_structure_destroy(&structure);
    igraph_vector_int_destroy(&which);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- The work -----------------------------------------------------------------------------------
 */

static igraph_error_t run_all(const request_t *request, const igraph_vector_t *levels,
                              const igraph_vector_int_t *scores, result_t *result) {
    IGRAPH_CHECK(name_runs(request, levels, result));
    IGRAPH_CHECK(name_scores(scores, result));
    if (request->rewired) {
        IGRAPH_CHECK(run_rewired(request, levels, scores, &result->rewired));
    }
    if (request->delay_line) {
        IGRAPH_CHECK(
            run_lines(request, igraph_strvector_size(&result->names), scores, &result->delay_line));
    }
    IGRAPH_CHECK(
        run_levels(request->circuits, request, levels, scores, &result->values, &result->errors));
    IGRAPH_CHECK(summarise(request, levels, scores, result));
    return request->structure ? compare_structure(request, result) : IGRAPH_SUCCESS;
}

static igraph_error_t run(void *request_data, void *result_data, latigraph_remarks_t *remarks) {
    request_t *request = request_data;
    igraph_vector_int_t scores;
    igraph_vector_t levels;
    (void)remarks;
    IGRAPH_CHECK(latigraph_reservoir_options_settle(&request->options));
    if (request->structure && request->sweep != NULL) {
        IGRAPH_ERROR("structure compares scores at one radius or gain. Leave out sweep.",
                     IGRAPH_EINVAL);
    }
    if (request->properties != NULL && !request->structure) {
        IGRAPH_ERROR("properties are those that structure compares with. Set structure, too.",
                     IGRAPH_EINVAL);
    }
    IGRAPH_VECTOR_INT_INIT_FINALLY(&scores, 0);
    IGRAPH_VECTOR_INIT_FINALLY(&levels, 0);
    IGRAPH_CHECK(find_scores(request->scores, &scores));
    IGRAPH_CHECK(find_levels(request, &levels));
    IGRAPH_CHECK(run_all(request, &levels, &scores, result_data));
    igraph_vector_destroy(&levels);
    igraph_vector_int_destroy(&scores);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

const latigraph_operation_t latigraph_operation_reservoir = {
    .name = "reservoir",
    .summary = "Runs circuits as reservoirs and scores what they can compute.",
    .doc = "Echo-state networks (Jaeger, GMD report 148, 2001) with the circuits' edges, binary or "
           "weighted, and a linear readout by ridge regression, its penalty by generalised "
           "cross-validation; scores are of steps that it was not fitted to. Scores are memory, "
           "nonlinear capacity, NARMA-10, forecasts of chaotic series, telling waves apart, "
           "delayed exclusive or, and decisions from noisy evidence. Inputs, input weights and "
           "biases are the same for all circuits. Every score is a property, too, and can be "
           "steered. Time complexity: O(seeds (steps (m + n² + n targets) + n³)) per circuit of n "
           "neurons and m edges, for each level of a sweep.",
    .example = "latigraph reservoir circuits --score memory-capacity --sweep 0.5:1.1:7",
    .flags = LATIGRAPH_LONG_RUNNING | LATIGRAPH_USES_RANDOMNESS | LATIGRAPH_SPLIT_WORK,
    OPERATION_STRUCTS(arguments, run),
};
