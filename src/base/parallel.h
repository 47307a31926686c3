/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_PARALLEL_H
#define LATIGRAPH_BASE_PARALLEL_H

#include <igraph.h>

/* The most threads that a caller may ask for. */
enum { LATIGRAPH_THREADS_MAX = 1024 };

/* Returns IGRAPH_EINVAL unless `threads` is from 1 to LATIGRAPH_THREADS_MAX. */
igraph_error_t latigraph_check_threads(igraph_integer_t threads);

/* Runs body(item, worker, data) for item = 0 .. count − 1 on up to `threads` threads, one of them
 * the calling thread. Items are handed out in order, one at a time; `worker` = 0 .. threads − 1
 * numbers the thread, so that a body can use scratch memory of its own.
 *
 * A body works on plain arrays only: it calls no igraph function, raises no error and allocates no
 * memory that it cannot do without. Threads come from GThreadPool's shared pool. OpenBLAS runs
 * with one thread while the loop runs, so that results do not depend on the number of threads. Its
 * former setting is restored when the last nested loop ends. */
typedef void latigraph_body_t(int item, int worker, void *data);

void latigraph_parallel_for(int threads, int count, latigraph_body_t *body, void *data);

/* Keeps OpenBLAS at one thread between begin and end. Calls nest and may come from several
 * threads. */
void latigraph_blas_begin(void);
void latigraph_blas_end(void);

#endif
