/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

/* The command as one of several processes that mpirun or srun started. The library splits the work;
 * here MPI is started and ended, and only the first rank writes and speaks. */

#ifdef HAVE_MPI
#include <mpi.h>

/* MPI takes a while to start and is of no use to a process that runs alone. */
static gboolean is_launched(void) {
    return g_getenv("OMPI_COMM_WORLD_SIZE") != NULL || g_getenv("PMIX_RANK") != NULL ||
           g_getenv("PMI_RANK") != NULL;
}

/* As the launcher says, before MPI is started. */
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

/* Work that is not split knows nothing of MPI: then there is one rank for the library, too. */
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
