/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Writing the result of a call as text. One function chooses the form; form_json.c, form_csv.c and
 * form_table.c write it. Files that an output was written to belong to the face that wrote them,
 * so the face says which they are. */

#include "operation/call_state.h"

#include "base/memory.h"

#include <string.h>

/**
 * \function latigraph_call_set_files
 * \brief Says in which files the graphs of an output were written, so that JSON names them.
 *
 * \param call A call that has run.
 * \param name The output.
 * \param files The files, one per graph in their order; they are copied.
 * \return Error code: \c IGRAPH_EINVAL if there is no such output.
 *
 * Time complexity: O(files).
 *
 * Example: the files that the first circuit was written to.
 * \verbatim
 *   latigraph_call_set_files(call, "circuits", &names);
 * \endverbatim
 */
igraph_error_t latigraph_call_set_files(latigraph_call_t *call, const char *name,
                                        const igraph_strvector_t *files) {
    igraph_integer_t row;
    IGRAPH_CHECK(latigraph_call_find(call, name, &row));
    if (call->slots[row].files_live) {
        igraph_strvector_destroy(&call->slots[row].files);
        call->slots[row].files_live = FALSE;
    }
    IGRAPH_CHECK(igraph_strvector_init_copy(&call->slots[row].files, files));
    call->slots[row].files_live = TRUE;
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_write
 * \brief Writes the result of a call as text.
 *
 * JSON is an object with one member per output under the output's name, plus "remarks". A vector
 * with labels is an object, a matrix with labels an object of objects; without labels they are
 * arrays. Numbers that are not finite are null. CSV has a line per label of the first labelled
 * output. A table is for people: it has the headline outputs, never exceeds the width, and sorts
 * and cuts long lists.
 *
 * \param call A call that has run, or whose outputs were set by \ref latigraph_call_restore().
 * \param form The form.
 * \param width Columns of the terminal that a table may use; other forms ignore it.
 * \param text Gets the text, ending in a newline unless it is empty. Free it with igraph_free().
 * \return Error code: \c IGRAPH_EINVAL if the call has not run, \c IGRAPH_ENOMEM.
 *
 * Time complexity: linear in the size of the outputs.
 *
 * Example: a result as JSON.
 * \verbatim
 *   char *text;
 *   latigraph_call_write(call, LATIGRAPH_FORM_JSON, 80, &text);
 *   puts(text);
 *   igraph_free(text);
 * \endverbatim
 */
igraph_error_t latigraph_call_write(latigraph_call_t *call, latigraph_form_t form,
                                    igraph_integer_t width, char **text) {
    if (!call->done && !call->restored) {
        IGRAPH_ERRORF("Operation \"%s\" has not run: it has no result to write.", IGRAPH_EINVAL,
                      call->operation->name);
    }
    latigraph_text_t all = LATIGRAPH_TEXT_EMPTY;
    IGRAPH_FINALLY(latigraph_text_destroy, &all);
    IGRAPH_CHECK(form == LATIGRAPH_FORM_JSON ? latigraph_form_json(call, &all)
                 : form == LATIGRAPH_FORM_CSV
                     ? latigraph_form_csv(call, &all)
                     : latigraph_form_table(call, width, form == LATIGRAPH_FORM_HTML, &all));
    IGRAPH_CHECK(latigraph_text_take(&all, text));
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
