/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The threads of BLAS, whichever implementation it is.
 *
 * No standard says how the number of threads is set: each implementation has functions of its own.
 * configure finds those of the library that it links. A program may still meet another one, because
 * distributions let users exchange the library behind libblas.so.3 at any time. So the functions
 * that configure did not find are weak references where the object format has these. The dynamic
 * loader fills in the ones that the loaded library has, and leaves the others NULL.
 *
 * netlib's reference has one thread. Accelerate manages its threads itself.
 */
#include "base/blas_threads.h"

#include <stddef.h>

typedef struct {
    int (*get)(void);
    void (*set)(int threads);
} threads_t;

#ifdef HAVE_OPENBLAS_SET_NUM_THREADS
#define OPENBLAS
#elif defined(__ELF__)
#define OPENBLAS __attribute__((weak))
#endif
#ifdef HAVE_FLEXIBLAS_SET_NUM_THREADS
#define FLEXIBLAS
#elif defined(__ELF__)
#define FLEXIBLAS __attribute__((weak))
#endif
#ifdef HAVE_MKL_SET_NUM_THREADS
#define MKL
#elif defined(__ELF__)
#define MKL __attribute__((weak))
#endif
#ifdef HAVE_BLI_THREAD_SET_NUM_THREADS
#define BLIS
#elif defined(__ELF__)
#define BLIS __attribute__((weak))
#endif

#ifdef OPENBLAS
extern int openblas_get_num_threads(void) OPENBLAS;
extern void openblas_set_num_threads(int threads) OPENBLAS;
#endif
#ifdef FLEXIBLAS
extern int flexiblas_get_num_threads(void) FLEXIBLAS;
extern void flexiblas_set_num_threads(int threads) FLEXIBLAS;
#endif
#ifdef MKL
extern int MKL_Get_Max_Threads(void) MKL;
extern void MKL_Set_Num_Threads(int threads) MKL;
#endif
#ifdef BLIS
/* BLIS counts in an integer of the size of a pointer. */
extern ptrdiff_t bli_thread_get_num_threads(void) BLIS;
extern void bli_thread_set_num_threads(ptrdiff_t threads) BLIS;

static int get_blis(void) {
    ptrdiff_t (*const get)(void) = bli_thread_get_num_threads;
    return get != NULL ? (int)get() : 0;
}

static void set_blis(int threads) {
    void (*const set)(ptrdiff_t) = bli_thread_set_num_threads;
    if (set != NULL) {
        set(threads);
    }
}
#endif

/* The implementations. Functions that the loaded library does not have are NULL. */
static const threads_t KNOWN[] = {
#ifdef OPENBLAS
    {openblas_get_num_threads, openblas_set_num_threads},
#endif
#ifdef FLEXIBLAS
    {flexiblas_get_num_threads, flexiblas_set_num_threads},
#endif
#ifdef MKL
    {MKL_Get_Max_Threads, MKL_Set_Num_Threads},
#endif
#ifdef BLIS
    {get_blis, set_blis},
#endif
    {NULL, NULL}};

/* Returns the functions of the implementation in use; both are NULL if it has none. */
static threads_t find(void) {
    size_t k = 0;
    while (KNOWN[k].set == NULL && k + 1 < sizeof KNOWN / sizeof *KNOWN) {
        k++;
    }
    return KNOWN[k];
}

int latigraph_blas_threads(void) {
    const threads_t threads = find();
    return threads.get != NULL ? threads.get() : 0;
}

void latigraph_blas_set_threads(int count) {
    const threads_t threads = find();
    if (threads.set != NULL) {
        threads.set(count);
    }
}
