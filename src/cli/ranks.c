/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The command as one of several processes that mpirun or srun started.
 *
 * The library splits work among processes once MPI is started; this file starts and ends it. MPI
 * takes a while to start, so a process does so only if the launcher's environment variables are
 * set and the operation splits its work. If the work is not split, all processes but the first end
 * at once, since they would only repeat it. Otherwise all of them run, and the first alone prints
 * and writes. A process that fails ends the whole job, because the others would wait for it for
 * ever.
 */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef HAVE_MPI
#include <mpi.h>

/* Returns whether a launcher started this process. */
static gboolean is_launched(void) {
    return g_getenv("OMPI_COMM_WORLD_SIZE") != NULL || g_getenv("PMIX_RANK") != NULL ||
           g_getenv("PMI_RANK") != NULL;
}

/* Returns the rank by the launcher's environment, before MPI is started. */
static int launched_rank(void) {
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value != NULL) {
            return atoi(value);
        }
    }
    return 0;
}

/* If the work is not split, MPI is not started, and the library sees one rank. */
gboolean cli_ranks_start(gboolean split) {
    int provided, rank = launched_rank();
    if (!is_launched()) {
        return TRUE;
    }
    if (split) {
        if (MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) {
            return TRUE;
        }
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    }
    if (rank == 0) {
        return TRUE;
    }
    cli_be_quiet();
    return freopen("/dev/null", "w", stdout) == NULL;
}

gboolean cli_is_first(void) {
    int started = 0, rank = 0;
    MPI_Initialized(&started);
    if (started) {
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    }
    return rank == 0;
}

igraph_integer_t cli_ranks_sum(igraph_integer_t count) {
    int started = 0;
    long long own = count, sum = count;
    MPI_Initialized(&started);
    if (started) {
        MPI_Allreduce(&own, &sum, 1, MPI_LONG_LONG, MPI_SUM, MPI_COMM_WORLD);
    }
    return (igraph_integer_t)sum;
}

int cli_ranks_end(int status) {
    int started = 0;
    MPI_Initialized(&started);
    if (started && status != CLI_OK) {
        MPI_Abort(MPI_COMM_WORLD, status); /* the others may wait for this one */
    } else if (started) {
        MPI_Finalize();
    }
    return status;
}

#else

gboolean cli_ranks_start(gboolean split) {
    (void)split;
    return TRUE;
}

gboolean cli_is_first(void) {
    return TRUE;
}

igraph_integer_t cli_ranks_sum(igraph_integer_t count) {
    return count;
}

int cli_ranks_end(int status) {
    return status;
}

#endif
