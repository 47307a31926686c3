/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * A ladder of surrogates: which kept quantities explain a property of a circuit.
 *
 * Rungs keep more and more. Monte Carlo p-values are two-sided,
 *
 *     p = min(1, 2 min(1 + surrogates ≥ observed, 1 + surrogates ≤ observed) / (1 + surrogates)),
 *
 * where a surrogate that is equal counts against surprise. They are adjusted for the number of
 * properties. In large circuits nearly every rung is surprising, by many standard deviations; the
 * share explained says how far a rung goes from a random graph to the circuit. verdict.c says which
 * rung explains a property.
 *
 * Sequential p-values stop early where nothing is surprising (Besag and Clifford, Biometrika
 * 78:301, 1991). Surrogates come one by one, and the p-value of one side is h / l as soon as h of l
 * are as extreme, or (1 + those) / (1 + all) if that never happens. Both sides have such a p-value,
 * and p is twice the smaller one. The rarer side decides, so that a property is done when both
 * sides have h. The circuit must be exchangeable with surrogates in the order in which they come.
 * That is so if they are runs from one hub, or independent. On a path they come from the circuit
 * outwards, and the first ones resemble it most; the serial method is refused.
 */
#include "surrogate/surrogates.h"

#include "base/false_discovery.h"
#include "base/memory.h"
#include "base/text.h"
#include "measure/property.h"

#include <latigraph/measure.h>

#include <math.h>

static igraph_error_t add_column(igraph_matrix_t *matrix, igraph_integer_t rows) {
    IGRAPH_CHECK(igraph_matrix_resize(matrix, rows, igraph_matrix_ncol(matrix) + 1));
    for (igraph_integer_t i = 0; i < rows; i++) {
        MATRIX(*matrix, i, igraph_matrix_ncol(matrix) - 1) = IGRAPH_NAN;
    }
    return IGRAPH_SUCCESS;
}

/* Surrogates that one property has been compared with. */
typedef struct {
    double count, above, below;      /* surrogates, and those at least as large or small */
    double count_above, count_below; /* surrogates when enough were above or below; 0 before */
} tally_t;

/* Adds a value, and returns whether the property is done. */
static igraph_bool_t add_value(tally_t *tally, double observed, double value,
                               igraph_integer_t exceedances) {
    /* Equal graphs may differ in the last digit of a property. */
    const double slack = 1e-12 * MAX(fabs(observed), fabs(value)), enough = (double)exceedances;
    tally->count += !isnan(value);
    tally->above += value >= observed - slack;
    tally->below += value <= observed + slack;
    if (exceedances == 0) {
        return false;
    }
    if (tally->above >= enough && tally->count_above == 0) {
        tally->count_above = tally->count;
    }
    if (tally->below >= enough && tally->count_below == 0) {
        tally->count_below = tally->count;
    }
    return isnan(observed) || (tally->count_above > 0 && tally->count_below > 0);
}

static double p_of(const tally_t *tally, igraph_integer_t exceedances) {
    const double enough = (double)exceedances;
    const double above = tally->count_above > 0 ? enough / tally->count_above
                                                : (1 + tally->above) / (1 + tally->count);
    const double below = tally->count_below > 0 ? enough / tally->count_below
                                                : (1 + tally->below) / (1 + tally->count);
    return MIN(1, 2 * MIN(above, below));
}

/* Compares the observed value of one property with its values in surrogates. */
static void compare(latigraph_ladder_t *ladder, igraph_integer_t property, igraph_integer_t rung,
                    const igraph_matrix_t *values) {
    const double observed = VECTOR(ladder->observed)[property];
    double mean = 0, squares = 0;
    tally_t tally = {0};
    igraph_bool_t done = false;
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(values) && !done; k++) {
        const double value = MATRIX(*values, k, property);
        if (isnan(value)) {
            continue;
        }
        done = add_value(&tally, observed, value, ladder->exceedances);
        const double off = value - mean;
        mean += off / tally.count;
        squares += off * (value - mean);
    }
    const double count = tally.count;
    MATRIX(ladder->defined, property, rung) = count;
    if (count < 1 || isnan(observed)) {
        return;
    }
    const double sd = count > 1 ? sqrt(squares / (count - 1)) : IGRAPH_NAN;
    MATRIX(ladder->mean, property, rung) = mean;
    MATRIX(ladder->sd, property, rung) = sd;
    if (sd > 1e-12 * fabs(mean)) {
        MATRIX(ladder->z, property, rung) = (observed - mean) / sd;
    }
    MATRIX(ladder->p, property, rung) = p_of(&tally, ladder->exceedances);
    /* A share of a difference that may be chance would be noise. */
    const double first = fabs(observed - MATRIX(ladder->mean, property, 0));
    if (first > 0 && latigraph_ladder_is_outside(ladder, property, 0)) {
        MATRIX(ladder->explained, property, rung) = 1 - fabs(observed - mean) / first;
    }
}

