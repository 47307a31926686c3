/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Counter-based random streams, and the distributions drawn from them.
 *
 * Philox encrypts a counter by ten rounds of multiplications and exclusive ors; the seed is the
 * key. Every block of four words is a function of the key and the counter alone:
 *
 *     counter = (block, purpose, index low, index high)  →  4 × 32 random bits
 *
 * A stream is the sequence of blocks of one purpose and index, and no two streams share a counter.
 * Item 7 of a loop thus gets the same numbers whichever thread or process draws them, and a stream
 * can be started anew at any time without a stored state.
 *
 * The distributions use exact methods: bits for uniform numbers, rejection for integers and Gamma
 * numbers, Box and Muller for normal ones. A large Poisson mean is reduced by Gamma arrival times
 * until counting exponential gaps is cheap.
 */
#include "base/random.h"

#include <math.h>

/* Computes one block of Philox4x32-10. */
static void philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        const uint64_t p0 = UINT64_C(0xD2511F53) * c0;
        const uint64_t p1 = UINT64_C(0xCD9E8D57) * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += UINT32_C(0x9E3779B9);
        k1 += UINT32_C(0xBB67AE85);
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

void latigraph_stream_init(latigraph_stream_t *stream, uint64_t seed, latigraph_purpose_t purpose,
                           uint64_t index) {
    stream->key[0] = (uint32_t)seed;
    stream->key[1] = (uint32_t)(seed >> 32);
    stream->counter[0] = 0;
    stream->counter[1] = (uint32_t)purpose;
    stream->counter[2] = (uint32_t)index;
    stream->counter[3] = (uint32_t)(index >> 32);
    stream->used = 4;
    stream->has_spare = 0;
}

uint32_t latigraph_stream_next(latigraph_stream_t *stream) {
    if (stream->used == 4) {
        philox(stream->counter, stream->key, stream->block);
        stream->used = 0;
        /* After 2³² blocks the counter carries into the unused high bits of the purpose, so a
         * stream has 2⁵⁸ numbers before it meets another one. */
        if (++stream->counter[0] == 0) {
            stream->counter[1] += UINT32_C(1) << 8;
        }
    }
    return stream->block[stream->used++];
}

double latigraph_stream_uniform(latigraph_stream_t *stream) {
    uint32_t words[2];
    words[0] = latigraph_stream_next(stream); /* 27 bits */
    words[1] = latigraph_stream_next(stream); /* 26 bits */
    return latigraph_uniform_of(words);
}

uint32_t latigraph_stream_integer(latigraph_stream_t *stream, uint32_t n) {
    /* Lemire, "Fast random integer generation in an interval", ACM TOMACS 29:3 (2019). */
    uint64_t product = (uint64_t)latigraph_stream_next(stream) * n;
    if ((uint32_t)product < n) {
        const uint32_t threshold = -n % n;
        while ((uint32_t)product < threshold) {
            product = (uint64_t)latigraph_stream_next(stream) * n;
        }
    }
    return (uint32_t)(product >> 32);
}

double latigraph_stream_normal(latigraph_stream_t *stream) {
    if (stream->has_spare) {
        stream->has_spare = 0;
        return stream->spare;
    }
    const double radius = sqrt(-2 * log1p(-latigraph_stream_uniform(stream)));
    const double angle = 2 * M_PI * latigraph_stream_uniform(stream);
    stream->spare = radius * sin(angle);
    stream->has_spare = 1;
    return radius * cos(angle);
}

double latigraph_stream_exponential(latigraph_stream_t *stream) {
    return -log1p(-latigraph_stream_uniform(stream));
}

double latigraph_stream_gamma(latigraph_stream_t *stream, double shape) {
    if (shape < 1) {
        const double u = 1 - latigraph_stream_uniform(stream);
        return latigraph_stream_gamma(stream, shape + 1) * pow(u, 1 / shape);
    }
    const double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        const double x = latigraph_stream_normal(stream);
        const double t = 1 + c * x;
        if (t <= 0) {
            continue;
        }
        const double v = t * t * t;
        const double u = 1 - latigraph_stream_uniform(stream);
        if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) {
            return d * v;
        }
    }
}

int64_t latigraph_stream_poisson(latigraph_stream_t *stream, double mean) {
    int64_t total = 0;
    /* A large mean is reduced exactly: the arrival time of event k is Gamma(k) and splits the
     * interval (Ahrens and Dieter, Computing 12:223, 1974). */
    while (mean > 30) {
        const int64_t k = (int64_t)(mean * 7 / 8);
        const double arrival = latigraph_stream_gamma(stream, (double)k);
        if (arrival > mean) {
            /* The k − 1 earlier arrivals are uniform on [0, arrival). */
            const double share = mean / arrival;
            for (int64_t i = 1; i < k; i++) {
                total += latigraph_stream_uniform(stream) < share;
            }
            return total;
        }
        total += k;
        mean -= arrival;
    }
    double time = latigraph_stream_exponential(stream);
    while (time <= mean) {
        total++;
        time += latigraph_stream_exponential(stream);
    }
    return total;
}

void latigraph_stream_permutation(latigraph_stream_t *stream, int *order, int n) {
    for (int i = 0; i < n; i++) {
        const int j = (int)latigraph_stream_integer(stream, (uint32_t)i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}
