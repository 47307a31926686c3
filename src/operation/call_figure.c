/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The figure of a call, and how it is drawn.
 *
 * Options of figures are rows, as arguments of operations are, but they belong to every operation
 * that has a figure, and have no slots: their values go into the style of the call. A text of the
 * style is a copy that the call owns.
 */
#include "operation/call_state.h"

#include "base/memory.h"
#include "base/nearest_word.h"
#include "operation/figure_style.h"

#include <latigraph/registry.h>

#include <string.h>

static const latigraph_argument_t options[] = {
    FIGURE_STYLE_ROWS(latigraph_figure_style_t, , "figure-")};

void latigraph_figure_style_init(latigraph_figure_style_t *style) {
    *style = (latigraph_figure_style_t){.format = "svg",
                                        .width = IGRAPH_NAN,
                                        .height = IGRAPH_NAN,
                                        .dpi = IGRAPH_NAN,
                                        .palette = -1};
}

/**
 * \function latigraph_figure_option_count
 * \brief The number of options of figures.
 *
 * \return The number of rows that \ref latigraph_figure_option() gives.
 *
 * Time complexity: O(1).
 *
 * Example: all options.
 * \verbatim
 *   for (igraph_integer_t i = 0; i < latigraph_figure_option_count(); i++) {
 *       puts(latigraph_figure_option(i)->name);
 *   }
 * \endverbatim
 */
igraph_integer_t latigraph_figure_option_count(void) {
    return G_N_ELEMENTS(options);
}

/**
 * \function latigraph_figure_option
 * \brief Describes an option of figures: its name, range, choices and meaning.
 *
 * \param i Its number, below \ref latigraph_figure_option_count().
 * \return The row.
 *
 * Time complexity: O(1).
 *
 * Example: the meaning of the first option.
 * \verbatim
 *   puts(latigraph_figure_option(0)->doc);
 * \endverbatim
 */
const latigraph_argument_t *latigraph_figure_option(igraph_integer_t i) {
    return &options[i];
}

/* The row of an option by its name; an error names what is close to it. */
static igraph_error_t find_option(const char *name, const latigraph_argument_t **row) {
    const char *names[G_N_ELEMENTS(options) + 1] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        if (strcmp(options[i].name, name) == 0) {
            *row = &options[i];
            return IGRAPH_SUCCESS;
        }
        names[i] = options[i].name;
    }
    const char *nearest = latigraph_nearest_word(name, names);
    IGRAPH_ERRORF("A figure has no option \"%s\"%s%s%s Its options are width, height, dpi, theme, "
                  "palette and title.",
                  IGRAPH_EINVAL, name, nearest != NULL ? "; did you mean \"" : "",
                  nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : ".");
}

/**
 * \function latigraph_call_set_figure
 * \brief Sets an option of the figure of a call.
 *
 * \param call The call; it may have run.
 * \param name The option: width, height, dpi, theme, palette or title.
 * \param text Its value, which is copied.
 * \return Error code: \c IGRAPH_EINVAL if there is no such option or the value is not allowed; the
 *         message quotes the value and the range.
 *
 * Time complexity: the length of the text.
 *
 * Example: a dark figure of 120 mm.
 * \verbatim
 *   latigraph_call_set_figure(call, "width", "120");
 *   latigraph_call_set_figure(call, "theme", "dark");
 * \endverbatim
 */
igraph_error_t latigraph_call_set_figure(latigraph_call_t *call, const char *name,
                                         const char *text) {
    const latigraph_argument_t *row;
    latigraph_value_t value;
    IGRAPH_CHECK(find_option(name, &row));
    if (!latigraph_argument_parse(row, text, &value)) {
        return latigraph_refuse_text("the figure", row, text);
    }
    void *place = latigraph_place(&call->style, row);
    if (row->type == LATIGRAPH_TYPE_REAL) {
        *(igraph_real_t *)place = value.real;
    } else if (row->choices != NULL) {
        *(int *)place = latigraph_argument_choice(row, text);
    } else { /* the title is the only text */
        char *title;
        IGRAPH_CHECK(latigraph_copy_text(text, &title));
        g_free(call->title);
        call->title = title;
        call->style.title = title;
    }
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_call_figure
 * \brief Draws the result of a call.
 *
 * \param call A call that has run, or whose inputs and outputs were set by
 *        \ref latigraph_call_set() and \ref latigraph_call_restore().
 *        \ref latigraph_call_set_figure() says how it is drawn.
 * \param format "svg", "png" or "pdf".
 * \param image An initialised vector, which gets the bytes of the file.
 * \return Error code: \c IGRAPH_EINVAL if the operation has no figure or there is no such format,
 *         \c IGRAPH_UNIMPLEMENTED if the library was built without cairo.
 *
 * Time complexity: linear in the size of the result; a figure that places the neurons of circuits
 * computes a layout of each.
 *
 * Example: the figure of a steering as SVG.
 * \verbatim
 *   igraph_vector_char_t image;
 *   igraph_vector_char_init(&image, 0);
 *   latigraph_call_figure(call, "svg", &image);
 *   fwrite(VECTOR(image), 1, (size_t)igraph_vector_char_size(&image), stdout);
 *   igraph_vector_char_destroy(&image);
 * \endverbatim
 */
igraph_error_t latigraph_call_figure(latigraph_call_t *call, const char *format,
                                     igraph_vector_char_t *image) {
    const latigraph_operation_t *operation = call->operation;
    latigraph_figure_style_t style = call->style;
    style.format = format;
    if (!latigraph_operation_has_figure(operation)) {
        IGRAPH_ERRORF("Operation \"%s\" has no figure.", IGRAPH_EINVAL, operation->name);
    }
    if (operation->figure == NULL) {
        return latigraph_form_figure(call, &style, image);
    }
    if (!call->done) {
        IGRAPH_CHECK(latigraph_call_check(call));
        IGRAPH_CHECK(latigraph_call_init_result(call));
        IGRAPH_CHECK(latigraph_call_pack(call));
        call->done = TRUE;
    }
    return operation->figure(call->request, call->result, &style, image);
}