/* Greatest distance of a tilted mean from its target, in standard errors. */
static double off_target(const latigraph_surrogate_report_t *report) {
    double most = 0;
    for (igraph_integer_t k = 0; k < report->tilts; k++) {
        const latigraph_tilted_t *tilted = &report->tilted[k];
        const double off = fabs(tilted->mean - tilted->target);
        most = fmax(most, tilted->error > 0 ? off / tilted->error : 0);
    }
    return most;
}

/**
 * \function latigraph_ladder_add
 * \brief Adds a rung to a ladder.
 *
 * \param ladder The ladder, whose properties and observed values are set.
 * \param rung Name of the rung.
 * \param values Value of each property (columns) of each surrogate (rows); NaN is left out.
 * \param report What is known about the surrogates; NULL if they are independent draws.
 * \return Error code: \c IGRAPH_EINVAL, there is not one column per property. \c IGRAPH_ENOMEM.
 *
 * Time complexity: O(P N + P log P) for P properties and N surrogates.
 *
 * Example: circuits of another model as a rung.
 * \verbatim
 *   latigraph_ladder_t ladder;
 *   latigraph_surrogate_options_t options;
 *   latigraph_ladder_init(&ladder);
 *   latigraph_surrogate_options_init(&options);
 *   latigraph_ladder(&ladder, circuit, &rungs, &properties, NULL, &options);
 *   latigraph_ladder_add(&ladder, "my model", &values, NULL);
 *   latigraph_ladder_judge(&ladder, 0.05);
 *   latigraph_ladder_destroy(&ladder);
 * \endverbatim
 */
igraph_error_t latigraph_ladder_add(latigraph_ladder_t *ladder, const char *rung,
                                    const igraph_matrix_t *values,
                                    const latigraph_surrogate_report_t *report) {
    const latigraph_surrogate_report_t independent = {
        .time = IGRAPH_NAN, .has_mixed = true, .steps = IGRAPH_NAN, .in_place = IGRAPH_NAN};
    const igraph_integer_t rows = igraph_vector_size(&ladder->observed);
    const igraph_integer_t column = igraph_strvector_size(&ladder->rungs);
    igraph_matrix_t *const matrices[] = {&ladder->mean,   &ladder->sd, &ladder->z,
                                         &ladder->p,      &ladder->q,  &ladder->explained,
                                         &ladder->defined};
    if (igraph_matrix_ncol(values) != rows) {
        IGRAPH_ERRORF("A rung has one column per property, %" IGRAPH_PRId ", got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, rows, igraph_matrix_ncol(values));
    }
    report = report != NULL ? report : &independent;
    for (size_t k = 0; k < G_N_ELEMENTS(matrices); k++) {
        IGRAPH_CHECK(add_column(matrices[k], rows));
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&ladder->rungs, rung));
    IGRAPH_CHECK(igraph_vector_push_back(&ladder->steps, report->steps));
    IGRAPH_CHECK(igraph_vector_push_back(&ladder->time, report->time));
    IGRAPH_CHECK(igraph_vector_push_back(&ladder->in_place, report->in_place));
    IGRAPH_CHECK(igraph_vector_push_back(&ladder->off_target, off_target(report)));
    IGRAPH_CHECK(igraph_vector_bool_push_back(&ladder->has_mixed, report->has_mixed));
    IGRAPH_CHECK(igraph_vector_bool_push_back(&ladder->frozen, report->frozen));
    for (igraph_integer_t i = 0; i < rows; i++) {
        compare(ladder, i, column, values);
    }
    /* Matrices are stored by columns, so that the p-values of a rung are one array. */
    return latigraph_false_discovery_rates(&MATRIX(ladder->p, 0, column), (size_t)rows,
                                           &MATRIX(ladder->q, 0, column));
}

/**
 * \function latigraph_ladder_is_done
 * \brief Returns whether sequential p-values need no further surrogates.
 *
 * \param ladder The ladder, whose observed values and exceedances are set.
 * \param values Value of each property (columns) of each surrogate so far (rows).
 * \return Whether every property has as many surrogates on both sides as the exceedances say, or is
 *    not defined for the circuit or any surrogate; false if the exceedances are 0.
 *
 * Time complexity: O(P N) for P properties and N surrogates.
 *
 * Example: surrogates of another kind, as soon as there are enough.
 * \verbatim
 *   latigraph_ladder_t ladder;
 *   latigraph_ladder_init(&ladder);
 *   ladder.exceedances = 10;
 *   if (latigraph_ladder_is_done(&ladder, &values)) {
 *       latigraph_ladder_add(&ladder, "my model", &values, NULL);
 *   }
 *   latigraph_ladder_destroy(&ladder);
 * \endverbatim
 */
