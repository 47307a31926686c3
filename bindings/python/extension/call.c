/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* One call of an operation from Python: arguments in, run, results out.
 *
 * The library's call borrows its inputs, so the slots that hold them live as long as the call. All
 * of it happens in one session, which holds igraph's state for this thread. */

#include "binding.h"

#include <string.h>

/* One call from Python: the library's call object and the values that it borrows. */
typedef struct {
    latigraph_call_t *call;
    const latigraph_operation_t *operation;
    slot_t *slots;
    gsize count; /* slots in use */
    session_t session;
} work_t;

/* --- Begin and end -------------------------------------------------------------------- */

static igraph_error_t finish(work_t *work) {
    latigraph_call_destroy(work->call); /* first, because it borrows what the slots hold */
    for (gsize i = 0; i < work->count; i++) {
        slot_clear(&work->slots[i]);
    }
    g_free(work->slots);
    return IGRAPH_SUCCESS;
}

static gboolean begin(work_t *work, const char *name, Py_ssize_t slots, PyObject *progress,
                      Py_ssize_t level) {
    *work = (work_t){.operation = latigraph_operation_find(name)};
    if (work->operation == NULL) {
        PyErr_Format(PyExc_ValueError, "There is no operation \"%s\".", name);
        return FALSE;
    }
    if (!session_begin(&work->session, progress != Py_None ? progress : NULL, level)) {
        return FALSE;
    }
    work->slots = g_try_new0(slot_t, (gsize)slots + 1);
    return work->slots != NULL || session_end(&work->session, IGRAPH_ENOMEM);
}

/* --- Values by name --------------------------------------------------------------------- */

static igraph_error_t set_value(work_t *work, PyObject *name, PyObject *object,
                                latigraph_direction_of_argument_t direction) {
    slot_t *slot = &work->slots[work->count++];
    PyObject *holder = NULL;
    const char *text = text_get(name, &holder);
    if (text != NULL && !bridge_input_find(&slot->input, work->operation, text, direction)) {
        PyErr_Format(PyExc_TypeError, "Operation \"%s\" has no %s \"%s\".", work->operation->name,
                     direction == LATIGRAPH_IN ? "input" : "output", text);
    }
    Py_XDECREF(holder);
    if (slot->input.argument == NULL) {
        return IGRAPH_EINVAL;
    }
    const igraph_error_t code =
        slot_read(slot, latigraph_operation_module(work->operation), object);
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    return direction == LATIGRAPH_IN
               ? latigraph_call_set(work->call, slot->input.argument->name, slot->input.value)
               : latigraph_call_restore(work->call, slot->input.argument->name, slot->input.value);
}

static igraph_error_t set_values(work_t *work, PyObject *values,
                                 latigraph_direction_of_argument_t direction) {
    Py_ssize_t place = 0;
    PyObject *name, *object;
    igraph_error_t code = IGRAPH_SUCCESS;
    while (code == IGRAPH_SUCCESS && PyDict_Next(values, &place, &name, &object)) {
        code = set_value(work, name, object, direction);
    }
    return code;
}

/* --- Calls ---------------------------------------------------------------------------------- */

static const latigraph_argument_t *find_output(const work_t *work, PyObject *name) {
    bridge_input_t input = {.argument = NULL};
    PyObject *holder = NULL;
    const char *text = text_get(name, &holder);
    if (text != NULL && !bridge_input_find(&input, work->operation, text, LATIGRAPH_OUT)) {
        PyErr_Format(PyExc_TypeError, "Operation \"%s\" has no output \"%s\".",
                     work->operation->name, text);
    }
    Py_XDECREF(holder);
    return input.argument;
}

static igraph_error_t run(work_t *work, PyObject *inputs, PyObject *outputs) {
    IGRAPH_CHECK(latigraph_call_create(&work->call, work->operation->name));
    igraph_error_t code = set_values(work, inputs, LATIGRAPH_IN);
    for (Py_ssize_t k = 0; code == IGRAPH_SUCCESS && k < PyTuple_Size(outputs); k++) {
        const latigraph_argument_t *output = find_output(work, PyTuple_GetItem(outputs, k));
        code = output != NULL ? latigraph_call_want(work->call, output->name) : IGRAPH_EINVAL;
    }
    if (code == IGRAPH_SUCCESS) {
        session_release_python(&work->session);
        code = latigraph_call_run(work->call);
        session_take_python(&work->session);
    }
    return code;
}

/* Collects the wanted outputs by their names. */
static igraph_error_t collect(work_t *work, PyObject *outputs, PyObject **result) {
    *result = PyDict_New();
    igraph_error_t code = *result != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
    for (Py_ssize_t k = 0; code == IGRAPH_SUCCESS && k < PyTuple_Size(outputs); k++) {
        PyObject *name = PyTuple_GetItem(outputs, k), *object;
        code = output_object(&work->session, work->call, find_output(work, name), &object);
        if (code == IGRAPH_SUCCESS && PyDict_SetItem(*result, name, object) != 0) {
            code = IGRAPH_EINVAL;
        }
        Py_XDECREF(object);
    }
    return code;
}

