/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Further sets of circuits along the direction between two sets.
 *
 *     codes of two sets ──▶ discriminant ──▶ scores of the further sets
 *
 * The direction is that of latigraph_discriminate(): score 0 is half-way between the two sets, and
 * 1 is one SD within them. The two sets themselves are scored by the folds, each circuit by a
 * discriminant that saw none of its neurons, since a discriminant puts the circuits that it was
 * fitted to too far apart. The same is made of size, density and mean strength alone, and of codes
 * from which these are regressed out: an order of sets that density alone gives as well is no
 * finding about codes.
 *
 * The standard error of a mean comes from random weights of circuits that share neurons
 * (latent/bootstrap.h), because overlapping circuits would make SD / √n too small.
 */
#include "latent/score_sets.h"

#include "base/memory.h"
#include "base/moments.h"
#include "base/parallel.h"
#include "base/text.h"
#include "circuit/folds.h"
#include "circuit/homologous.h"
#include "latent/bootstrap.h"
#include "latent/controls.h"
#include "latent/latent.h"
#include "measure/covariates.h"
#include "regression/regress_out.h"

#include <math.h>
#include <string.h>

/* Smallest number of circuits of the two sets that give the direction. */
enum { CIRCUITS_MIN = 4 };

/* --- The sets -------------------------------------------------------------------------------- */

static void sets_destroy(latigraph_scored_sets_t *sets) {
    g_free(sets->all.items);
    g_free(sets->begins);
    g_free(sets->codes);
    g_free(sets->covariate);
}

/* Names the sets: "first", "second", and the labels in the order of their first appearance. */
static igraph_error_t name_sets(const latigraph_circuit_list_t *further,
                                const igraph_strvector_t *labels, latigraph_set_scores_t *scores) {
    if (igraph_strvector_size(labels) != further->size) {
        IGRAPH_ERRORF("Each circuit to score needs the name of its set, got %" IGRAPH_PRId
                      " names for %" IGRAPH_PRId " circuits.",
                      IGRAPH_EINVAL, igraph_strvector_size(labels), further->size);
    }
    IGRAPH_CHECK(igraph_strvector_push_back(&scores->sets, "first"));
    IGRAPH_CHECK(igraph_strvector_push_back(&scores->sets, "second"));
    for (igraph_integer_t c = 0; c < further->size; c++) {
        const char *label = igraph_strvector_get(labels, c);
        if (*label == '\0' || strcmp(label, "first") == 0 || strcmp(label, "second") == 0) {
            IGRAPH_ERRORF("The set of circuit \"%.200s\" is called \"%s\". A set to score needs a "
                          "name other than \"first\" and \"second\".",
                          IGRAPH_EINVAL, further->items[c]->name, label);
        }
        IGRAPH_CHECK(latigraph_add_text_once(&scores->sets, label, 2, NULL));
    }
    return IGRAPH_SUCCESS;
}

static void append(const latigraph_circuit_list_t *set, latigraph_circuit_list_t *all) {
    for (igraph_integer_t c = 0; c < set->size; c++) {
        all->items[all->size++] = set->items[c];
    }
}

