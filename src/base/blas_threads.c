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

#if defined(__ELF__)
#define WEAK __attribute__((weak))
#endif

#if defined(HAVE_OPENBLAS_SET_NUM_THREADS)
#define OPENBLAS
#define HAS_OPENBLAS 1
#elif defined(WEAK)
#define OPENBLAS WEAK
#define HAS_OPENBLAS (openblas_set_num_threads != NULL)
#endif
#ifdef OPENBLAS
extern int openblas_get_num_threads(void) OPENBLAS;
extern void openblas_set_num_threads(int threads) OPENBLAS;
#endif

#if defined(HAVE_FLEXIBLAS_SET_NUM_THREADS)
#define FLEXIBLAS
#define HAS_FLEXIBLAS 1
#elif defined(WEAK)
#define FLEXIBLAS WEAK
#define HAS_FLEXIBLAS (flexiblas_set_num_threads != NULL)
#endif
#ifdef FLEXIBLAS
extern int flexiblas_get_num_threads(void) FLEXIBLAS;
extern void flexiblas_set_num_threads(int threads) FLEXIBLAS;
#endif

#if defined(HAVE_MKL_SET_NUM_THREADS)
#define MKL
#define HAS_MKL 1
#elif defined(WEAK)
#define MKL WEAK
#define HAS_MKL (MKL_Set_Num_Threads != NULL)
#endif
#ifdef MKL
extern int MKL_Get_Max_Threads(void) MKL;
extern void MKL_Set_Num_Threads(int threads) MKL;
#endif

#if defined(HAVE_BLI_THREAD_SET_NUM_THREADS)
#define BLIS
#define HAS_BLIS 1
#elif defined(WEAK)
#define BLIS WEAK
#define HAS_BLIS (bli_thread_set_num_threads != NULL)
#endif
#ifdef BLIS
/* BLIS counts in an integer of the size of a pointer. */
extern ptrdiff_t bli_thread_get_num_threads(void) BLIS;
extern void bli_thread_set_num_threads(ptrdiff_t threads) BLIS;

static int get_blis(void) {
    return (int)bli_thread_get_num_threads();
}

static void set_blis(int threads) {
    bli_thread_set_num_threads(threads);
}
#endif

typedef struct {
    int (*get)(void);
    void (*set)(int threads);
} threads_t;

/* Returns the functions of the implementation in use; both are NULL if it has none. */
static threads_t find(void) {
#if defined(OPENBLAS)
    if (HAS_OPENBLAS) {
        return (threads_t){openblas_get_num_threads, openblas_set_num_threads};
    }
#endif
#if defined(FLEXIBLAS)
    if (HAS_FLEXIBLAS) {
        return (threads_t){flexiblas_get_num_threads, flexiblas_set_num_threads};
    }
#endif
#if defined(MKL)
    if (HAS_MKL) {
        return (threads_t){MKL_Get_Max_Threads, MKL_Set_Num_Threads};
    }
#endif
#if defined(BLIS)
    if (HAS_BLIS) {
        return (threads_t){get_blis, set_blis};
    }
#endif
    return (threads_t){NULL, NULL};
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