/* Returns triples of kind, about and text; NULL with an exception. */
static PyObject *collect_remarks(const work_t *work) {
    const igraph_integer_t count = latigraph_call_remark_count(work->call);
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (igraph_integer_t i = 0; list != NULL && i < count; i++) {
        const latigraph_remark_t remark = latigraph_call_remark(work->call, i);
        PyObject *triple = Py_BuildValue("NNN", text_new(remark.kind), text_new(remark.about),
                                         text_new(remark.text));
        if (triple == NULL || PyList_SetItem(list, (Py_ssize_t)i, triple) != 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

PyObject *python_call(PyObject *self, PyObject *arguments) {
    const char *name;
    PyObject *inputs, *outputs, *progress, *values = NULL, *remarks = NULL;
    Py_ssize_t level;
    work_t work;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "sO!O!On:call", &name, &PyDict_Type, &inputs, &PyTuple_Type,
                          &outputs, &progress, &level) ||
        !begin(&work, name, PyDict_Size(inputs), progress, level)) {
        return NULL;
    }
    igraph_error_t code = run(&work, inputs, outputs);
    if (code == IGRAPH_SUCCESS) {
        code = collect(&work, outputs, &values);
    }
    if (code == IGRAPH_SUCCESS) {
        remarks = collect_remarks(&work);
        code = remarks != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
    }
    finish(&work);
    if (session_end(&work.session, code)) {
        return Py_BuildValue("NN", values, remarks);
    }
    Py_XDECREF(values);
    Py_XDECREF(remarks);
    return NULL;
}

/* --- Results as text and figures ---------------------------------------------------------------
 */

static igraph_error_t write_text(const work_t *work, latigraph_form_t form, int width,
                                 PyObject **bytes) {
    char *text;
    IGRAPH_CHECK(latigraph_call_write(work->call, form, width, &text));
    *bytes = PyBytes_FromString(text);
    igraph_free(text);
    return *bytes != NULL ? IGRAPH_SUCCESS : IGRAPH_EINVAL;
}

static igraph_error_t draw(const work_t *work, const char *format, PyObject **bytes) {
    igraph_vector_char_t image;
    IGRAPH_CHECK(igraph_vector_char_init(&image, 0));
    const igraph_error_t code = latigraph_call_figure(work->call, format, &image);
    if (code == IGRAPH_SUCCESS) {
        *bytes =
            PyBytes_FromStringAndSize(VECTOR(image), (Py_ssize_t)igraph_vector_char_size(&image));
    }
    igraph_vector_char_destroy(&image);
    return code == IGRAPH_SUCCESS && *bytes == NULL ? IGRAPH_EINVAL : code;
}

/* Options of the figure are texts by their names. */
static igraph_error_t set_style(const work_t *work, PyObject *style) {
    PyObject *name, *value;
    Py_ssize_t at = 0;
    igraph_error_t code = IGRAPH_SUCCESS;
    while (code == IGRAPH_SUCCESS && PyDict_Next(style, &at, &name, &value)) {
        PyObject *holders[2] = {NULL};
        const char *option = text_get(name, &holders[0]);
        const char *text = option != NULL ? text_get(value, &holders[1]) : NULL;
        code = text != NULL ? latigraph_call_set_figure(work->call, option, text) : IGRAPH_EINVAL;
        Py_XDECREF(holders[0]);
        Py_XDECREF(holders[1]);
    }
    return code;
}

/* The result is made again from its values: nothing is computed. */
static igraph_error_t render(work_t *work, PyObject *inputs, PyObject *outputs, const char *form,
                             int width, PyObject *style, PyObject **bytes) {
    static const char *const forms[] = {"json", "csv", "table", "html"};
    IGRAPH_CHECK(latigraph_call_create(&work->call, work->operation->name));
    igraph_error_t code = set_values(work, inputs, LATIGRAPH_IN);
    code = code == IGRAPH_SUCCESS ? set_values(work, outputs, LATIGRAPH_OUT) : code;
    if (code != IGRAPH_SUCCESS) {
        return code;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(forms); k++) {
        if (strcmp(form, forms[k]) == 0) {
            return write_text(work, (latigraph_form_t)k, width, bytes);
        }
    }
    IGRAPH_CHECK(set_style(work, style));
    return draw(work, form, bytes);
}

PyObject *python_render(PyObject *self, PyObject *arguments) {
    const char *name, *form;
    PyObject *inputs, *outputs, *style, *bytes = NULL;
    int width;
    work_t work;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "sO!O!siO!:render", &name, &PyDict_Type, &inputs, &PyDict_Type,
                          &outputs, &form, &width, &PyDict_Type, &style) ||
        !begin(&work, name, PyDict_Size(inputs) + PyDict_Size(outputs), Py_None, 1)) {
        return NULL;
    }
    const igraph_error_t code = render(&work, inputs, outputs, form, width, style, &bytes);
    finish(&work);
    if (!session_end(&work.session, code)) {
        Py_CLEAR(bytes);
    }
    return bytes;
}
