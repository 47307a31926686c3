/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuit/circuit.h"

guint64 latigraph_neuron_digest(const char *connectome, const char *neuron) {
    guint8 bytes[32];
    gsize length = sizeof bytes;
    guint64 digest = 0;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)connectome, -1);
    g_checksum_update(checksum, (const guchar *)"/", 1);
    g_checksum_update(checksum, (const guchar *)neuron, -1);
    g_checksum_get_digest(checksum, bytes, &length);
    g_checksum_free(checksum);
    for (int i = 0; i < 8; i++) {
        digest = digest << 8 | bytes[i];
    }
    return digest;
}