igraph_bool_t latigraph_ladder_is_done(const latigraph_ladder_t *ladder,
                                       const igraph_matrix_t *values) {
    for (igraph_integer_t i = 0; i < igraph_vector_size(&ladder->observed); i++) {
        tally_t tally = {0};
        igraph_bool_t done = isnan(VECTOR(ladder->observed)[i]);
        for (igraph_integer_t k = 0; k < igraph_matrix_nrow(values) && !done; k++) {
            done = add_value(&tally, VECTOR(ladder->observed)[i], MATRIX(*values, k, i),
                             ladder->exceedances);
        }
        if ((!done && tally.count > 0) || ladder->exceedances == 0) {
            return false;
        }
    }
    return true;
}

/* --- Measuring surrogates ---------------------------------------------------- */

/* Measured values: `all` has a row for all properties, and `values` one row per surrogate and one
 * column per chosen property. */
typedef struct {
    const igraph_vector_int_t *properties;
    const latigraph_callback_list_t *user;
    const latigraph_ladder_t *ladder; /* observed values for sequential p-values; NULL before */
    igraph_bool_t *wanted;
    tally_t *tally; /* (properties) */
    igraph_matrix_t all, values;
    igraph_integer_t row;
} measuring_t;

static void measuring_destroy(measuring_t *measuring) {
    g_free(measuring->tally);
    g_free(measuring->wanted);
    igraph_matrix_destroy(&measuring->values);
    igraph_matrix_destroy(&measuring->all);
}

/* Properties that are about directions are not measured in undirected circuits. */
static igraph_bool_t is_defined(const latigraph_circuit_t *circuit, igraph_integer_t property) {
    return !circuit->undirected || !latigraph_property_needs_directions(property);
}

static igraph_error_t measuring_init(measuring_t *measuring, const latigraph_circuit_t *circuit,
                                     const igraph_vector_int_t *properties,
                                     const latigraph_callback_list_t *user, igraph_integer_t rows) {
    const igraph_integer_t count = LATIGRAPH_PROPERTIES + (user != NULL ? user->count : 0);
    *measuring = (measuring_t){.properties = properties, .user = user};
    IGRAPH_CHECK(latigraph_check_user(user));
    IGRAPH_MATRIX_INIT_FINALLY(&measuring->all, 1, count);
    IGRAPH_MATRIX_INIT_FINALLY(&measuring->values, rows, igraph_vector_int_size(properties));
    igraph_matrix_fill(&measuring->values, IGRAPH_NAN); /* surrogates that are not needed */
    LATIGRAPH_ALLOCATE(measuring->wanted, count);
    LATIGRAPH_ALLOCATE(measuring->tally, igraph_vector_int_size(properties));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(properties); k++) {
        measuring->wanted[VECTOR(*properties)[k]] = is_defined(circuit, VECTOR(*properties)[k]);
    }
    IGRAPH_FINALLY_CLEAN(4);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(measuring_t *measuring, const latigraph_circuit_t *circuit) {
    IGRAPH_CHECK(
        latigraph_measure_circuit(circuit, measuring->user, measuring->wanted, &measuring->all, 0));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(measuring->properties); k++) {
        const igraph_integer_t property = VECTOR(*measuring->properties)[k];
        MATRIX(measuring->values, measuring->row, k) =
            measuring->wanted[property] ? MATRIX(measuring->all, 0, property) : IGRAPH_NAN;
    }
    measuring->row++;
    return IGRAPH_SUCCESS;
}

/* Counts the last surrogate for sequential p-values. Properties that are done are not measured any
 * more. Returns whether all are. */
static igraph_bool_t count_last(measuring_t *measuring) {
    const latigraph_ladder_t *ladder = measuring->ladder;
    igraph_bool_t done = ladder->exceedances > 0;
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(measuring->properties); k++) {
        const igraph_integer_t property = VECTOR(*measuring->properties)[k];
        const double value = MATRIX(measuring->values, measuring->row - 1, k);
        if (measuring->wanted[property] &&
            add_value(&measuring->tally[k], VECTOR(ladder->observed)[k], value,
                      ladder->exceedances)) {
            measuring->wanted[property] = false;
        }
        done = done && !measuring->wanted[property];
    }
    return done;
}

