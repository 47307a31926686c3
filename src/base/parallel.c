/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Parallel loops over items, and the number of threads of BLAS during them.
 *
 * Threads take the next item from an atomic counter. Items of different cost balance that way,
 * which fixed blocks would not: the time of a circuit grows with the square of its size. The
 * calling thread is worker 0 and takes part, so a loop makes progress even if no thread can be
 * created.
 *
 * Results must not depend on the number of threads. A body therefore writes only into the place of
 * its item, and sums over items are taken afterwards in order. BLAS splits sums by its own number
 * of threads, so it is held at one while any loop runs. A counter of holders lets loops nest and
 * lets programs call the library from several threads; the last holder restores the former number.
 */
#include "base/parallel.h"

#include "base/blas_threads.h"

#include <glib.h>

igraph_error_t latigraph_check_threads(igraph_integer_t threads) {
    if (threads < 1 || threads > LATIGRAPH_THREADS_MAX) {
        IGRAPH_ERRORF("The number of threads is %" IGRAPH_PRId ", but must be from 1 to %d.",
                      IGRAPH_EINVAL, threads, LATIGRAPH_THREADS_MAX);
    }
    return IGRAPH_SUCCESS;
}

typedef struct {
    latigraph_body_t *body;
    void *data;
    int count;
    gint next; /* atomic: the next item to hand out */
} job_t;

static void work(job_t *job, int worker) {
    for (;;) {
        const int item = g_atomic_int_add(&job->next, 1);
        if (item >= job->count) {
            return;
        }
        job->body(item, worker, job->data);
    }
}

static void work_in_pool(gpointer worker, gpointer job) {
    work(job, GPOINTER_TO_INT(worker));
}

void latigraph_parallel_for(int threads, int count, latigraph_body_t *body, void *data) {
    job_t job = {.body = body, .data = data, .count = count, .next = 0};
    GThreadPool *pool = NULL;
    threads = MIN(threads, count);
    latigraph_blas_begin();
    if (threads > 1) {
        pool = g_thread_pool_new(work_in_pool, &job, threads - 1, FALSE, NULL);
    }
    for (int worker = 1; pool != NULL && worker < threads; worker++) {
        /* If no thread can be created, the calling thread does all the work. */
        g_thread_pool_push(pool, GINT_TO_POINTER(worker), NULL);
    }
    work(&job, 0);
    if (pool != NULL) {
        g_thread_pool_free(pool, FALSE, TRUE);
    }
    latigraph_blas_end();
}

static GMutex blas_lock;
static int blas_holders;
static int blas_threads_before;

void latigraph_blas_begin(void) {
    g_mutex_lock(&blas_lock);
    if (blas_holders++ == 0) {
        blas_threads_before = latigraph_blas_threads();
        latigraph_blas_set_threads(1);
    }
    g_mutex_unlock(&blas_lock);
}

void latigraph_blas_end(void) {
    g_mutex_lock(&blas_lock);
    if (--blas_holders == 0) {
        latigraph_blas_set_threads(blas_threads_before);
    }
    g_mutex_unlock(&blas_lock);
}
