/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_OPERATION_CALL_STATE_H
#define LATIGRAPH_OPERATION_CALL_STATE_H

#include "base/remarks.h"

#include "base/text.h"
#include "operation/operation.h"

#include <latigraph/call.h>

/* A call of an operation and the functions that its files share.
 *
 * Every row of the operation has one slot. An operation with `invoke` reads and writes the values
 * of the slots. An operation with `run` has a request and a result struct as well:
 *
 *     inputs ──call_set.c──▶ slots ──place.c──▶ request ──run──▶ result ──place.c──▶ slots ──▶
 * faces
 *
 * The call owns everything that a slot holds and both structs. None of it is on igraph's FINALLY
 * stack, so that an error on the way leaves a call that latigraph_call_destroy() can free. */

typedef struct {
    latigraph_value_t
        value;            /* the input, borrowed or in `held`; the output, in `held` or a struct */
    gboolean given;       /* inputs: set or by default; outputs: wanted */
    gboolean owns_string; /* value.string is to be freed */
    gboolean live;        /* `held` is initialised */
    union {
        igraph_t graph;
        igraph_graph_list_t graph_list;
        igraph_vector_t vector;
        igraph_matrix_t matrix;
        igraph_strvector_t string_list;
        igraph_vector_char_t bytes;
    } held;
    const latigraph_circuit_list_t *circuits; /* inputs: circuits given as such; borrowed */
    latigraph_circuit_list_t converted;       /* inputs: circuits made from graphs */
    gboolean converted_live;
    gboolean placed;          /* the place in the request or result is initialised */
    igraph_strvector_t files; /* outputs: files that the command wrote */
    gboolean files_live;
} slot_t;

struct latigraph_call_t {
    const latigraph_operation_t *operation;
    slot_t *slots; /* one per row */
    void *request, *result;
    gboolean parts_live;            /* init_result has succeeded */
    gboolean checked;               /* inputs are complete and allowed */
    gboolean done;                  /* the operation has run */
    gboolean restored;              /* outputs were set from those of an earlier call */
    igraph_integer_t memory;        /* bytes that the circuits of an output may take; 0: no limit */
    latigraph_circuit_sink_t *sink; /* gets the circuits of an output of type stream */
    void *sink_data;
    latigraph_remarks_t remarks;
    latigraph_figure_style_t style; /* how the figure is drawn */
    char *title;                    /* its title, which the style borrows; NULL: none */
};

/* The number of a row by its name; an error names what is close to it. */
igraph_error_t latigraph_call_find(const latigraph_call_t *call, const char *name,
                                   igraph_integer_t *row);

/* Raises the error that quotes an argument of `owner`, such as "the figure", a text that it does
 * not allow, and its range. */
igraph_error_t latigraph_refuse_text(const char *owner, const latigraph_argument_t *row,
                                     const char *text);

/* Checks that the texts of a row name properties, if the row says so. */
igraph_error_t latigraph_call_check_names(const latigraph_call_t *call, igraph_integer_t row);

/* Initialises `held` for a type that is a container; other types need nothing. */
igraph_error_t latigraph_slot_hold(slot_t *slot, latigraph_type_t type);
void latigraph_slot_clear(slot_t *slot, const latigraph_argument_t *row,
                          const latigraph_module_t *module);

/* The style of a figure that is left as it is (call_figure.c). */
void latigraph_figure_style_init(latigraph_figure_style_t *style);

/* --- Request and result structs (place.c) ------------------------------------------ */

static inline void *latigraph_place(void *base, const latigraph_argument_t *row) {
    return (char *)base + row->place;
}

/* Stores the inputs of all slots in the request. */
igraph_error_t latigraph_call_pack(latigraph_call_t *call);
/* Initialises the result; does nothing the second time. */
igraph_error_t latigraph_call_init_result(latigraph_call_t *call);
/* Reads the output of a row into its slot. */
igraph_error_t latigraph_call_unpack(latigraph_call_t *call, igraph_integer_t row);
/* Stores a value as the output of a row. */
igraph_error_t latigraph_call_store(latigraph_call_t *call, igraph_integer_t row,
                                    const latigraph_value_t *value);
/* Replaces the contents of an initialised list. */
igraph_error_t latigraph_copy_words(igraph_strvector_t *to, const igraph_strvector_t *from);
void latigraph_call_destroy_structs(latigraph_call_t *call);

/* --- Labels (labels.c) --------------------------------------------------------------- */

/* Words between "|"; the vector is resized. */
igraph_error_t latigraph_split_words(const char *words, igraph_strvector_t *list);

/* --- Remarks (remark.c) -------------------------------------------------------------- */

/* Adds one remark for every reason why outputs have entries that are not defined. */
igraph_error_t latigraph_remark_undefined(latigraph_call_t *call);

/* --- Text forms (form_json.c, form_csv.c, form_table.c) --------------------------------- */

/* Appends a JSON object as indented text; false if the text is no JSON object. */
gboolean latigraph_append_json_text(const char *json, int width, latigraph_text_t *text);
igraph_error_t latigraph_form_json(latigraph_call_t *call, latigraph_text_t *text);
igraph_error_t latigraph_form_csv(latigraph_call_t *call, latigraph_text_t *text);
/* The figure of the tables of a result (form_figure.c). */
igraph_error_t latigraph_form_figure(latigraph_call_t *call, const latigraph_figure_style_t *style,
                                     igraph_vector_char_t *image);
igraph_error_t latigraph_form_table(latigraph_call_t *call, igraph_integer_t width, gboolean html,
                                    latigraph_text_t *text);

#endif
