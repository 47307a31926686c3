/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Circuits of one code that are steered again and again.
 *
 * The ensemble has circuits with fixed node data and random numbers. Each has a solution θ of the
 * steering layer, which makes its expected statistics f̄ equal to a target. What circuits are judged
 * by is the mean over drawings of a statistic f, which differs from f̄ because f is not linear in
 * the edges. The offset between the two is measured over drawings and subtracted from the targets:
 *
 *     target of f̄_i  =  value − offset                  value: requested, or base_i + shift_i
 *     offset          =  mean over i of (mean over drawings of f_i  −  f̄_i)
 *
 * It changes little when circuits are steered, so the offset of the last drawing serves the next.
 * Held statistics are those of the very circuit (base_i) and not of the mean, so circuits keep
 * differing among themselves. 320 drawings in all are enough, because statistics of circuits of 150
 * neurons vary by a third of an SD between drawings.
 *
 * Large circuits are steered on drawings (large_solve.c), so that their f̄ are means over drawings
 * already. Their offsets are what the closure stage changes.
 *
 * The search for θ begins at the solution of the last call, which makes repeated steering fast, but
 * also makes the circuits depend on the calls before. A mark copies solutions and offsets, and
 * returning to it makes the same circuits again. */

#include "latent/ensemble.h"

#include "base/memory.h"
#include "generate/large.h"

#include <math.h>

enum { Q = LATIGRAPH_STEERED_MAX };

/* DRAWS: number of drawings of all circuits together. A statistic of a circuit of USUAL_NODES
 * neurons varies by a third of an SD between drawings, so the mean of 320 is known to a fiftieth of
 * an SD. Statistics of larger circuits vary less. DRAWS_MAX: largest number per circuit. */
enum { DRAWS = 320, USUAL_NODES = 150, DRAWS_MAX = 64 };
/* Number of drawings of all circuits together that are closed in a round. Circuits that are made
 * are closed, too, and count before steering. A closing takes as long as fifty drawings. */
enum { CLOSINGS = 20 };
/* Number of circuits that are drawn to find offsets. */
enum { PILOTS = 20 };

void latigraph_ensemble_destroy(latigraph_ensemble_t *ensemble) {
    g_free(ensemble->start);
    g_free(ensemble->codes);
    g_free(ensemble->base);
    g_free(ensemble->found);
    g_free(ensemble->sampled);
    g_free(ensemble->change);
    g_free(ensemble->asked);
    g_free(ensemble->shift);
    g_free(ensemble->local_clustering);
    latigraph_pending_destroy(&ensemble->pending);
    memset(ensemble, 0, sizeof *ensemble);
}

void latigraph_ensemble_set_code(latigraph_ensemble_t *ensemble, const double *code) {
    const gsize width = (gsize)ensemble->model->config.code;
    for (gsize i = 0; i < (gsize)ensemble->count; i++) {
        memcpy(ensemble->codes + i * width, code, width * sizeof *code);
    }
}

int latigraph_ensemble_nodes(const latigraph_ensemble_t *ensemble, int item) {
    return ensemble->pending.example[ensemble->pending.shared ? 0 : item]->n;
}

/* Returns the number of drawings per circuit of the first `count`. */
static int draws_of(const latigraph_ensemble_t *ensemble, int count) {
    double neurons = 0;
    for (int i = 0; i < count; i++) {
        neurons += latigraph_ensemble_nodes(ensemble, i);
    }
    const double size = MAX(neurons / count / USUAL_NODES, 1);
    return (int)CLAMP(ceil(DRAWS / (size * size) / count), 1, DRAWS_MAX);
}

