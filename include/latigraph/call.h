/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_CALL_H
#define LATIGRAPH_CALL_H

#include <latigraph/circuit.h>
#include <latigraph/operation.h>

LATIGRAPH_BEGIN_C

/**
 * \section about_calls Calls
 *
 * A \type latigraph_call_t is one call of an operation, from its inputs to its
 * printed result. The command and the bindings of Python and R are built on
 * it: they set inputs by name, run, and read outputs by the rows of the table.
 * \ref latigraph_operation_call() does the same in one step for C programs.
 */
typedef struct latigraph_call_t latigraph_call_t;

/** Forms in which a result is written as text. */
typedef enum {
    LATIGRAPH_FORM_JSON,  /**< every output, in full precision */
    LATIGRAPH_FORM_CSV,   /**< the outputs that share the labels of the first labelled one */
    LATIGRAPH_FORM_TABLE, /**< the headline outputs, for people */
    LATIGRAPH_FORM_HTML   /**< the same as tables of HTML */
} latigraph_form_t;

LATIGRAPH_EXPORT igraph_error_t latigraph_call_create(latigraph_call_t **call,
                                                      const char *operation);
LATIGRAPH_EXPORT void latigraph_call_destroy(latigraph_call_t *call);
LATIGRAPH_EXPORT const latigraph_operation_t *
latigraph_call_operation(const latigraph_call_t *call);

LATIGRAPH_EXPORT igraph_error_t latigraph_call_set(latigraph_call_t *call, const char *name,
                                                   latigraph_value_t value);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_set_text(latigraph_call_t *call, const char *name,
                                                        const char *text);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_set_circuits(
    latigraph_call_t *call, const char *name, const latigraph_circuit_list_t *circuits);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_set_sink(latigraph_call_t *call, const char *name,
                                                        latigraph_circuit_sink_t *sink, void *data);
LATIGRAPH_EXPORT void latigraph_call_limit_memory(latigraph_call_t *call, igraph_integer_t bytes);
LATIGRAPH_EXPORT igraph_bool_t latigraph_call_given(const latigraph_call_t *call, const char *name);

LATIGRAPH_EXPORT igraph_error_t latigraph_call_want(latigraph_call_t *call, const char *name);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_check(latigraph_call_t *call);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_run(latigraph_call_t *call);

LATIGRAPH_EXPORT igraph_error_t latigraph_call_get(latigraph_call_t *call, const char *name,
                                                   latigraph_value_t *value);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_circuits(latigraph_call_t *call, const char *name,
                                                        const latigraph_circuit_list_t **circuits);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_take_model(latigraph_call_t *call, const char *name,
                                                          void **model);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_labels(latigraph_call_t *call, const char *labels,
                                                      igraph_strvector_t *words);

/* --- Remarks ----------------------------------------------------------------- */

/** One remark on a result. */
typedef struct {
    const char *kind;  /**< e.g. "out-of-reach", "undefined" */
    const char *about; /**< the property, circuit or output concerned; "" for the whole result */
    const char *text;  /**< a full sentence */
} latigraph_remark_t;

IGRAPH_FUNCATTR_PRINTFLIKE(4, 5)
LATIGRAPH_EXPORT igraph_error_t latigraph_remark_add(latigraph_remarks_t *remarks, const char *kind,
                                                     const char *about, const char *format, ...);
LATIGRAPH_EXPORT igraph_integer_t latigraph_call_remark_count(const latigraph_call_t *call);
LATIGRAPH_EXPORT latigraph_remark_t latigraph_call_remark(const latigraph_call_t *call,
                                                          igraph_integer_t i);

LATIGRAPH_EXPORT igraph_error_t latigraph_call_copy_remarks(latigraph_call_t *call,
                                                            const latigraph_call_t *from);

/* --- Results as text and figures ------------------------------------------------ */

LATIGRAPH_EXPORT igraph_error_t latigraph_call_set_files(latigraph_call_t *call, const char *name,
                                                         const igraph_strvector_t *files);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_write(latigraph_call_t *call, latigraph_form_t form,
                                                     igraph_integer_t width, char **text);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_restore(latigraph_call_t *call, const char *name,
                                                       latigraph_value_t value);
LATIGRAPH_EXPORT igraph_bool_t
latigraph_operation_has_figure(const latigraph_operation_t *operation);
LATIGRAPH_EXPORT igraph_integer_t latigraph_figure_option_count(void);
LATIGRAPH_EXPORT const latigraph_argument_t *latigraph_figure_option(igraph_integer_t i);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_set_figure(latigraph_call_t *call, const char *name,
                                                          const char *text);
LATIGRAPH_EXPORT igraph_error_t latigraph_call_figure(latigraph_call_t *call, const char *format,
                                                      igraph_vector_char_t *image);

/* --- Tables of numbers ---------------------------------------------------------- */

LATIGRAPH_EXPORT igraph_error_t latigraph_matrix_read(igraph_matrix_t *matrix, const char *path);
LATIGRAPH_EXPORT igraph_error_t latigraph_codes_read(igraph_matrix_t *codes, char **digest,
                                                     const char *path);

LATIGRAPH_END_C

#endif
