/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The choice of OpenBLAS's kernels on processors that it does not know. The oldest kernels stand in
 * for such a processor. */

#include "base/blas.h"
#include "base/cblas.h"
#include "test.h"

#include <glib.h>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)

#define WEAK __attribute__((weak))
WEAK char *openblas_get_corename(void);
WEAK void gotoblas_dynamic_quit(void);
WEAK void gotoblas_dynamic_init(void);

static void use(const char *kernels) {
    g_setenv("OPENBLAS_CORETYPE", kernels, TRUE);
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
}

static gboolean is_used(const char *kernels) {
    return g_ascii_strcasecmp(openblas_get_corename(), kernels) == 0;
}

static double product(void) {
    double a[64 * 64], c[64 * 64], sum = 0;
    for (int k = 0; k < 64 * 64; k++) {
        a[k] = k % 7;
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 64, 64, 64, 1, a, 64, a, 64, 0, c, 64);
    for (int k = 0; k < 64 * 64; k++) {
        sum += c[k] * (1 + k % 5);
    }
    return sum;
}

static gpointer wait_for(gpointer lock) {
    g_mutex_lock(lock);
    g_mutex_unlock(lock);
    return NULL;
}

/* A thread of the host could be in a call of OpenBLAS, so nothing may change while there is one. */
static void test_threads(void) {
    GMutex lock;
    g_mutex_init(&lock);
    g_mutex_lock(&lock);
    GThread *threads[2] = {g_thread_new("a", wait_for, &lock), g_thread_new("b", wait_for, &lock)};
    latigraph_blas_choose();
    CHECK(is_used("Prescott"));
    g_mutex_unlock(&lock);
    g_thread_join(threads[0]);
    g_thread_join(threads[1]);
    g_mutex_clear(&lock);
}

int main(void) {
    test_init();
    if (openblas_get_corename == NULL || gotoblas_dynamic_quit == NULL ||
        gotoblas_dynamic_init == NULL || !__builtin_cpu_supports("avx2")) {
        return 77;
    }
    use("Prescott");
    if (!is_used("Prescott")) {
        return 77; /* built for one processor */
    }
    const double before = product();
    latigraph_blas_choose();
    CHECK(is_used("Prescott")); /* the variable is the user's choice */
    g_unsetenv("OPENBLAS_CORETYPE");
    test_threads();
    latigraph_blas_choose();
    CHECK(is_used("Haswell") || is_used("SkylakeX"));
    CHECK(g_getenv("OPENBLAS_CORETYPE") == NULL);
    CHECK_NEAR(product(), before, 1e-9 * before);
    use("Sandybridge");
    g_unsetenv("OPENBLAS_CORETYPE");
    latigraph_blas_choose();
    CHECK(is_used("Sandybridge")); /* kernels of this age are in OpenBLAS's own table */
    return 0;
}

#else

int main(void) {
    return 77;
}

#endif