igraph_error_t latigraph_ensemble_init(latigraph_ensemble_t *ensemble,
                                       const latigraph_model_t *model, const double *code,
                                       const latigraph_circuit_t *like,
                                       const latigraph_generate_options_t *options) {
    const gsize count = (gsize)MAX(options->count, 0);
    const gsize codes = count * (gsize)model->config.code;
    memset(ensemble, 0, sizeof *ensemble);
    ensemble->model = model;
    ensemble->count = (int)count;
    ensemble->threads = (int)MIN(options->threads, options->count);
    ensemble->start = g_try_new0(double, codes + 1);
    ensemble->codes = g_try_new0(double, codes + 1);
    ensemble->base = g_try_new0(latigraph_solution_t, count + 1);
    ensemble->found = g_try_new0(latigraph_solution_t, count + 1);
    ensemble->sampled = g_try_new0(double, count *Q + 1);
    ensemble->change = g_try_new0(double, count *Q + 1);
    ensemble->asked = g_try_new0(double, count *Q + 1);
    ensemble->shift = g_try_new0(double, count *Q + 1);
    ensemble->local_clustering = g_try_new0(double, count + 1);
    IGRAPH_FINALLY(latigraph_ensemble_destroy, ensemble);
    if (ensemble->start == NULL || ensemble->codes == NULL || ensemble->base == NULL ||
        ensemble->found == NULL || ensemble->sampled == NULL || ensemble->change == NULL ||
        ensemble->asked == NULL || ensemble->shift == NULL || ensemble->local_clustering == NULL) {
        IGRAPH_ERRORF("Not enough memory for %d circuits.", IGRAPH_ENOMEM, ensemble->count);
    }
    latigraph_ensemble_set_code(ensemble, code);
    memcpy(ensemble->start, ensemble->codes, codes * sizeof *ensemble->codes);
    IGRAPH_CHECK(latigraph_pending_init(&ensemble->pending, model, ensemble->codes, like, options));
    ensemble->draws = draws_of(ensemble, ensemble->count);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_ensemble_has(const latigraph_ensemble_t *ensemble, int k) {
    for (int i = 0; i < ensemble->count; i++) {
        if (isfinite(ensemble->base[i].expected[k])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean latigraph_ensemble_closes(const latigraph_ensemble_t *ensemble) {
    return latigraph_ensemble_has(ensemble, LATIGRAPH_STEERED_LOCAL_CLUSTERING);
}

double latigraph_ensemble_base(const latigraph_ensemble_t *ensemble, int item, int k) {
    return ensemble->base[item].expected[k] + ensemble->base_offset[k];
}

/* --- In worker threads ---------------------------------------------------- */

/* Returns the target of statistic k of a circuit: the requested value, or the circuit's own value
 * before steering for a held statistic. The mean over circuits then stays that of the reference,
 * which side effects are relative to. */
static double target_of(const latigraph_ensemble_t *ensemble, int item, int k) {
    const gsize at = (gsize)item * Q + (gsize)k;
    return (ensemble->is_asked[k]
                ? ensemble->asked[at]
                : latigraph_ensemble_base(ensemble, item, k) + ensemble->shift[at]) -
           ensemble->offset[k];
}

static void adjust(int item, latigraph_target_statistics_t *targets, void *data) {
    const latigraph_ensemble_t *ensemble = data;
    for (int k = 0; k < targets->count; k++) {
        const double weight = ensemble->weight[k];
        if (weight > 0) {
            targets->value[k] = target_of(ensemble, item, k);
        }
        if (weight > 0 || !ensemble->follow) {
            targets->weight[k] = isfinite(targets->value[k]) ? weight : 0;
        }
    }
}

/* --- Circuits ------------------------------------------------------------- */

/* Computes the offsets, means over the first `count` circuits of drawn minus expected statistics; 0
 * without drawings. */
static void find_offset(const latigraph_ensemble_t *ensemble, const latigraph_solution_t *solution,
                        int count, double *offset) {
    for (int k = 0; k < Q; k++) {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < count && ensemble->draws > 0; i++) {
            const double more =
                ensemble->sampled[(gsize)i * Q + (gsize)k] - solution[i].expected[k];
            if (isfinite(more)) {
                sum += more;
                defined++;
            }
        }
        offset[k] = defined > 0 ? sum / defined : 0;
    }
}

/* Returns whether drawings have a change of statistic k by the closure stage. */
static gboolean is_changed(const latigraph_ensemble_t *ensemble, int count, int k) {
    gboolean changed = FALSE;
    for (int i = 0; i < count; i++) {
        changed = changed || isfinite(ensemble->change[(gsize)i * Q + (gsize)k]);
    }
    return changed;
}

/* Adds the changes by the closure stage in the last drawings of the first `count` circuits to those
 * of the drawings before, and computes the mean. Where there is none, it is that before steering.
 * The stage is random, and its change hardly depends on θ, so that drawings of several rounds are
 * worth more than those of the last one. What it misses of the local clustering depends on the
 * target, which moves from round to round, so that there the last drawings count alone. */
static void find_closed_change(latigraph_ensemble_t *ensemble, int count, double *change) {
    enum { MOVING = LATIGRAPH_STEERED_LOCAL_CLUSTERING };
    if (!ensemble->walking && is_changed(ensemble, count, MOVING)) {
        ensemble->change_sum[MOVING] = 0;
        ensemble->changes[MOVING] = 0;
    }
    for (int k = 0; k < Q; k++) {
        for (int i = 0; i < count && !ensemble->walking; i++) {
            const double own = ensemble->change[(gsize)i * Q + (gsize)k];
            if (isfinite(own)) {
                ensemble->change_sum[k] += own;
                ensemble->changes[k]++;
            }
        }
        change[k] = ensemble->changes[k] > 0 && !ensemble->walking
                        ? ensemble->change_sum[k] / ensemble->changes[k]
                        : ensemble->base_change[k];
    }
}

static void forget_changes(latigraph_ensemble_t *ensemble) {
    memset(ensemble->change_sum, 0, sizeof ensemble->change_sum);
    memset(ensemble->changes, 0, sizeof ensemble->changes);
}

/* Adds these changes to means over drawings without the closure stage. */
static void add_closed_change(latigraph_ensemble_t *ensemble, const latigraph_solution_t *solution,
                              int count, const double *change) {
    for (int i = 0; i < count; i++) {
        const double target = solution[i].expected[LATIGRAPH_STEERED_LOCAL_CLUSTERING];
        double *sampled = ensemble->sampled + (gsize)i * Q;
        sampled[LATIGRAPH_STEERED_LOCAL_CLUSTERING] = target;
        for (int k = 0; k < Q && isfinite(target); k++) {
            sampled[k] += change[k];
        }
    }
}

igraph_error_t latigraph_ensemble_reference(latigraph_ensemble_t *ensemble,
                                            latigraph_circuit_list_t *circuits) {
    const int more_closings = circuits != NULL ? MAX(CLOSINGS - ensemble->count, 0) : CLOSINGS;
    const latigraph_pending_request_t request = {.solutions = ensemble->base,
                                                 .draws = ensemble->draws,
                                                 .closings = more_closings,
                                                 .sampled = ensemble->sampled,
                                                 .change = ensemble->change};
    IGRAPH_CHECK(latigraph_pending_generate(&ensemble->pending, ensemble->count, ensemble->start,
                                            ensemble->threads, &request, circuits));
    forget_changes(ensemble);
    find_closed_change(ensemble, ensemble->count, ensemble->base_change);
    add_closed_change(ensemble, ensemble->base, ensemble->count, ensemble->base_change);
    find_offset(ensemble, ensemble->base, ensemble->count, ensemble->base_offset);
    latigraph_ensemble_return_to_start(ensemble);
    return IGRAPH_SUCCESS;
}

int latigraph_ensemble_coordinate(const latigraph_ensemble_t *ensemble, int k) {
    const latigraph_config_t *config = &ensemble->model->config;
    if (k == LATIGRAPH_STEERED_LOCAL_CLUSTERING) {
        return latigraph_ensemble_closes(ensemble)
                   ? latigraph_network_code(config) + LATIGRAPH_CLOSURE_LOCAL
                   : -1;
    }
    return k < latigraph_coded_statistics(config) ? k : -1;
}

void latigraph_ensemble_move_codes(latigraph_ensemble_t *ensemble,
                                   const latigraph_typicality_t *typicality) {
    const gsize width = (gsize)typicality->width;
    double *all = typicality->scratch;
    for (int i = 0; i < ensemble->count; i++) {
        int which[Q], count = 0;
        double change[Q];
        for (int k = 0; k < Q; k++) {
            const int coordinate = latigraph_ensemble_coordinate(ensemble, k);
            const gsize at = (gsize)i * Q + (gsize)k;
            const double d = ensemble->is_asked[k]
                                 ? ensemble->asked[at] - latigraph_ensemble_base(ensemble, i, k)
                                 : ensemble->shift[at];
            if (coordinate >= 0 && ensemble->weight[k] > 0 && isfinite(d)) {
                which[count] = coordinate;
                change[count++] = d / latigraph_target_statistic_sd(ensemble->model, k);
            }
        }
        latigraph_typicality_follow(typicality, count, which, change, all);
        for (gsize k = 0; k < width; k++) {
            ensemble->codes[(gsize)i * width + k] = ensemble->start[(gsize)i * width + k] + all[k];
        }
    }
}

static gboolean is_edit(const latigraph_ensemble_t *ensemble) {
    return ensemble->pending.edit != NULL;
}

/* Returns the number of closings of all circuits in a round. The stage changes the statistics of a
 * large circuit as it did before steering, and takes longer than all else, so that such circuits
 * are closed when they are made, and in other rounds only if their local clustering is requested.
 */
static int closings_of(const latigraph_ensemble_t *ensemble, gboolean made) {
    const gboolean known = made ? ensemble->changes[0] > 0
                                : latigraph_ensemble_is_large(ensemble) &&
                                      !ensemble->is_asked[LATIGRAPH_STEERED_LOCAL_CLUSTERING];
    return ensemble->walking || known ? 0 : CLOSINGS;
}

/* Solves and draws the first `count` circuits, and appends them to `circuits` unless that is NULL.
 * The edges that an edit keeps depend on the path of its search, so edits do not reuse slopes. */
static igraph_error_t steer(latigraph_ensemble_t *ensemble, int count, int draws,
                            latigraph_circuit_list_t *circuits) {
    const latigraph_pending_request_t request = {
        .adjust = adjust,
        .data = ensemble,
        .local_clustering = ensemble->local_clustering,
        .start = ensemble->found, /* solutions of the last call */
        .solutions = ensemble->found,
        .draws = draws,
        .closings = closings_of(ensemble, circuits != NULL),
        .round = ++ensemble->rounds,
        .sampled = ensemble->sampled,
        .change = ensemble->change};
    for (int i = 0; i < count && is_edit(ensemble); i++) {
        ensemble->found[i].has_slopes = FALSE;
    }
    for (int i = 0; i < count; i++) {
        ensemble->local_clustering[i] =
            ensemble->weight[LATIGRAPH_STEERED_LOCAL_CLUSTERING] > 0
                ? target_of(ensemble, i, LATIGRAPH_STEERED_LOCAL_CLUSTERING)
                : NAN;
    }
    IGRAPH_CHECK(latigraph_pending_generate(&ensemble->pending, count, ensemble->codes,
                                            ensemble->threads, &request, circuits));
    if (draws > 0) {
        double change[Q];
        find_closed_change(ensemble, count, change);
        add_closed_change(ensemble, ensemble->found, count, change);
    }
    return IGRAPH_SUCCESS;
}

/* Solves the first circuit, and starts the search of all others from its step and slopes. */
static igraph_error_t lead(latigraph_ensemble_t *ensemble) {
    double step[LATIGRAPH_STEERING];
    latigraph_solution_t *found = ensemble->found;
    const latigraph_solution_t before = found[0];
    IGRAPH_CHECK(steer(ensemble, 1, 0, NULL));
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        step[a] = found[0].theta[a] - before.theta[a];
    }
    for (int i = 1; i < ensemble->count; i++) {
        for (int a = 0; a < LATIGRAPH_STEERING; a++) {
            found[i].theta[a] += step[a];
        }
        memcpy(found[i].slope, found[0].slope, sizeof found[i].slope);
        found[i].has_slopes = found[0].has_slopes;
    }
    return IGRAPH_SUCCESS;
}

/* Returns the number of circuits that are solved and drawn where no circuits are made. Offsets are
 * means, for which a few circuits that are drawn often serve as well as many that are drawn once.
 */
static int pilots_of(const latigraph_ensemble_t *ensemble) {
    return is_edit(ensemble) ? ensemble->count : MIN(ensemble->count, PILOTS);
}

/* Returns the value that statistic k of a circuit is to have over drawings, or has before steering
 * if it is released. */
static double goal_of(const latigraph_ensemble_t *ensemble, int item, int k) {
    return ensemble->weight[k] > 0 ? target_of(ensemble, item, k) + ensemble->offset[k]
                                   : latigraph_ensemble_base(ensemble, item, k);
}

/* Gives the circuits behind the pilots the means over drawings that these let expect. */
static void fill_sampled(latigraph_ensemble_t *ensemble, int pilots) {
    for (int k = 0; k < Q; k++) {
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < pilots; i++) {
            const double more =
                ensemble->sampled[(gsize)i * Q + (gsize)k] - goal_of(ensemble, i, k);
            sum += isfinite(more) ? more : 0;
            defined += isfinite(more) ? 1 : 0;
        }
        for (int i = pilots; i < ensemble->count; i++) {
            ensemble->sampled[(gsize)i * Q + (gsize)k] =
                defined > 0 ? goal_of(ensemble, i, k) + sum / defined : NAN;
        }
    }
}

/* Moves the θ of the circuits behind the pilots by the mean step of these. */
static void follow_pilots(latigraph_ensemble_t *ensemble, int pilots, const double *before) {
    latigraph_solution_t *found = ensemble->found;
    for (int a = 0; a < LATIGRAPH_STEERING; a++) {
        double step = -before[a];
        for (int i = 0; i < pilots; i++) {
            step += found[i].theta[a] / pilots;
        }
        for (int i = pilots; i < ensemble->count; i++) {
            found[i].theta[a] += step;
        }
    }
    for (int i = pilots; i < ensemble->count; i++) {
        memcpy(found[i].slope, found[0].slope, sizeof found[i].slope);
        found[i].has_slopes = found[0].has_slopes;
    }
}

igraph_error_t latigraph_ensemble_draw(latigraph_ensemble_t *ensemble) {
    const int pilots = pilots_of(ensemble);
    const gboolean all = pilots == ensemble->count;
    const int draws = all || ensemble->draws == 0 ? ensemble->draws : draws_of(ensemble, pilots);
    double before[LATIGRAPH_STEERING] = {0}; /* mean θ of the pilots */
    for (int i = 0; i < pilots; i++) {
        for (int a = 0; a < LATIGRAPH_STEERING; a++) {
            before[a] += ensemble->found[i].theta[a] / pilots;
        }
    }
    IGRAPH_CHECK(steer(ensemble, pilots, draws, NULL));
    if (!all) {
        follow_pilots(ensemble, pilots, before);
        fill_sampled(ensemble, pilots);
    }
    find_offset(ensemble, ensemble->found, pilots, ensemble->offset);
    return IGRAPH_SUCCESS;
}

gboolean latigraph_ensemble_is_large(const latigraph_ensemble_t *ensemble) {
    return latigraph_is_sparse(&ensemble->pending, 0, TRUE);
}

igraph_error_t latigraph_ensemble_settle(latigraph_ensemble_t *ensemble) {
    const gboolean led =
        ensemble->count > 1 && !is_edit(ensemble) && !latigraph_ensemble_is_large(ensemble);
    forget_changes(ensemble);
    IGRAPH_CHECK(led ? lead(ensemble) : IGRAPH_SUCCESS);
    return latigraph_ensemble_draw(ensemble);
}

igraph_error_t latigraph_ensemble_generate(latigraph_ensemble_t *ensemble, int count,
                                           latigraph_circuit_list_t *circuits) {
    const igraph_integer_t before = latigraph_circuit_list_size(circuits);
    IGRAPH_CHECK(steer(ensemble, count, ensemble->draws, circuits));
    for (int i = 0; i < count; i++) {
        IGRAPH_CHECK(latigraph_circuit_note_numbers(circuits->items[before + i], "steering",
                                                    LATIGRAPH_STEERING, ensemble->found[i].theta));
    }
    if (count == ensemble->count) {
        find_offset(ensemble, ensemble->found, count, ensemble->offset);
    }
    return IGRAPH_SUCCESS;
}

/* --- Marks ----------------------------------------------------------------- */

igraph_error_t latigraph_ensemble_mark_init(latigraph_ensemble_mark_t *mark,
                                            const latigraph_ensemble_t *ensemble) {
    LATIGRAPH_ALLOCATE(mark->found, (gsize)ensemble->count + 1);
    IGRAPH_FINALLY_CLEAN(1);
    latigraph_ensemble_mark(ensemble, mark);
    return IGRAPH_SUCCESS;
}

void latigraph_ensemble_mark_destroy(latigraph_ensemble_mark_t *mark) {
    g_free(mark->found);
}

void latigraph_ensemble_mark(const latigraph_ensemble_t *ensemble,
                             latigraph_ensemble_mark_t *mark) {
    memcpy(mark->found, ensemble->found, (gsize)ensemble->count * sizeof *mark->found);
    memcpy(mark->offset, ensemble->offset, sizeof mark->offset);
}

void latigraph_ensemble_return(latigraph_ensemble_t *ensemble,
                               const latigraph_ensemble_mark_t *mark) {
    memcpy(ensemble->found, mark->found, (gsize)ensemble->count * sizeof *mark->found);
    memcpy(ensemble->offset, mark->offset, sizeof mark->offset);
    forget_changes(ensemble);
}

void latigraph_ensemble_return_to_start(latigraph_ensemble_t *ensemble) {
    memcpy(ensemble->found, ensemble->base, (gsize)ensemble->count * sizeof *ensemble->found);
    memcpy(ensemble->offset, ensemble->base_offset, sizeof ensemble->offset);
    forget_changes(ensemble);
}
