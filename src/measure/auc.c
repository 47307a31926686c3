/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Area under the ROC curve of pair scores, by ranks (Mann and Whitney 1947).
 *
 * Binary search among m sorted scores costs log m steps that wait for memory. An index shortens it.
 * The bits of a floating-point number, read as an integer, have the order of the numbers, and its
 * upper bits have the order of its logarithm, nearly. They number bins, about four per edge between
 * the lowest and the highest score, and the index has the first edge of each. A search then begins
 * with a bin that holds few edges, wherever the scores lie. */

#include "measure/auc.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b) {
    const real_t x = *(const real_t *)a, y = *(const real_t *)b;
    return (x > y) - (x < y);
}

/* Returns an integer that has the order of the scores. Both zeros have the key 0. */
static inline gint64 key_of(real_t score) {
    const float single = (float)score + 0.0F;
    gint32 bits;
    memcpy(&bits, &single, sizeof bits);
    return bits >= 0 ? bits : -(gint64)(bits & G_MAXINT32);
}

gboolean latigraph_auc_init(latigraph_auc_t *auc, int m, real_t *score, int *index) {
    for (int e = 0; e < m; e++) {
        if (isnan(score[e])) {
            return FALSE;
        }
    }
    if (m == 0) {
        return FALSE;
    }
    qsort(score, (size_t)m, sizeof *score, compare);
    const gint64 lowest = key_of(score[0]), range = key_of(score[m - 1]) - lowest;
    int shift = 0;
    while (range >> shift >= LATIGRAPH_AUC_INDEX - 2 || range >> shift >= 4 * (gint64)m) {
        shift++;
    }
    const int bins = (int)(range >> shift) + 1;
    for (int bin = 0, e = 0; bin <= bins; bin++) {
        while (e < m && (key_of(score[e]) - lowest) >> shift < bin) {
            e++;
        }
        index[bin] = e;
    }
    *auc = (latigraph_auc_t){
        .m = m, .edge = score, .start = index, .bins = bins, .shift = shift, .lowest = lowest};
    return TRUE;
}

/* Returns the first of the ascending edges begin .. end − 1 above a score, or, with `equal`, the
 * first at or above it. */
static inline int first_above(const real_t *edge, int begin, int end, real_t score,
                              gboolean equal) {
    while (begin < end) {
        const int middle = begin + (end - begin) / 2;
        if (edge[middle] < score || (!equal && edge[middle] == score)) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

double latigraph_auc_above(const latigraph_auc_t *auc, real_t score) {
    const gint64 place = key_of(score) - auc->lowest;
    if (place < 0) {
        return auc->m;
    }
    const gint64 bin = place >> auc->shift;
    if (bin >= auc->bins) {
        return 0;
    }
    const int end = auc->start[bin + 1];
    const int first = first_above(auc->edge, auc->start[bin], end, score, TRUE);
    return auc->m - 0.5 * (first + first_above(auc->edge, first, end, score, FALSE));
}
