/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_NUMBER_TEXT_H
#define LATIGRAPH_BASE_NUMBER_TEXT_H

#include <glib.h>

/* Returns the shortest decimal text that reads back as the same double; "" for NaN. */
const char *latigraph_number_text(double value, char buffer[G_ASCII_DTOSTR_BUF_SIZE]);

#endif
