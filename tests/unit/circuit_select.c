/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Conditions on node data select neurons. */

#include "circuit_test.h"

/* Makes six neurons a to f with layers L2, L3, L2, -, L4, L2; osi 0.1, 0.2, -, 0.4, 0.5, 0.6; x 0,
 * 100, ..., 500 um, unknown for f; traced true, false, true, true, false, -. */
static latigraph_circuit_t *six(void) {
    static const char *const layer[] = {"L2", "L3", "L2", "", "L4", "L2"};
    static const char *const traced[] = {"true", "false", "true", "true", "false", ""};
    const double osi[] = {0.1, 0.2, NAN, 0.4, 0.5, 0.6};
    latigraph_circuit_t *circuit;
    igraph_matrix_t position;
    CHECK_OK(latigraph_circuit_create(&circuit, "six", 6, 0, NULL, NULL, NULL));
    igraph_matrix_init(&position, 6, 2);
    for (int i = 0; i < 6; i++) {
        circuit->neuron[i][0] = (char)('a' + i);
        MATRIX(position, i, 0) = i < 5 ? 100 * i : NAN;
    }
    CHECK_OK(latigraph_circuit_set_positions(circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    CHECK_OK(latigraph_circuit_add_categorical(circuit, "layer", layer));
    CHECK_OK(latigraph_circuit_add_categorical(circuit, "axon traced", traced));
    CHECK_OK(latigraph_circuit_add_numeric(circuit, "osi", osi));
    return circuit;
}

static void check_selected(const latigraph_circuit_t *circuit, const char *expression,
                           const char *neurons) {
    latigraph_circuit_t *selected;
    char names[8] = "";
    CHECK_OK(latigraph_circuit_select(&selected, circuit, expression));
    for (int i = 0; i < selected->n; i++) {
        names[i] = selected->neuron[i][0];
        names[i + 1] = '\0';
    }
    if (strcmp(names, neurons) != 0) {
        FAIL("%s selects \"%s\", expected \"%s\"", expression, names, neurons);
    }
    latigraph_circuit_destroy(selected);
}

static void test_conditions(const latigraph_circuit_t *c) {
    check_selected(c, "x_um<200", "ab");
    check_selected(c, " x_um <= 2e2 ", "abc");
    check_selected(c, "x_um>200", "de");
    check_selected(c, "x_um>=200", "cde");
    check_selected(c, "x_um!=200", "abde");
    check_selected(c, "y_um=0", "abcde");
    check_selected(c, "osi==.5", "e");
    check_selected(c, "osi=\"\"", "c");
    check_selected(c, "osi!=''", "abdef");
    check_selected(c, "layer=L2", "acf");
    check_selected(c, "layer!=L2", "be");
    check_selected(c, "layer=''", "d");
    check_selected(c, "layer='L2' , osi<0.5", "a");
    check_selected(c, "layer=L3|layer=L4", "be");
    check_selected(c, "layer=L2 & x_um<100 | layer=L4, osi>0", "ae");
    check_selected(c, "layer=L4, osi>0 | layer=L2 & x_um<100", "ae");
    check_selected(c, "axon traced=True", "acd");
    check_selected(c, "axon traced=FALSE", "be");
    check_selected(c, "name=d", "d");
    check_selected(c, "name!=d", "abcef");
    check_selected(c, "hash>=0", "abcdef");
}

static void test_refusals(const latigraph_circuit_t *c) {
    latigraph_circuit_t *s;
    CHECK_FAILS(latigraph_circuit_select(&s, c, "depth<3"), IGRAPH_EINVAL,
                "\"six\" has no column \"depth\"; there are: name, hash, x_um, y_um, layer, axon "
                "traced, osi.");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "layer=L5"), IGRAPH_EINVAL,
                "no value \"L5\"; there are: L2, L3, L4.");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "layer<L5"), IGRAPH_EINVAL, "categorical");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "name>a"), IGRAPH_EINVAL, "= or !=");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi<0.3um"), IGRAPH_EINVAL, "\"0.3um\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi<\"\""), IGRAPH_EINVAL, "osi");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi>7"), IGRAPH_EINVAL,
                "None of the 6 neurons of \"six\" meets the condition \"osi>7\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi"), IGRAPH_EINVAL, "\"osi\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, ""), IGRAPH_EINVAL, "test");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi<"), IGRAPH_EINVAL, "value");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi<1,"), IGRAPH_EINVAL, "test");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "|osi<1"), IGRAPH_EINVAL, "\"|osi<1\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "<1"), IGRAPH_EINVAL, "\"<1\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "layer='L2"), IGRAPH_EINVAL, "layer");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "layer='L2'x"), IGRAPH_EINVAL, "\"x\"");
    CHECK_FAILS(latigraph_circuit_select(&s, c, "osi!1"), IGRAPH_EINVAL, "osi!1");
}

/* The expected values were computed with Python's hashlib, as the documentation describes. */
static void test_hash(void) {
    CHECK(latigraph_neuron_hash("ADAL") == 0x1.c7ab0239c4cbbp-1);
    CHECK(latigraph_neuron_hash("864691135582951235") == 0x1.28f793311670ep-1);
    double sum = 0, squares = 0;
    for (int i = 0; i < 10000; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        const double hash = latigraph_neuron_hash(name);
        CHECK(hash >= 0 && hash < 1);
        sum += hash;
        squares += hash * hash;
    }
    CHECK_NEAR(sum / 10000, 0.5, 0.01);
    CHECK_NEAR(squares / 10000, 1.0 / 3, 0.01);
}

int main(void) {
    test_init();
    latigraph_circuit_t *c = six();
    test_conditions(c);
    test_refusals(c);
    test_hash();
    latigraph_circuit_destroy(c);
    return 0;
}
