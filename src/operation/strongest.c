/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* The strongest entries of a vector as a text such as "transitivity +1.62, density -0.40", for
 * tables that people read. The few greatest are found one after the other, in O(entries) each,
 * which is less than sorting all. */

#include "operation/strongest.h"

#include "base/memory.h"

#include <math.h>

/* The entry with the greatest absolute value among those that are not taken; -1 if none is left. */
static igraph_integer_t find_strongest(const igraph_vector_t *values, const gboolean *taken) {
    igraph_integer_t best = -1;
    for (igraph_integer_t k = 0; k < igraph_vector_size(values); k++) {
        if (!taken[k] && isfinite(VECTOR(*values)[k]) &&
            (best < 0 || fabs(VECTOR(*values)[k]) > fabs(VECTOR(*values)[best]))) {
            best = k;
        }
    }
    return best;
}

igraph_error_t latigraph_append_strongest(igraph_strvector_t *texts, const igraph_vector_t *values,
                                          const igraph_strvector_t *names,
                                          const strongest_t *options) {
    gboolean *taken;
    latigraph_text_t text = LATIGRAPH_TEXT_EMPTY;
    LATIGRAPH_ALLOCATE(taken, igraph_vector_size(values));
    IGRAPH_FINALLY(latigraph_text_destroy, &text);
    if (options->without >= 0 && options->without < igraph_vector_size(values)) {
        taken[options->without] = TRUE;
    }
    for (int i = 0; i < options->most; i++) {
        const igraph_integer_t best = find_strongest(values, taken);
        if (best < 0 || fabs(VECTOR(*values)[best]) < options->least) {
            break;
        }
        taken[best] = TRUE;
        latigraph_text_print(&text, "%s%s ", text.length > 0 ? ", " : "",
                             igraph_strvector_get(names, best));
        if (options->percent) {
            latigraph_text_print(&text, "%.0f %%", 100 * VECTOR(*values)[best]);
        } else {
            latigraph_text_print(&text, "%+.2f", VECTOR(*values)[best]);
        }
        if (options->error != NULL && isfinite(VECTOR(*options->error)[best])) {
            latigraph_text_print(&text, " ± %.2f", VECTOR(*options->error)[best]);
        }
    }
    IGRAPH_CHECK(latigraph_text_check(&text));
    IGRAPH_CHECK(igraph_strvector_push_back(texts, latigraph_text(&text)));
    latigraph_text_destroy(&text);
    g_free(taken);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_append_strongest_of_row(igraph_strvector_t *texts,
                                                 const igraph_matrix_t *matrix,
                                                 igraph_integer_t row,
                                                 const igraph_strvector_t *names,
                                                 const strongest_t *options) {
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(igraph_matrix_get_row(matrix, &values, row));
    IGRAPH_CHECK(latigraph_append_strongest(texts, &values, names, options));
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_append_strongest_of_column(igraph_strvector_t *texts,
                                                    const igraph_matrix_t *matrix,
                                                    igraph_integer_t column,
                                                    const igraph_strvector_t *names,
                                                    const strongest_t *options) {
    igraph_vector_t values;
    IGRAPH_VECTOR_INIT_FINALLY(&values, 0);
    IGRAPH_CHECK(igraph_matrix_get_col(matrix, &values, column));
    IGRAPH_CHECK(latigraph_append_strongest(texts, &values, names, options));
    igraph_vector_destroy(&values);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
