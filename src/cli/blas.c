/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The choice of OpenBLAS's kernels on processors that are newer than its list.
 *
 * OpenBLAS chooses its kernels when it is loaded, by a table of processor models. A model that is
 * not in the table gets kernels of 2004, which are several times slower than the processor allows.
 * The environment variable OPENBLAS_CORETYPE names other kernels, but it is read at loading,
 * before main() begins. So if old kernels were chosen on a processor that has AVX2, this file sets
 * the variable and starts the program again. The variable is set then, so a second restart cannot
 * happen.
 */
#include "cli/cli.h"

#include <cblas.h>
#include <string.h>
#include <unistd.h>

void cli_choose_blas(char **argv) {
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)
    static const char *const old[] = {
        "Prescott", "Core2",  "Penryn",    "Dunnington", "Nehalem",    "Atom",      "Opteron",
        "Athlon",   "Katmai", "Northwood", "Banias",     "Coppermine", "Barcelona", NULL};
    if (g_getenv("OPENBLAS_CORETYPE") != NULL || !g_strv_contains(old, openblas_get_corename()) ||
        !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
        return;
    }
    const gboolean wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
    if (g_setenv("OPENBLAS_CORETYPE", wide ? "SkylakeX" : "Haswell", TRUE)) {
        execv("/proc/self/exe", argv); /* returns only if it fails; the slow kernels then do */
    }
#else
    (void)argv;
#endif
}
