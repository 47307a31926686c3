/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Properties of circuits whose neurons have types, that is, categorical columns of the node data.
 *
 * The types are the column called "type", or the first categorical one. Their assortativity is
 * Newman's coefficient for directed edges (Phys. Rev. E 67:026126, 2003). The balance of excitation
 * and inhibition needs a column whose levels name signs, such as "excitatory" or "GABAergic".
 * Single letters E and I count only if all levels are such letters, because other classifications
 * use single letters too. Time: O(n + m).
 */
#include "base/memory.h"
#include "measure/property.h"
#include "measure/types.h"

#include <stdlib.h>

const latigraph_column_t *latigraph_type_column(const latigraph_circuit_t *circuit) {
    const latigraph_column_t *named = latigraph_circuit_column(circuit, "type");
    if (named != NULL && named->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
        return named;
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[k];
        if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL) {
            return column;
        }
    }
    return NULL;
}

/* Compares the observed share of edges within a type with the share expected from the types of
 * senders and receivers. Edges with an unknown type at either end are ignored. */
igraph_error_t latigraph_measure_type_assortativity(const latigraph_subject_t *subject,
                                                    igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const latigraph_column_t *type = latigraph_type_column(c);
    double edges = 0, within = 0, expected = 0, *out, *in;
    *value = IGRAPH_NAN;
    if (type == NULL) {
        return IGRAPH_SUCCESS;
    }
    LATIGRAPH_ALLOCATE(out, igraph_vector_ptr_size(&type->levels));
    LATIGRAPH_ALLOCATE(in, igraph_vector_ptr_size(&type->levels));
    for (int i = 0; i < c->n; i++) {
        const int a = type->level[i];
        for (int e = c->out_start[i]; e < c->out_start[i + 1] && a >= 0; e++) {
            const int b = type->level[c->out_to[e]];
            if (b >= 0) {
                edges++;
                within += a == b;
                out[a]++;
                in[b]++;
            }
        }
    }
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&type->levels); k++) {
        expected += out[k] * in[k];
    }
    if (edges * edges > expected) {
        *value = (within * edges - expected) / (edges * edges - expected);
    }
    g_free(in);
    g_free(out);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* --- Excitation and inhibition -------------------------------------------- */

/* Returns the sign of a type by its name: 1 excitatory, −1 inhibitory, 0 neither. */
static int sign_of(const char *level) {
    if (g_ascii_strncasecmp(level, "exc", 3) == 0 ||
        g_ascii_strcasecmp(level, "glutamatergic") == 0 || g_ascii_strcasecmp(level, "e") == 0) {
        return 1;
    }
    return g_ascii_strncasecmp(level, "inh", 3) == 0 ||
                   g_ascii_strcasecmp(level, "gabaergic") == 0 ||
                   g_ascii_strcasecmp(level, "i") == 0
               ? -1
               : 0;
}

/* Returns whether the levels name signs. A single letter does so only if all types are E or I. */
static gboolean names_signs(const latigraph_column_t *column) {
    gboolean any = FALSE, all = igraph_vector_ptr_size(&column->levels) > 0;
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&column->levels); k++) {
        const char *level = VECTOR(column->levels)[k];
        any = any || (sign_of(level) != 0 && level[0] != '\0' && level[1] != '\0');
        all = all && sign_of(level) != 0;
    }
    return any || all;
}

static const latigraph_column_t *sign_column(const latigraph_circuit_t *circuit) {
    for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&circuit->columns); k++) {
        const latigraph_column_t *column = VECTOR(circuit->columns)[k];
        if (column->kind == LATIGRAPH_COLUMN_CATEGORICAL && names_signs(column)) {
            return column;
        }
    }
    return NULL;
}

igraph_error_t latigraph_measure_ei_balance(const latigraph_subject_t *subject,
                                            igraph_real_t *value) {
    const latigraph_circuit_t *c = subject->circuit;
    const latigraph_column_t *column = sign_column(c);
    double difference = 0, sum = 0;
    for (int i = 0; column != NULL && i < c->n; i++) {
        const int level = column->level[i];
        const int sign = level < 0 ? 0 : sign_of(VECTOR(column->levels)[level]);
        difference += sign * latigraph_out_degree(c, i);
        sum += abs(sign) * latigraph_out_degree(c, i);
    }
    *value = sum > 0 ? difference / sum : IGRAPH_NAN;
    return IGRAPH_SUCCESS;
}