/* Lists the circuits set by set. */
static igraph_error_t list_circuits(const latigraph_circuit_list_t *first,
                                    const latigraph_circuit_list_t *second,
                                    const latigraph_circuit_list_t *further,
                                    const igraph_strvector_t *labels, latigraph_scored_sets_t *sets,
                                    latigraph_set_scores_t *scores) {
    sets->sets = (int)igraph_strvector_size(&scores->sets);
    sets->all.capacity = first->size + second->size + further->size;
    sets->all.items = g_try_new0(latigraph_circuit_t *, (gsize)sets->all.capacity + 1);
    sets->begins = g_try_new0(int, (gsize)sets->sets + 1);
    LATIGRAPH_CHECK_MEMORY(sets->all.items);
    LATIGRAPH_CHECK_MEMORY(sets->begins);
    append(first, &sets->all);
    sets->begins[1] = (int)sets->all.size;
    append(second, &sets->all);
    sets->begins[2] = (int)sets->all.size;
    for (int s = 2; s < sets->sets; s++) {
        for (igraph_integer_t c = 0; c < further->size; c++) {
            if (strcmp(igraph_strvector_get(labels, c), igraph_strvector_get(&scores->sets, s)) ==
                0) {
                sets->all.items[sets->all.size++] = further->items[c];
            }
        }
        sets->begins[s + 1] = (int)sets->all.size;
    }
    IGRAPH_CHECK(igraph_vector_resize(&scores->circuits, sets->sets));
    for (int s = 0; s < sets->sets; s++) {
        VECTOR(scores->circuits)[s] = sets->begins[s + 1] - sets->begins[s];
    }
    return IGRAPH_SUCCESS;
}

/* Encodes all circuits and lists their covariates. */
static igraph_error_t describe(latigraph_scored_sets_t *sets, latigraph_set_scores_t *scores) {
    const gsize count = (gsize)sets->all.size;
    sets->codes = g_try_new0(double, count *(gsize)sets->model->config.code + 1);
    sets->covariate = g_try_new0(double, count *LATIGRAPH_COVARIATES + 1);
    LATIGRAPH_CHECK_MEMORY(sets->codes);
    LATIGRAPH_CHECK_MEMORY(sets->covariate);
    IGRAPH_CHECK(latigraph_check_split_by(&sets->all, sets->options->split_by));
    IGRAPH_CHECK(latigraph_encode_rows(sets->model, &sets->all, (int)sets->options->threads,
                                       sets->codes, NULL));
    latigraph_list_covariates(&sets->all, sets->covariate, &sets->covariates);
    scores->strength = sets->covariates == LATIGRAPH_COVARIATES;
    return IGRAPH_SUCCESS;
}

/* --- Scores ---------------------------------------------------------------------------------- */

/* Values (N, width) by which the circuits are scored. */
typedef struct {
    const latigraph_scored_sets_t *sets;
    const latigraph_folds_t *folds; /* folds of the first two sets */
    int width;
    const double *values;
    gboolean beyond; /* whether the covariates are regressed out */
} kind_t;

