/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Conditions on node data, such as "side=left & x_um<750".
 *
 * The expression is parsed and evaluated in one pass from left to right, one test at a time.
 * Grammar, with blanks allowed everywhere:
 *
 *     expression = all { "|" all }
 *     all        = test { ( "," | "&" ) test }
 *     test       = column ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) value
 *     value      = text without , & | or a text in "..." or '...'
 *
 * "&" binds more tightly than "|", and there are no parentheses. Two arrays of flags per neuron
 * are therefore enough, without a tree or a stack: the conjunction since the last "|", and the
 * result so far. Each test is applied to all neurons at once, in O(n).
 *
 * A value that is not known meets no test except ="". Errors list the columns or the values that
 * exist, because most mistakes are misspelt names.
 */
#include "circuit/circuit.h"

#include "base/memory.h"
#include "circuit/column.h"
#include "circuit/number.h"

#include <math.h>
#include <string.h>

typedef enum { LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, UNEQUAL } comparison_t;

typedef struct {
    char *column;
    comparison_t comparison;
    char *value;
} test_t;

static void test_clear(test_t *test) {
    g_free(test->column);
    g_free(test->value);
}

/* --- Parsing a test --------------------------------------------------------- */

static igraph_error_t trimmed(const char *start, const char *end, char **text) {
    IGRAPH_CHECK(latigraph_copy_text_part(start, (size_t)(end - start), text));
    g_strstrip(*text);
    return IGRAPH_SUCCESS;
}

/* Reads the comparison at *at and moves past it; returns FALSE if there is none. */
static gboolean read_comparison(const char **at, comparison_t *comparison) {
    static const struct {
        const char *text;
        comparison_t comparison;
    } known[] = {{"<=", LESS_EQUAL}, {">=", GREATER_EQUAL}, {"!=", UNEQUAL}, {"==", EQUAL},
                 {"<", LESS},        {">", GREATER},        {"=", EQUAL}};
    for (size_t k = 0; k < G_N_ELEMENTS(known); k++) {
        if (g_str_has_prefix(*at, known[k].text)) {
            *at += strlen(known[k].text);
            *comparison = known[k].comparison;
            return TRUE;
        }
    }
    return FALSE;
}

static void skip_blanks(const char **at) {
    while (g_ascii_isspace(**at)) {
        ++*at;
    }
}

/* Reads the value at *at and moves past it; the value becomes NULL if there is none or a quote is
 * not closed. */
static igraph_error_t read_value(const char **at, char **value) {
    *value = NULL;
    skip_blanks(at);
    if (**at == '"' || **at == '\'') {
        const char *end = strchr(*at + 1, **at);
        if (end == NULL) {
            return IGRAPH_SUCCESS;
        }
        IGRAPH_CHECK(latigraph_copy_text_part(*at + 1, (size_t)(end - *at - 1), value));
        *at = end + 1;
        skip_blanks(at);
        return IGRAPH_SUCCESS;
    }
    const char *end = *at + strcspn(*at, ",&|");
    IGRAPH_CHECK(trimmed(*at, end, value));
    *at = end;
    if (*value[0] == '\0') {
        g_clear_pointer(value, g_free);
    }
    return IGRAPH_SUCCESS;
}

/* Reads the test at *at and moves past it; the caller frees it with test_clear(). */
static igraph_error_t read_test(const char *expression, const char **at, test_t *test) {
    const char *end = *at + strcspn(*at, "<>=!,&|");
    const char *behind = end;
    char *column, *value;
    IGRAPH_CHECK(trimmed(*at, end, &column));
    IGRAPH_FINALLY(g_free, column);
    if (column[0] == '\0' || !read_comparison(&behind, &test->comparison)) {
        IGRAPH_ERRORF("The condition \"%s\" must have a test like x_um<750 or side=left at "
                      "\"%s\".",
                      IGRAPH_EINVAL, expression, *at);
    }
    IGRAPH_CHECK(read_value(&behind, &value));
    if (value == NULL) {
        IGRAPH_ERRORF("The condition \"%s\" has no complete value to compare column \"%s\" with.",
                      IGRAPH_EINVAL, expression, column);
    }
    IGRAPH_FINALLY(g_free, value);
    if (*behind != '\0' && strchr(",&|", *behind) == NULL) {
        IGRAPH_ERRORF("The condition \"%s\" must continue with \",\", \"&\" or \"|\" at \"%s\".",
                      IGRAPH_EINVAL, expression, behind);
    }
    IGRAPH_FINALLY_CLEAN(2);
    test->column = column;
    test->value = value;
    *at = behind;
    return IGRAPH_SUCCESS;
}

/* --- Testing neurons -------------------------------------------------------- */

static gboolean compare(double value, comparison_t comparison, double with) {
    switch (comparison) {
    case LESS:
        return value < with;
    case LESS_EQUAL:
        return value <= with;
    case GREATER:
        return value > with;
    case GREATER_EQUAL:
        return value >= with;
    case EQUAL:
        return value == with;
    default:
        return value != with && !isnan(value);
    }
}

