/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Remarks on a result: caveats that every face shows.
 *
 * An operation adds remarks while it runs: what was requested and not met, what a number rests on,
 * what to do about it. They are outputs like any other, so that none is lost outside of the
 * command. Remarks on entries that are not defined are made here, from the reasons in the rows:
 * all outputs with one reason become one remark, with the number of entries, instead of one per
 * output. */

#include "operation/call_state.h"

#include <math.h>
#include <string.h>

/**
 * \function latigraph_call_remark_count
 * \brief How many remarks a call has made.
 *
 * \param call The call.
 * \return The number of remarks; 0 before it has run.
 *
 * Time complexity: O(1).
 *
 * Example: whether a result needs a caveat.
 * \verbatim
 *   if (latigraph_call_remark_count(call) > 0) {
 *       puts(latigraph_call_remark(call, 0).text);
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_call_remark_count(const latigraph_call_t *call) {
    return igraph_strvector_size(&call->remarks.texts);
}

/**
 * \function latigraph_call_remark
 * \brief One remark of a call.
 *
 * \param call The call.
 * \param i Its number, from 0.
 * \return The remark, whose texts belong to the call.
 *
 * Time complexity: O(1).
 *
 * Example: all remarks of a call.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_call_remark_count(call); i++) {
 *       puts(latigraph_call_remark(call, i).text);
 *   }
 * \endverbatim
 */
latigraph_remark_t latigraph_call_remark(const latigraph_call_t *call, igraph_integer_t i) {
    return (latigraph_remark_t){igraph_strvector_get(&call->remarks.kinds, i),
                                igraph_strvector_get(&call->remarks.abouts, i),
                                igraph_strvector_get(&call->remarks.texts, i)};
}

/* --- Entries that are not defined ------------------------------------------------------------ */

/* Counts the entries of an output and those that are NaN; marks labels of the latter. */
static igraph_error_t count_undefined(latigraph_call_t *call, igraph_integer_t i,
                                      igraph_integer_t *undefined, igraph_integer_t *all) {
    const latigraph_argument_t *row = &call->operation->arguments[i];
    latigraph_value_t value;
    const igraph_real_t *number = &value.real;
    *all = *undefined = 0;
    if (call->operation->run == NULL && !call->slots[i].given) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_CHECK(latigraph_call_get(call, row->name, &value));
    if (row->type == LATIGRAPH_TYPE_VECTOR) {
        *all = igraph_vector_size(value.vector);
        number = VECTOR(*value.vector);
    } else if (row->type == LATIGRAPH_TYPE_MATRIX) {
        *all = igraph_matrix_size(value.matrix);
        number = VECTOR(value.matrix->data);
    } else {
        *all = 1;
    }
    for (igraph_integer_t k = 0; k < *all; k++) {
        *undefined += isnan(number[k]) ? 1 : 0;
    }
    return IGRAPH_SUCCESS;
}

/* "r2, r2_low and p are not defined for 3 of 54 entries: ..." for all outputs with one reason. */
static igraph_error_t remark_reason(latigraph_call_t *call, const char *reason) {
    latigraph_text_t names = LATIGRAPH_TEXT_EMPTY;
    const char *kind = "not-applicable", *first = NULL;
    igraph_integer_t most = 0, of = 0;
    IGRAPH_FINALLY(latigraph_text_destroy, &names);
    for (igraph_integer_t i = 0; i < call->operation->argument_count; i++) {
        const latigraph_argument_t *row = &call->operation->arguments[i];
        igraph_integer_t undefined = 0, all = 0;
        if (row->direction == LATIGRAPH_OUT && row->undefined != NULL &&
            strcmp(row->undefined, reason) == 0) {
            IGRAPH_CHECK(count_undefined(call, i, &undefined, &all));
        }
        if (undefined > 0) {
            latigraph_text_print(&names, "%s%s", first != NULL ? ", " : "", row->name);
            first = first != NULL ? first : row->name;
            kind = (row->show & LATIGRAPH_SHOW_QUIET) != 0 ? kind : "undefined";
            of = undefined > most ? all : of;
            most = MAX(most, undefined);
        }
    }
    IGRAPH_CHECK(latigraph_text_check(&names));
    if (first != NULL && of > 1) {
        IGRAPH_CHECK(latigraph_remark_add(&call->remarks, kind, first,
                                          "%s: not defined in %" IGRAPH_PRId " of %" IGRAPH_PRId
                                          " entries, because %s.",
                                          latigraph_text(&names), most, of, reason));
    } else if (first != NULL) {
        IGRAPH_CHECK(latigraph_remark_add(&call->remarks, kind, first,
                                          "%s: not defined, because %s.", latigraph_text(&names),
                                          reason));
    }
    latigraph_text_destroy(&names);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_remark_undefined(latigraph_call_t *call) {
    const latigraph_operation_t *operation = call->operation;
    for (igraph_integer_t i = 0; i < operation->argument_count; i++) {
        const char *reason = operation->arguments[i].undefined;
        gboolean first = operation->arguments[i].direction == LATIGRAPH_OUT && reason != NULL;
        for (igraph_integer_t k = 0; first && k < i; k++) {
            first = g_strcmp0(operation->arguments[k].undefined, reason) != 0;
        }
        if (first) {
            IGRAPH_CHECK(remark_reason(call, reason));
        }
    }
    return IGRAPH_SUCCESS;
}
