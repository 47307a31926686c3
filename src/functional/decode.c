/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Places out of spike counts, by maps as templates.
 *
 * The place of a row is the one whose map makes the counts most likely, if they are independent
 * Poisson numbers: the largest Σ_c count_c ln map_c − exposure map_c (Zhang, Ginzburg, McNaughton,
 * Sejnowski, J. Neurophysiol. 79:1017, 1998). All places are equally likely before, or those near
 * the last decoded place are likelier. Likelihoods of a block of rows are one product of matrices.
 * A cell that was not recorded in a row (NaN) is left out there. */

#include "base/cblas.h"
#include "base/cancel.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <latigraph/functional.h>

#include <math.h>
#include <string.h>

enum { BLOCK = 64 };

typedef struct {
    const igraph_matrix_t *counts, *places;
    const latigraph_decode_options_t *options;
    int rows, cells, count; /* count: places */
    double *log_map;        /* (cells, count) */
    double *map;            /* (cells, count) expected counts */
    double *score;          /* (threads, BLOCK, count) */
    double *known;          /* (threads, 2, BLOCK, cells) counts, and −1 for recorded cells */
    igraph_matrix_t *decoded;
    latigraph_cancel_t cancel;
} job_t;

/**
 * \function latigraph_decode_options_init
 * \brief Sets all options of \ref latigraph_functional_decode() to their defaults.
 *
 * The defaults are an exposure of 1, a floor of 0.01, any move and one thread.
 *
 * \param options The options.
 *
 * Time complexity: O(1).
 *
 * Example: counts of half a second, and maps in Hz.
 * \verbatim
 *   latigraph_decode_options_t choice;
 *   latigraph_decode_options_init(&choice);
 *   choice.exposure = 0.5;
 * \endverbatim
 */
void latigraph_decode_options_init(latigraph_decode_options_t *options) {
    *options = (latigraph_decode_options_t){.exposure = 1, .floor = 0.01, .threads = 1};
}

/* --- Checks ----------------------------------------------------------------------------------- */