static igraph_error_t measure_surrogate(latigraph_circuit_t *surrogate, void *data) {
    measuring_t *measuring = data;
    IGRAPH_FINALLY(latigraph_circuit_destroy, surrogate);
    IGRAPH_CHECK(measure(measuring, surrogate));
    latigraph_circuit_destroy(surrogate);
    IGRAPH_FINALLY_CLEAN(1);
    return count_last(measuring) ? IGRAPH_STOP : IGRAPH_SUCCESS;
}

/* Triangles in bounds keep the transitivity of graphs whose connected triples are those of the
 * circuit. Most graphs within the bounds lie at a wall, so that its place among the surrogates says
 * nothing. */
static igraph_error_t leave_out_kept(latigraph_ladder_t *ladder, const latigraph_circuit_t *circuit,
                                     const igraph_vector_int_t *properties,
                                     const latigraph_constraints_t *keep) {
    const igraph_integer_t rung = igraph_strvector_size(&ladder->rungs) - 1;
    igraph_integer_t place;
    if (keep->triangles == LATIGRAPH_TRIANGLES_FREE ||
        !(keep->reciprocity || circuit->undirected) ||
        !igraph_vector_int_search(properties, 0, latigraph_property_find("transitivity"), &place)) {
        return IGRAPH_SUCCESS;
    }
    MATRIX(ladder->p, place, rung) = MATRIX(ladder->z, place, rung) = IGRAPH_NAN;
    return latigraph_false_discovery_rates(&MATRIX(ladder->p, 0, rung),
                                           (size_t)igraph_vector_int_size(properties),
                                           &MATRIX(ladder->q, 0, rung));
}

