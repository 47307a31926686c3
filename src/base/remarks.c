/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Remarks: caveats and decisions that a reader or an operation reports, for every face to show.
 * They are three lists of texts of equal length, so that they can be handed on as they are. */

#include "base/remarks.h"

#include "base/text.h"

igraph_error_t latigraph_remarks_init(latigraph_remarks_t *remarks) {
    IGRAPH_STRVECTOR_INIT_FINALLY(&remarks->kinds, 0);
    IGRAPH_STRVECTOR_INIT_FINALLY(&remarks->abouts, 0);
    IGRAPH_CHECK(igraph_strvector_init(&remarks->texts, 0));
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_remarks_destroy(latigraph_remarks_t *remarks) {
    igraph_strvector_destroy(&remarks->kinds);
    igraph_strvector_destroy(&remarks->abouts);
    igraph_strvector_destroy(&remarks->texts);
}

/**
 * \function latigraph_remark_add
 * \brief Adds a remark on the result of an operation.
 *
 * \param remarks The remarks that \c run was given; NULL adds nothing.
 * \param kind One word, lower case with hyphens, by which programs tell remarks apart.
 *        A remark of the kind "note" says how the result came about: the command prints it, and no
 *        face raises it as a warning.
 * \param about The property, circuit or output concerned; "" for the result as a whole.
 * \param format The text as for printf(): a full sentence with its full stop.
 * \return Error code.
 *
 * Time complexity: linear in the length of the text.
 *
 * Example: a caveat on a property, inside an operation.
 * \verbatim
 *   latigraph_remark_add(remarks, "few-circuits", "density", "R² rests on %d circuits.", 8);
 * \endverbatim
 */
igraph_error_t latigraph_remark_add(latigraph_remarks_t *remarks, const char *kind,
                                    const char *about, const char *format, ...) {
    va_list arguments;
    char *text;
    if (remarks == NULL) {
        return IGRAPH_SUCCESS;
    }
    va_start(arguments, format);
    const igraph_error_t code = latigraph_print_text_list(&text, format, arguments);
    va_end(arguments);
    IGRAPH_CHECK(code);
    IGRAPH_FINALLY(g_free, text);
    IGRAPH_CHECK(igraph_strvector_push_back(&remarks->kinds, kind));
    IGRAPH_CHECK(igraph_strvector_push_back(&remarks->abouts, about));
    /* The texts come last, because they are what latigraph_call_remark_count() counts. */
    IGRAPH_CHECK(igraph_strvector_push_back(&remarks->texts, text));
    g_free(text);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}