static igraph_error_t check_counts(const job_t *job) {
    for (int t = 0; t < job->rows; t++) {
        for (int c = 0; c < job->cells; c++) {
            const double count = MATRIX(*job->counts, t, c);
            if (count < 0 || isinf(count)) {
                IGRAPH_ERRORF("The count of cell %d is %g in row %d, but counts are 0 or more.",
                              IGRAPH_EINVAL, c + 1, count, t + 1);
            }
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check_maps(const igraph_matrix_t *maps, const igraph_matrix_t *places) {
    for (igraph_integer_t k = 0; k < igraph_matrix_nrow(maps); k++) {
        for (igraph_integer_t c = 0; c < igraph_matrix_ncol(maps); c++) {
            if (!(MATRIX(*maps, k, c) >= 0 && isfinite(MATRIX(*maps, k, c)))) {
                IGRAPH_ERRORF("The map of cell %" IGRAPH_PRId " is %g at place %" IGRAPH_PRId
                              ", but rates are 0 or more.",
                              IGRAPH_EINVAL, c + 1, MATRIX(*maps, k, c), k + 1);
            }
        }
        if (!isfinite(MATRIX(*places, k, 0)) || !isfinite(MATRIX(*places, k, 1))) {
            IGRAPH_ERRORF("Place %" IGRAPH_PRId " is not finite.", IGRAPH_EINVAL, k + 1);
        }
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t check(const job_t *job, const igraph_matrix_t *maps) {
    if (igraph_matrix_ncol(maps) != job->cells) {
        IGRAPH_ERRORF("The maps are of %" IGRAPH_PRId " cells, the counts of %d.", IGRAPH_EINVAL,
                      igraph_matrix_ncol(maps), job->cells);
    }
    if (igraph_matrix_nrow(maps) != job->count || igraph_matrix_ncol(job->places) != 2) {
        IGRAPH_ERRORF("The maps have %" IGRAPH_PRId " places (rows), but there are %d places with "
                      "%" IGRAPH_PRId " coordinates; two are needed.",
                      IGRAPH_EINVAL, igraph_matrix_nrow(maps), job->count,
                      igraph_matrix_ncol(job->places));
    }
    if (job->count < 1 || job->cells < 1) {
        IGRAPH_ERROR("There are no maps.", IGRAPH_EINVAL);
    }
    if (!(job->options->exposure > 0 && job->options->floor > 0 && job->options->step >= 0)) {
        IGRAPH_ERRORF("Exposure %g and floor %g must be above 0, and the step %g must not be "
                      "negative.",
                      IGRAPH_EINVAL, job->options->exposure, job->options->floor,
                      job->options->step);
    }
    IGRAPH_CHECK(latigraph_check_threads(job->options->threads));
    IGRAPH_CHECK(check_counts(job));
    return check_maps(maps, job->places);
}

/* --- Places ----------------------------------------------------------------------------------- */

/* Computes the log likelihood of all places for the rows first .. first + rows − 1. */
static double *score_block(job_t *job, int first, int rows, int worker) {
    const size_t part = (size_t)BLOCK * (size_t)job->cells;
    double *score = job->score + (size_t)worker * BLOCK * (size_t)job->count;
    double *known = job->known + (size_t)worker * 2 * part, *present = known + part;
    for (int t = 0; t < rows; t++) {
        for (int c = 0; c < job->cells; c++) {
            const double count = MATRIX(*job->counts, first + t, c);
            const size_t entry = (size_t)t * (size_t)job->cells + (size_t)c;
            known[entry] = isnan(count) ? 0 : count;
            present[entry] = isnan(count) ? 0 : -1;
        }
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, job->count, job->cells, 1, known,
                job->cells, job->log_map, job->count, 0, score, job->count);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, job->count, job->cells, 1, present,
                job->cells, job->map, job->count, 1, score, job->count);
    return score;
}

static gboolean has_count(const job_t *job, int row) {
    for (int c = 0; c < job->cells; c++) {
        if (!isnan(MATRIX(*job->counts, row, c))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Returns the log probability of a move from the last place, up to a constant. */
static double move_prior(const job_t *job, int place, int last) {
    if (last < 0 || job->options->step == 0) {
        return 0;
    }
    const double dx = MATRIX(*job->places, place, 0) - MATRIX(*job->places, last, 0);
    const double dy = MATRIX(*job->places, place, 1) - MATRIX(*job->places, last, 1);
    return -(dx * dx + dy * dy) / (2 * job->options->step * job->options->step);
}

/* Decodes the rows of a block; `last` is the place before them, or −1. Returns the last place. */
static int decode_block(job_t *job, int block, int worker, int last) {
    const int first = block * BLOCK, rows = MIN(BLOCK, job->rows - first);
    const double *score = score_block(job, first, rows, worker);
    for (int t = 0; t < rows; t++) {
        int best = 0;
        double most = -INFINITY;
        for (int k = 0; k < job->count; k++) {
            const double value =
                score[(size_t)t * (size_t)job->count + (size_t)k] + move_prior(job, k, last);
            if (value > most) {
                most = value;
                best = k;
            }
        }
        const gboolean known = has_count(job, first + t);
        last = known ? best : last;
        MATRIX(*job->decoded, first + t, 0) = known ? MATRIX(*job->places, best, 0) : NAN;
        MATRIX(*job->decoded, first + t, 1) = known ? MATRIX(*job->places, best, 1) : NAN;
    }
    return last;
}

static void decode_body(int block, int worker, void *data) {
    job_t *job = data;
    if (!latigraph_cancelled(&job->cancel)) {
        decode_block(job, block, worker, -1);
    }
}

/* --- The call --------------------------------------------------------------------------------- */

static void set_maps(job_t *job, const igraph_matrix_t *maps) {
    for (int c = 0; c < job->cells; c++) {
        for (int k = 0; k < job->count; k++) {
            const size_t entry = (size_t)c * (size_t)job->count + (size_t)k;
            const double map =
                job->options->exposure * fmax(MATRIX(*maps, k, c), job->options->floor);
            job->map[entry] = map;
            job->log_map[entry] = log(map);
        }
    }
}

/* Decodes all rows: one after the other if moves matter, otherwise by several threads. */
static igraph_error_t decode_all(job_t *job, int threads) {
    const int blocks = (job->rows + BLOCK - 1) / BLOCK;
    int last = -1;
    latigraph_cancel_init(&job->cancel);
    if (job->options->step == 0) {
        latigraph_parallel_for(threads, blocks, decode_body, job);
    }
    for (int block = 0; block < blocks && job->options->step > 0; block++) {
        LATIGRAPH_ALLOW_INTERRUPTION();
        latigraph_blas_begin();
        last = decode_block(job, block, 0, last);
        latigraph_blas_end();
    }
    if (latigraph_cancelled(&job->cancel)) {
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_functional_decode
 * \brief Decodes places from spike counts.
 *
 * \param counts Counts: one row per window, one column per cell. NaN: the cell was not recorded.
 * \param maps Mean activity: one row per place, one column per cell.
 * \param places Coordinates of the places, two columns.
 * \param options The options.
 * \param decoded An initialised matrix, which gets the place of each row; NaN if no cell was
 *        recorded.
 * \return Error code: \c IGRAPH_EINVAL if sizes do not fit, a count or a rate is negative or an
 *         option is out of range, \c IGRAPH_ENOMEM, \c IGRAPH_INTERRUPTED.
 *
 * Time complexity: O(rows places cells).
 *
 * Example: one cell that fires at the second of two places.
 * \verbatim
 *   igraph_matrix_t counts, maps, places, decoded;
 *   latigraph_decode_options_t choice;
 *   latigraph_decode_options_init(&choice);
 *   igraph_matrix_init(&counts, 1, 1);
 *   igraph_matrix_init(&maps, 2, 1);
 *   igraph_matrix_init(&places, 2, 2);
 *   igraph_matrix_init(&decoded, 0, 0);
 *   MATRIX(counts, 0, 0) = MATRIX(maps, 1, 0) = MATRIX(places, 1, 0) = 5;
 *   latigraph_functional_decode(&counts, &maps, &places, &choice, &decoded);
 *   printf("%g\n", MATRIX(decoded, 0, 0));
 *   igraph_matrix_destroy(&decoded);
 *   igraph_matrix_destroy(&places);
 *   igraph_matrix_destroy(&maps);
 *   igraph_matrix_destroy(&counts);
 * \endverbatim
 */
igraph_error_t latigraph_functional_decode(const igraph_matrix_t *counts,
                                           const igraph_matrix_t *maps,
                                           const igraph_matrix_t *places,
                                           const latigraph_decode_options_t *options,
                                           igraph_matrix_t *decoded) {
    job_t job = {.counts = counts, .places = places, .options = options, .decoded = decoded};
    if (igraph_matrix_nrow(counts) > 1 << 28 || igraph_matrix_nrow(places) > 1 << 28 ||
        igraph_matrix_ncol(counts) > 1 << 28) {
        IGRAPH_ERROR("There are too many counts or places.", IGRAPH_EINVAL);
    }
    job.rows = (int)igraph_matrix_nrow(counts);
    job.cells = (int)igraph_matrix_ncol(counts);
    job.count = (int)igraph_matrix_nrow(places);
    IGRAPH_CHECK(check(&job, maps));
    const gsize threads = (gsize)CLAMP(options->threads, 1, 1 + job.rows / BLOCK);
    const gsize size = (gsize)job.cells * (gsize)job.count;
    LATIGRAPH_ALLOCATE(job.log_map, 2 * size);
    job.map = job.log_map + size;
    LATIGRAPH_ALLOCATE(job.score, threads * BLOCK * (gsize)job.count);
    LATIGRAPH_ALLOCATE(job.known, threads * 2 * BLOCK * (gsize)job.cells);
    IGRAPH_CHECK(igraph_matrix_resize(decoded, job.rows, 2));
    set_maps(&job, maps);
    IGRAPH_CHECK(decode_all(&job, (int)threads));
    g_free(job.known);
    g_free(job.score);
    g_free(job.log_map);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}