static igraph_error_t add_rung(latigraph_ladder_t *ladder, const latigraph_circuit_t *circuit,
                               const char *rung, const igraph_vector_int_t *properties,
                               const latigraph_callback_list_t *user,
                               const latigraph_surrogate_options_t *options) {
    latigraph_surrogate_options_t chosen = *options;
    latigraph_surrogate_report_t report;
    measuring_t measuring;
    IGRAPH_CHECK(latigraph_constraints_parse(&chosen.keep, rung));
    IGRAPH_CHECK(measuring_init(&measuring, circuit, properties, user, options->count));
    measuring.ladder = ladder;
    IGRAPH_FINALLY(measuring_destroy, &measuring);
    IGRAPH_CHECK(
        latigraph_surrogates_each(circuit, &chosen, measure_surrogate, &measuring, &report));
    IGRAPH_CHECK(latigraph_ladder_add(ladder, rung, &measuring.values, &report));
    IGRAPH_CHECK(leave_out_kept(ladder, circuit, properties, &chosen.keep));
    measuring_destroy(&measuring);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Measures the circuit itself. */
static igraph_error_t observe(latigraph_ladder_t *ladder, const latigraph_circuit_t *circuit,
                              const igraph_vector_int_t *properties,
                              const latigraph_callback_list_t *user) {
    measuring_t measuring;
    IGRAPH_CHECK(measuring_init(&measuring, circuit, properties, user, 1));
    IGRAPH_FINALLY(measuring_destroy, &measuring);
    IGRAPH_CHECK(measure(&measuring, circuit));
    for (igraph_integer_t k = 0; k < igraph_vector_int_size(properties); k++) {
        IGRAPH_CHECK(igraph_vector_push_back(&ladder->observed, MATRIX(measuring.values, 0, k)));
        IGRAPH_CHECK(igraph_strvector_push_back(
            &ladder->properties, latigraph_property_name(user, VECTOR(*properties)[k])));
    }
    measuring_destroy(&measuring);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Adds a rung that keeps more than `base`. */
static igraph_error_t add_above(const char *base, const char *more, igraph_strvector_t *rungs) {
    char rung[80];
    g_snprintf(rung, sizeof rung, "%s%s", base, more);
    return igraph_strvector_push_back(rungs, rung);
}

/**
 * \function latigraph_ladder_rungs
 * \brief Lists the rungs that a circuit has data for.
 *
 * Types count if there are two or more, and fewer than neurons. Edges come first, then mutual and
 * one-way pairs, degrees, degrees with reciprocity, edges among types, each neuron's edges by type,
 * the lengths of edges for each pair of types, and, up to 23,000 neurons, triangles by class. An
 * undirected circuit has no rungs of mutual and one-way pairs and of reciprocity.
 *
 * \param circuit The circuit.
 * \param keep Says which column has the types.
 * \param rungs Initialised list; the rungs are appended, as \ref latigraph_constraints_parse()
 *    reads them.
 * \return Error code: \c IGRAPH_ENOMEM, not enough memory.
 *
 * Time complexity: O(1).
 *
 * Example: the default ladder of a circuit.
 * \verbatim
 *   latigraph_constraints_t keep;
 *   latigraph_constraints_init(&keep);
 *   latigraph_ladder_rungs(circuit, &keep, &rungs);
 * \endverbatim
 */
igraph_error_t latigraph_ladder_rungs(const latigraph_circuit_t *circuit,
                                      const latigraph_constraints_t *keep,
                                      igraph_strvector_t *rungs) {
    const char *const base = circuit->undirected ? "degrees" : "degrees,reciprocity";
    const latigraph_column_t *column = latigraph_plan_types(circuit, keep);
    const igraph_integer_t levels = column != NULL ? igraph_vector_ptr_size(&column->levels) : 0;
    const gboolean types = levels > 1 && levels < circuit->n;
    IGRAPH_CHECK(igraph_strvector_push_back(rungs, "edges"));
    if (!circuit->undirected) {
        IGRAPH_CHECK(igraph_strvector_push_back(rungs, "dyads"));
        IGRAPH_CHECK(igraph_strvector_push_back(rungs, "degrees"));
    }
    IGRAPH_CHECK(igraph_strvector_push_back(rungs, base));
    if (types) {
        IGRAPH_CHECK(add_above(base, ",types", rungs));
        IGRAPH_CHECK(add_above(base, ",types=neuron", rungs));
    }
    if (circuit->dims > 0) {
        IGRAPH_CHECK(add_above(base, types ? ",types,distance" : ",distance", rungs));
    }
    const char *const last = types && circuit->dims > 0 ? ",types,distance,triangles=class"
                             : circuit->dims > 0        ? ",distance,triangles=class"
                             : types                    ? ",types,triangles=class"
                                                        : ",triangles=class";
    return circuit->n <= LATIGRAPH_PAIR_BITS_MAX ? add_above(base, last, rungs) : IGRAPH_SUCCESS;
}

/**
 * \function latigraph_ladder
 * \brief Compares properties of a circuit with surrogates that keep more and more.
 *
 * \param ladder Initialised ladder, which is empty.
 * \param circuit The circuit.
 * \param rungs What each rung keeps, as \ref latigraph_constraints_parse() reads it.
 * \param properties Indices of properties of the table or of the user's list.
 * \param user Properties of the user's own; NULL: none.
 * \param options Options of the surrogates of each rung; what they keep is replaced, and the column
 *    of types, bins and tolerance are used. Exceedances above 0 give sequential p-values (Besag and
 *    Clifford, Biometrika 78:301, 1991), and surrogates end when all properties are done.
 * \return Error code: \c IGRAPH_EINVAL, a rung cannot be kept, or sequential p-values are asked
 *    for by the serial method. \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of the surrogates and of the properties of all of them, for each rung.
 *
 * Example: does the transitivity of a circuit follow from its degrees?
 * \verbatim
 *   latigraph_ladder_t ladder;
 *   latigraph_surrogate_options_t options;
 *   latigraph_ladder_init(&ladder);
 *   latigraph_surrogate_options_init(&options);
 *   latigraph_ladder(&ladder, circuit, &rungs, &properties, NULL, &options);
 *   printf("%s\n", igraph_strvector_get(&ladder.verdicts, 0));
 *   latigraph_ladder_destroy(&ladder);
 * \endverbatim
 */
igraph_error_t latigraph_ladder(latigraph_ladder_t *ladder, const latigraph_circuit_t *circuit,
                                const igraph_strvector_t *rungs,
                                const igraph_vector_int_t *properties,
                                const latigraph_callback_list_t *user,
                                const latigraph_surrogate_options_t *options) {
    if (options->exceedances < 0 ||
        (options->exceedances > 0 && options->method == LATIGRAPH_SURROGATES_SERIAL)) {
        IGRAPH_ERRORF("Sequential p-values count from 1 exceedance on, and need surrogates whose "
                      "order does not matter: choose the parallel method; got %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, options->exceedances);
    }
    ladder->exceedances = options->exceedances;
    IGRAPH_CHECK(observe(ladder, circuit, properties, user));
    for (igraph_integer_t r = 0; r < igraph_strvector_size(rungs); r++) {
        IGRAPH_CHECK(
            add_rung(ladder, circuit, igraph_strvector_get(rungs, r), properties, user, options));
    }
    return latigraph_ladder_judge(ladder, 0.05);
}
