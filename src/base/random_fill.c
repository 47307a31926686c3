/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Many random words at once, for the inner loops of the sparse sampler.
 *
 * Blocks of a stream do not depend on each other, so 16 of them are computed side by side in
 * vector registers. The words and their order are those of latigraph_stream_next(). A remainder,
 * and a block that is partly used, are drawn one by one. Words become exponential numbers by −ln u
 * in single precision, where u = (word + ½) / 2³² is never 0.
 */
#include "base/fast.h"
#include "base/random.h"
#include "base/real.h"

enum { LANES = 16 };

/* Computes LANES blocks of Philox4x32-10 whose counters begin with first, first + 1, ... The loops
 * over lanes are vectorised; the output equals that of one block after the other. */
FAST static void philox_lanes(uint32_t first, const uint32_t counter[4], const uint32_t key[2],
                              uint32_t *restrict out) {
    uint32_t c0[LANES], c1[LANES], c2[LANES], c3[LANES];
    uint32_t k0 = key[0], k1 = key[1];
    for (int l = 0; l < LANES; l++) {
        c0[l] = first + (uint32_t)l;
        c1[l] = counter[1];
        c2[l] = counter[2];
        c3[l] = counter[3];
    }
    for (int round = 0; round < 10; round++) {
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            const uint64_t p0 = UINT64_C(0xD2511F53) * c0[l];
            const uint64_t p1 = UINT64_C(0xCD9E8D57) * c2[l];
            c0[l] = (uint32_t)(p1 >> 32) ^ c1[l] ^ k0;
            c1[l] = (uint32_t)p1;
            c2[l] = (uint32_t)(p0 >> 32) ^ c3[l] ^ k1;
            c3[l] = (uint32_t)p0;
        }
        k0 += UINT32_C(0x9E3779B9);
        k1 += UINT32_C(0xBB67AE85);
    }
    for (int l = 0; l < LANES; l++) {
        out[4 * l] = c0[l];
        out[4 * l + 1] = c1[l];
        out[4 * l + 2] = c2[l];
        out[4 * l + 3] = c3[l];
    }
}

void latigraph_stream_fill(latigraph_stream_t *stream, int count, uint32_t *words) {
    int at = 0;
    while (at < count) {
        const int fits =
            stream->used == 4 && count - at >= 4 * LANES && stream->counter[0] < UINT32_MAX - LANES;
        if (fits) {
            philox_lanes(stream->counter[0], stream->counter, stream->key, words + at);
            stream->counter[0] += LANES;
            at += 4 * LANES;
        } else {
            words[at++] = latigraph_stream_next(stream);
        }
    }
}

FAST void latigraph_exponentials(int count, const uint32_t *restrict words,
                                 float *restrict values) {
#pragma omp simd
    for (int k = 0; k < count; k++) {
        values[k] = -logf(((float)words[k] + 0.5f) * 0x1p-32f);
    }
}