/* Gets the numbers (n) of the column, coordinate or hash called `name`; returns FALSE if there is
 * nothing numeric of this name. */
static gboolean numbers(const latigraph_circuit_t *circuit, const char *name, double *value) {
    const latigraph_column_t *column = latigraph_circuit_column(circuit, name);
    if (column != NULL && column->kind == LATIGRAPH_COLUMN_NUMERIC) {
        memcpy(value, column->value, (size_t)circuit->n * sizeof *value);
        return TRUE;
    }
    for (int d = 0; d < circuit->dims; d++) {
        const gboolean found = latigraph_circuit_is_position(circuit, d, name);
        for (int i = 0; i < circuit->n && found; i++) {
            value[i] = circuit->position[(size_t)i * circuit->dims + d];
        }
        if (found) {
            return TRUE;
        }
    }
    if (column == NULL && strcmp(name, "hash") == 0) {
        for (int i = 0; i < circuit->n; i++) {
            value[i] = latigraph_neuron_hash(circuit->neuron[i]);
        }
        return TRUE;
    }
    return FALSE;
}

/* Lists the names that a test may use, for an error message. */
static void list_columns(const latigraph_circuit_t *circuit, char *text, gsize size) {
    g_strlcpy(text, "name, hash", size);
    for (int d = 0; d < circuit->dims; d++) {
        const char axis[] = {',', ' ', "xyz"[d], circuit -> unit[0] != '\0' ? '_' : '\0', '\0'};
        g_strlcat(text, axis, size);
        g_strlcat(text, circuit->unit, size);
    }
    for (igraph_integer_t c = 0; c < igraph_vector_ptr_size(&circuit->columns); c++) {
        g_strlcat(text, ", ", size);
        g_strlcat(text, ((latigraph_column_t *)VECTOR(circuit->columns)[c])->name, size);
    }
}

static void list_levels(const latigraph_column_t *column, char *text, gsize size) {
    const igraph_integer_t shown = MIN(igraph_vector_ptr_size(&column->levels), 12);
    text[0] = '\0';
    for (igraph_integer_t l = 0; l < shown; l++) {
        g_strlcat(text, l > 0 ? ", " : "", size);
        g_strlcat(text, VECTOR(column->levels)[l], size);
    }
    g_strlcat(text, shown < igraph_vector_ptr_size(&column->levels) ? ", ..." : "", size);
}

static igraph_error_t test_numbers(const latigraph_circuit_t *circuit, const test_t *test,
                                   const double *value, gboolean *met) {
    double with = NAN;
    /* The test ="" is met if the value is not known, and !="" if it is known. */
    const gboolean known = test->value[0] == '\0';
    if (known ? test->comparison < EQUAL : !latigraph_parse_number(test->value, &with)) {
        IGRAPH_ERRORF("Column \"%s\" of \"%s\" holds numbers and cannot be compared with \"%s\"; "
                      "compare it with a number.",
                      IGRAPH_EINVAL, test->column, circuit->name, test->value);
    }
    for (int i = 0; i < circuit->n; i++) {
        met[i] = known ? (test->comparison == EQUAL) == isnan(value[i])
                       : compare(value[i], test->comparison, with);
    }
    return IGRAPH_SUCCESS;
}

/* Finds the level that a value denotes; true and false match in any case. Returns −1 for an empty
 * value (not known) and −2 if there is no such level. */
static int find_level(const latigraph_column_t *column, const char *value) {
    const gboolean boolean =
        g_ascii_strcasecmp(value, "true") == 0 || g_ascii_strcasecmp(value, "false") == 0;
    for (igraph_integer_t l = 0; l < igraph_vector_ptr_size(&column->levels); l++) {
        const char *level = VECTOR(column->levels)[l];
        if (boolean ? g_ascii_strcasecmp(level, value) == 0 : strcmp(level, value) == 0) {
            return (int)l;
        }
    }
    return value[0] == '\0' ? -1 : -2;
}

