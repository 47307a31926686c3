/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Fingerprints of neurons by SHA-256.
 *
 * A model stores digests of the neurons that it was fitted to, so that circuits can be checked for
 * overlap with them without their names in the file. 64 bits suffice: among a million neurons a
 * chance collision has a probability of 3·10⁻⁸. The hash of a name alone splits any connectome in
 * the same way on every machine. g_str_hash() would not do: it has 32 bits, and they are not
 * spread evenly.
 */
#include "circuit/circuit.h"

/* Returns the first 8 bytes, most significant first, and frees the checksum. */
static guint64 leading_bits(GChecksum *checksum) {
    guint8 bytes[32];
    gsize length = sizeof bytes;
    guint64 bits = 0;
    g_checksum_get_digest(checksum, bytes, &length);
    g_checksum_free(checksum);
    for (int i = 0; i < 8; i++) {
        bits = bits << 8 | bytes[i];
    }
    return bits;
}

guint64 latigraph_neuron_digest(const char *connectome, const char *neuron) {
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)connectome, -1);
    g_checksum_update(checksum, (const guchar *)"/", 1);
    g_checksum_update(checksum, (const guchar *)neuron, -1);
    return leading_bits(checksum);
}

double latigraph_neuron_hash(const char *neuron) {
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)neuron, -1);
    return (double)(leading_bits(checksum) >> 11) * 0x1p-53;
}