/* Scores all circuits by a discriminant of the first two sets. second and row (N) are theirs. */
static igraph_error_t score_whole(const kind_t *kind, const guchar *second, const int *row,
                                  double *score) {
    const latigraph_scored_sets_t *sets = kind->sets;
    const int count = (int)sets->all.size, rows = sets->begins[2], width = kind->width;
    latigraph_discriminant_t whole;
    double *left;
    LATIGRAPH_ALLOCATE(left, (gsize)count * (gsize)width);
    memcpy(left, kind->values, (gsize)count * (gsize)width * sizeof *left);
    if (kind->beyond) {
        IGRAPH_CHECK(latigraph_regress_out(rows, row, count, sets->covariates, sets->covariate,
                                           width, left));
    }
    IGRAPH_CHECK(latigraph_discriminant_init(&whole, rows, row, width, left));
    latigraph_discriminant_fit(&whole, second);
    for (int c = 0; c < count; c++) {
        score[c] = latigraph_discriminant_score(&whole, left + (gsize)c * (gsize)width);
    }
    latigraph_discriminant_destroy(&whole);
    g_free(left);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Replaces the scores of the first two sets by those of the folds; NaN if a circuit's fold is not
 * scored. Leaves them alone if a set has none. */
static igraph_error_t score_left_out(const kind_t *kind, const guchar *second, double *score,
                                     igraph_bool_t *in_sample) {
    const latigraph_scored_sets_t *sets = kind->sets;
    const latigraph_control_t control = {.folds = kind->folds,
                                         .second = second,
                                         .width = kind->width,
                                         .values = kind->values,
                                         .covariates = kind->beyond ? sets->covariates : 0,
                                         .covariate = sets->covariate};
    latigraph_ranked_t *ranked;
    int scored, seconds = 0;
    LATIGRAPH_ALLOCATE(ranked, sets->begins[2]);
    IGRAPH_CHECK(latigraph_control_scores(&control, ranked, &scored));
    for (int i = 0; i < scored; i++) {
        seconds += ranked[i].second;
    }
    *in_sample = seconds == 0 || seconds == scored;
    for (int c = 0; c < sets->begins[2] && !*in_sample; c++) {
        score[c] = NAN;
    }
    for (int i = 0; i < scored && !*in_sample; i++) {
        score[ranked[i].circuit] = ranked[i].score;
    }
    g_free(ranked);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Means ----------------------------------------------------------------------------------- */

/* Scores of the circuits of one set. */
typedef struct {
    int count;
    const double *score;
} member_t;

/* Mean of the scores with weights of the circuits. */
static double weigh(const double *weight, void *data) {
    const member_t *members = data;
    double sum = 0, total = 0;
    for (int c = 0; c < members->count; c++) {
        if (isfinite(members->score[c])) {
            sum += weight[c] * members->score[c];
            total += weight[c];
        }
    }
    return sum / total;
}

/* Fills the entry of one set, except its share of the way. */
static void describe_set(const latigraph_bootstrap_t *bootstrap, member_t members, int s,
                         latigraph_standing_t *standing) {
    double mean, squares;
    const int known = latigraph_moments(members.score, 1, members.count, &mean, &squares);
    VECTOR(standing->mean)[s] = known > 0 ? mean : NAN;
    VECTOR(standing->sd)[s] = known > 1 ? sqrt(squares / (known - 1)) : NAN;
    VECTOR(standing->error)
    [s] = known > 1 ? latigraph_bootstrap_error(bootstrap, weigh, &members) : NAN;
}

/* Fills the shares of the way, unless the first two sets differ by less than twice the error of
 * their difference: shares of chance would be taken for findings. */
static void find_ways(int sets, latigraph_standing_t *standing) {
    const double from = VECTOR(standing->mean)[0], way = VECTOR(standing->mean)[1] - from;
    const double error = hypot(VECTOR(standing->error)[0], VECTOR(standing->error)[1]);
    for (int s = 0; s < sets; s++) {
        VECTOR(standing->way)
        [s] = way > (isnan(error) ? 0 : 2 * error) ? (VECTOR(standing->mean)[s] - from) / way : NAN;
    }
}

static igraph_error_t summarise(const kind_t *kind, const latigraph_bootstrap_t *bootstraps,
                                const double *score, latigraph_standing_t *standing) {
    const latigraph_scored_sets_t *sets = kind->sets;
    igraph_vector_t *const vectors[] = {&standing->mean, &standing->sd, &standing->error,
                                        &standing->way};
    for (gsize k = 0; k < G_N_ELEMENTS(vectors); k++) {
        IGRAPH_CHECK(igraph_vector_resize(vectors[k], sets->sets));
    }
    for (int s = 0; s < sets->sets; s++) {
        const member_t members = {sets->begins[s + 1] - sets->begins[s], score + sets->begins[s]};
        describe_set(&bootstraps[s], members, s, standing);
    }
    find_ways(sets->sets, standing);
    return IGRAPH_SUCCESS;
}

static igraph_error_t score_kind(const kind_t *kind, const latigraph_bootstrap_t *bootstraps,
                                 latigraph_standing_t *standing, igraph_bool_t *in_sample) {
    const latigraph_scored_sets_t *sets = kind->sets;
    guchar *second;
    int *row;
    double *score;
    LATIGRAPH_ALLOCATE(second, sets->begins[2]);
    LATIGRAPH_ALLOCATE(row, sets->begins[2]);
    LATIGRAPH_ALLOCATE(score, sets->all.size);
    for (int c = 0; c < sets->begins[2]; c++) {
        second[c] = c >= sets->begins[1];
        row[c] = c;
    }
    LATIGRAPH_ALLOW_INTERRUPTION();
    latigraph_blas_begin();
    igraph_error_t code = score_whole(kind, second, row, score);
    if (code == IGRAPH_SUCCESS) {
        code = score_left_out(kind, second, score, in_sample);
    }
    latigraph_blas_end();
    IGRAPH_CHECK(code);
    IGRAPH_CHECK(summarise(kind, bootstraps, score, standing));
    g_free(score);
    g_free(row);
    g_free(second);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/* --- All kinds of scores ---------------------------------------------------------------------- */

/* Resamples of the circuits of each set. */
typedef struct {
    int count;
    latigraph_bootstrap_t *set;
} resamples_t;

static void resamples_destroy(resamples_t *resamples) {
    for (int s = 0; s < resamples->count; s++) {
        latigraph_bootstrap_destroy(&resamples->set[s]);
    }
    g_free(resamples->set);
}

/* Draws the resamples and pushes them to the FINALLY stack. */
static igraph_error_t resamples_init(const latigraph_scored_sets_t *sets, resamples_t *resamples) {
    *resamples = (resamples_t){.set = g_try_new0(latigraph_bootstrap_t, (gsize)sets->sets + 1)};
    LATIGRAPH_CHECK_MEMORY(resamples->set);
    IGRAPH_FINALLY(resamples_destroy, resamples);
    for (int s = 0; s < sets->sets; s++) {
        const int size = sets->begins[s + 1] - sets->begins[s];
        const latigraph_circuit_list_t set = {
            .items = sets->all.items + sets->begins[s], .size = size, .capacity = size};
        IGRAPH_CHECK(latigraph_bootstrap_init(&resamples->set[s], &set, sets->options->split_by,
                                              LATIGRAPH_SET_RESAMPLES, sets->options->seed));
        resamples->count++;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t score_kinds(const latigraph_scored_sets_t *sets,
                                  latigraph_set_scores_t *scores) {
    const latigraph_circuit_list_t both = {
        .items = sets->all.items, .size = sets->begins[2], .capacity = sets->begins[2]};
    const int width = sets->model->config.code;
    igraph_bool_t in_sample;
    latigraph_folds_t folds;
    resamples_t resamples;
    IGRAPH_CHECK(latigraph_folds_init_sets(&folds, &both, sets->options->split_by, 2, sets->begins,
                                           LATIGRAPH_SET_FOLDS, sets->options->seed));
    IGRAPH_FINALLY(latigraph_folds_destroy, &folds);
    IGRAPH_CHECK(resamples_init(sets, &resamples));
    const kind_t codes = {sets, &folds, width, sets->codes, FALSE};
    const kind_t sizes = {sets, &folds, sets->covariates, sets->covariate, FALSE};
    const kind_t beyond = {sets, &folds, width, sets->codes, TRUE};
    IGRAPH_CHECK(score_kind(&codes, resamples.set, &scores->code, &scores->in_sample));
    IGRAPH_CHECK(score_kind(&sizes, resamples.set, &scores->size, &in_sample));
    IGRAPH_CHECK(score_kind(&beyond, resamples.set, &scores->beyond, &in_sample));
    resamples_destroy(&resamples);
    latigraph_folds_destroy(&folds);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const latigraph_model_t *model, const latigraph_circuit_list_t *first,
                            const latigraph_circuit_list_t *second,
                            const latigraph_circuit_list_t *further,
                            const latigraph_directions_options_t *options) {
    if (first->size < CIRCUITS_MIN || second->size < CIRCUITS_MIN) {
        IGRAPH_ERRORF("Two sets of at least %d circuits can be separated, got %" IGRAPH_PRId
                      " and %" IGRAPH_PRId ".",
                      IGRAPH_EINVAL, CIRCUITS_MIN, first->size, second->size);
    }
    IGRAPH_CHECK(latigraph_check_study(model, first, options));
    IGRAPH_CHECK(latigraph_check_study(model, second, options));
    return latigraph_check_study(model, further, options);
}

/**
 * \function latigraph_score_sets
 * \brief Scores further sets along the direction between two sets, and separates all sets.
 *
 * Circuits of the further sets are scored by the discriminant of \ref latigraph_discriminate():
 * score 0 is half-way between the means of the two sets, and 1 is one SD within them. Circuits of
 * the two sets are scored by discriminants that saw none of their neurons, in the same folds. Two
 * controls have the same form: scores by size, density and mean strength alone (logarithms), and
 * by codes from which these are regressed out by the circuits of the two sets. If the first
 * control orders the sets as the codes do, the order shows nothing more than density.
 *
 * </para><para>
 * The standard error of a mean is that of 1000 resamples with random weights of circuits, which are
 * dependent if circuits share neurons. It is for the tissue that the circuits are from, or for
 * further animals if the options split by animal.
 *
 * </para><para>
 * With at least three sets, a linear discriminant with equal priors and a ridge of a tenth of the
 * mean variance (as in \ref latigraph_discriminate_maps()) puts every circuit into one of them, in
 * folds that share no neuron. A fold is scored if at least 8 circuits of every set train for it.
 * Controls are size, density and mean strength alone, codes from which these and their squares are
 * regressed out, and 199 permutations of the labels.
 *
 * \param model The model.
 * \param first The first set, at least 4 circuits.
 * \param second The second set, at least 4 circuits.
 * \param further The circuits to score.
 * \param labels The name of the set of each of these.
 * \param options Threads, seed and what makes circuits dependent; the rest is not used. NULL means
 *    the defaults.
 * \param scores Struct that was initialised with \ref latigraph_set_scores_init(). Its contents
 *    are replaced.
 * \return Error code: \c IGRAPH_EINVAL for fewer than 4 circuits in the first or second set, a
 *    number of labels other than that of circuits, or an empty label or one that is "first" or
 *    "second"; \c IGRAPH_ENOMEM; \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: that of \ref latigraph_encode(), plus O(circuits² + 199 · folds · circuits ·
 * dz²).
 *
 * \sa \ref latigraph_discriminate()
 *
 * Example: where are worms of 16 hours between the youngest and the adult ones?
 * \verbatim
 *   latigraph_set_scores_t scores;
 *   latigraph_set_scores_init(&scores);
 *   latigraph_score_sets(model, &young, &old, &others, &ages, NULL, &scores);
 *   printf("%g of the way\n", VECTOR(scores.code.way)[2]);
 *   latigraph_set_scores_destroy(&scores);
 * \endverbatim
 */
igraph_error_t latigraph_score_sets(const latigraph_model_t *model,
                                    const latigraph_circuit_list_t *first,
                                    const latigraph_circuit_list_t *second,
                                    const latigraph_circuit_list_t *further,
                                    const igraph_strvector_t *labels,
                                    const latigraph_directions_options_t *options,
                                    latigraph_set_scores_t *scores) {
    latigraph_directions_options_t defaults;
    if (options == NULL) {
        latigraph_directions_options_init(&defaults);
        options = &defaults;
    }
    latigraph_scored_sets_t sets = {.model = model, .options = options};
    latigraph_set_scores_clear(scores);
    IGRAPH_CHECK(check(model, first, second, further, options));
    IGRAPH_CHECK(name_sets(further, labels, scores));
    IGRAPH_FINALLY(sets_destroy, &sets);
    IGRAPH_CHECK(list_circuits(first, second, further, labels, &sets, scores));
    IGRAPH_CHECK(describe(&sets, scores));
    IGRAPH_CHECK(score_kinds(&sets, scores));
    if (sets.sets > 2) {
        IGRAPH_CHECK(latigraph_separate_sets(&sets, scores));
    }
    sets_destroy(&sets);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
