/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_BYTE_ORDER_H
#define LATIGRAPH_BASE_BYTE_ORDER_H

#include <glib.h>

/* Turns `count` numbers of `width` bytes of this machine into little-endian ones, or back, in
 * place. Files are little-endian on every machine. */
static inline void latigraph_little_endian(void *numbers, size_t count, size_t width) {
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN) {
        return;
    }
    for (size_t k = 0; k < count; k++) {
        guint8 *number = (guint8 *)numbers + k * width;
        for (size_t b = 0; b < width / 2; b++) {
            const guint8 byte = number[b];
            number[b] = number[width - 1 - b];
            number[width - 1 - b] = byte;
        }
    }
}

#endif