static igraph_error_t test_levels(const latigraph_circuit_t *circuit,
                                  const latigraph_column_t *column, const test_t *test,
                                  gboolean *met) {
    const int wanted = find_level(column, test->value);
    if (test->comparison < EQUAL) {
        IGRAPH_ERRORF("Column \"%s\" of \"%s\" is categorical: compare it with = or !=.",
                      IGRAPH_EINVAL, test->column, circuit->name);
    }
    if (wanted < -1) {
        char levels[300];
        list_levels(column, levels, sizeof levels);
        IGRAPH_ERRORF("Column \"%s\" of \"%s\" has no value \"%s\"; there are: %s.", IGRAPH_EINVAL,
                      test->column, circuit->name, test->value, levels);
    }
    for (int i = 0; i < circuit->n; i++) {
        met[i] = test->comparison == EQUAL ? column->level[i] == wanted
                                           : column->level[i] != wanted && column->level[i] >= 0;
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t test_names(const latigraph_circuit_t *circuit, const test_t *test,
                                 gboolean *met) {
    if (test->comparison < EQUAL) {
        IGRAPH_ERRORF("Names of neurons of \"%s\" are compared with = or !=.", IGRAPH_EINVAL,
                      circuit->name);
    }
    for (int i = 0; i < circuit->n; i++) {
        met[i] = (strcmp(circuit->neuron[i], test->value) == 0) == (test->comparison == EQUAL);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t apply_test(const latigraph_circuit_t *circuit, const test_t *test,
                                 double *value, gboolean *met) {
    if (numbers(circuit, test->column, value)) {
        return test_numbers(circuit, test, value, met);
    }
    const latigraph_column_t *column = latigraph_circuit_column(circuit, test->column);
    if (column != NULL) {
        return test_levels(circuit, column, test, met);
    }
    if (strcmp(test->column, "name") == 0) {
        return test_names(circuit, test, met);
    }
    char columns[300];
    list_columns(circuit, columns, sizeof columns);
    IGRAPH_ERRORF("\"%s\" has no column \"%s\"; there are: %s.", IGRAPH_EINVAL, circuit->name,
                  test->column, columns);
}

/* --- The whole condition ---------------------------------------------------- */

/* Computes which neurons meet the condition: selected (n). */
static igraph_error_t select_neurons(const latigraph_circuit_t *circuit, const char *expression,
                                     gboolean *selected) {
    const char *at = expression;
    gboolean *all, *met; /* conjunction of the tests since the last "|", and the last test */
    double *value;
    LATIGRAPH_ALLOCATE(all, circuit->n);
    LATIGRAPH_ALLOCATE(met, circuit->n);
    LATIGRAPH_ALLOCATE(value, circuit->n);
    memset(selected, 0, (size_t)circuit->n * sizeof *selected);
    for (char joint = '|'; joint != '\0'; at += joint != '\0') {
        test_t test;
        IGRAPH_CHECK(read_test(expression, &at, &test));
        IGRAPH_FINALLY(test_clear, &test);
        IGRAPH_CHECK(apply_test(circuit, &test, value, met));
        test_clear(&test);
        IGRAPH_FINALLY_CLEAN(1);
        const gboolean first = joint == '|';
        joint = *at;
        for (int i = 0; i < circuit->n; i++) {
            all[i] = met[i] && (first || all[i]);
            selected[i] = selected[i] || (all[i] && (joint == '|' || joint == '\0'));
        }
    }
    g_free(value);
    g_free(met);
    g_free(all);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

/**
 * \function latigraph_circuit_select
 * \brief Selects the neurons of a connectome that meet a condition on node data.
 *
 * A condition consists of tests like \c x_um<750 or \c side=left. They are joined by "," or "&"
 * (and) and by "|" (or), which binds less tightly. Numeric columns and positions (named by their
 * columns: \c x_um, or \c x without a unit) are compared with numbers by <, <=, >, >=, = and !=.
 * Categorical columns are compared with texts by = and !=. Put a text that contains , & or | in
 * quotes. An unknown value meets only the test \c column="" .
 *
 * Two further names can be tested. \c name is the name of the neuron. \c hash is a number in [0,
 * 1) that depends only on the name of a neuron and is spread evenly over neurons (the 53 leading
 * bits of its SHA-256). Thus \c hash<0.65 and \c hash>=0.65 split any connectome into two parts,
 * always in the same way.
 *
 * \param selected Gets the induced circuit. Its neurons keep their order and identity.
 * \param connectome The circuit to select neurons from.
 * \param expression The condition, e.g. "x_um<750", "side=left & type!=sensory",
 *    "layer=L2|layer=L3" or "hash<0.65".
 * \return Error code: \c IGRAPH_EINVAL, the condition cannot be parsed, names a column or a value
 *    that does not exist, or is met by no neuron.
 *
 * Time complexity: O(n t + m) for t tests.
 *
 * Example: select the left half of the neurons in layers 2 and 3.
 * \verbatim
 *   latigraph_circuit_t *left;
 *   latigraph_circuit_select(&left, connectome, "side=left & layer=L2 | side=left & layer=L3");
 *   latigraph_circuit_destroy(left);
 * \endverbatim
 */
igraph_error_t latigraph_circuit_select(latigraph_circuit_t **selected,
                                        const latigraph_circuit_t *connectome,
                                        const char *expression) {
    gboolean *mask;
    int *keep, k = 0;
    LATIGRAPH_ALLOCATE(mask, connectome->n);
    LATIGRAPH_ALLOCATE(keep, connectome->n);
    IGRAPH_CHECK(select_neurons(connectome, expression, mask));
    for (int i = 0; i < connectome->n; i++) {
        if (mask[i]) {
            keep[k++] = i;
        }
    }
    if (k == 0) {
        IGRAPH_ERRORF("None of the %d neurons of \"%s\" meets the condition \"%s\".", IGRAPH_EINVAL,
                      connectome->n, connectome->name, expression);
    }
    IGRAPH_CHECK(latigraph_circuit_induced(selected, connectome, keep, k, NULL));
    g_free(keep);
    g_free(mask);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}
