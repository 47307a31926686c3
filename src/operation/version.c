/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The version of the library that runs, which a program can compare with that of the headers it
 * was compiled with. */

#include <latigraph/version.h>

/**
 * \function latigraph_version
 * \brief The version of the library in use.
 *
 * Differs from \c LATIGRAPH_VERSION if a program runs with another library
 * than it was compiled with.
 *
 * \return Three numbers, e.g. "0.1.0"; a constant.
 *
 * Time complexity: O(1).
 */
const char *latigraph_version(void) {
    return LATIGRAPH_VERSION;
}
