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

/* Runs body(item, worker, data) for item = 0 .. count − 1 on up to `threads`
 * threads, the caller's among them; worker = 0 .. threads − 1 numbers the
 * thread, for scratch memory of its own. Items are handed out in order, one at
 * a time. Bodies work on plain arrays only: no igraph call, no error, no
 * allocation that may fail. While it runs OpenBLAS is single-threaded (what it
 * was before is restored after the last such call ends), so that a result
 * never depends on the number of threads. Uses GThreadPool's shared threads. */
typedef void latigraph_body_t(int item, int worker, void *data);

void latigraph_parallel_for(int threads, int count, latigraph_body_t *body, void *data);

/* Holds OpenBLAS single-threaded between begin and end; calls nest and may come
 * from several threads. */
void latigraph_blas_begin(void);
void latigraph_blas_end(void);

#endif
