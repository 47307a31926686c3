/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_TEXT_ROOM_H
#define LATIGRAPH_BASE_TEXT_ROOM_H

#include "base/text.h"

/* Bytes that writers put behind a text by themselves, which is faster than appending each part. */

/* Returns a place for `length` bytes behind the text, or NULL if an allocation has failed. The
 * bytes belong to the text after latigraph_text_extend(). */
char *latigraph_text_reserve(latigraph_text_t *text, size_t length);
/* Makes the bytes up to `end`, which are in the place that was reserved, part of the text. */
void latigraph_text_extend(latigraph_text_t *text, const char *end);

#endif
