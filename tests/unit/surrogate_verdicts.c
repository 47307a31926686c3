/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Which rung explains a property: rungs that keep more can refute it, and others cannot. */

#include "circuits.h"

#include "base/text.h"
#include "measure/property.h"

#include <latigraph/surrogate.h>
#include <math.h>
#include <string.h>

enum { SURROGATES = 99 };

/* Adds a rung. The observed value 0 is a surprise if all surrogates are above it. */
static void add_rung(latigraph_ladder_t *ladder, const char *name, igraph_bool_t surprise) {
    igraph_matrix_t values;
    CHECK_OK(igraph_matrix_init(&values, SURROGATES, 1));
    for (int k = 0; k < SURROGATES; k++) {
        MATRIX(values, k, 0) = surprise ? 1 + k % 7 : k % 7 - 3;
    }
    CHECK_OK(latigraph_ladder_add(ladder, name, &values, NULL));
    igraph_matrix_destroy(&values);
}

/* Checks the verdict on a ladder whose rungs are "NAME", a surprise, or "NAME!", which is none. */
static void check_verdict(const char *const *rungs, int explains, const char *verdict) {
    latigraph_ladder_t ladder;
    CHECK_OK(latigraph_ladder_init(&ladder));
    CHECK_OK(igraph_vector_push_back(&ladder.observed, 0));
    CHECK_OK(igraph_strvector_push_back(&ladder.properties, "transitivity"));
    for (int r = 0; rungs[r] != NULL; r++) {
        char name[64];
        strncpy(name, rungs[r], sizeof name - 1);
        name[sizeof name - 1] = '\0';
        char *end = strchr(name, '!');
        if (end != NULL) {
            *end = '\0';
        }
        add_rung(&ladder, name, end == NULL);
    }
    CHECK_OK(latigraph_ladder_judge(&ladder, 0.05));
    CHECK_EQUAL(VECTOR(ladder.explains)[0], explains);
    CHECK_CONTAINS(igraph_strvector_get(&ladder.verdicts, 0), verdict);
    latigraph_ladder_destroy(&ladder);
}

static void verdicts(void) {
    /* A surprise at a rung that keeps more refutes, whatever the order of words and rungs. */
    check_verdict((const char *[]){"edges", "degrees!", "reciprocity,degrees", NULL}, -1,
                  "not explained");
    check_verdict((const char *[]){"edges", "degrees,reciprocity", "degrees!", NULL}, -1,
                  " by degrees,reciprocity, ");
    check_verdict((const char *[]){"edges", "degrees,types=neuron!", "degrees,types", NULL}, 1,
                  "explained by degrees,types=neuron");
    check_verdict((const char *[]){"edges", "degrees,triangles!", "degrees,triangles=class", NULL},
                  -1, "not explained");
    /* Neither of these keeps what the other does. */
    check_verdict(
        (const char *[]){"edges", "degrees,types=neuron!", "degrees,types,distance", NULL}, 1,
        "explained by degrees,types=neuron");
    check_verdict((const char *[]){"edges", "dyads!", "degrees", "degrees,reciprocity!", NULL}, 1,
                  "explained by dyads");
    check_verdict((const char *[]){"edges", "degrees,tilt=cyclic!", "degrees,tilt=triangles", NULL},
                  1, "explained by degrees,tilt=cyclic");
    /* Circuits of models are asked last, and refute one another. */
    check_verdict((const char *[]){"code!", "edges", "degrees!", NULL}, 2, "explained by degrees");
    check_verdict((const char *[]){"edges", "degrees!", "code", "code+", NULL}, 1,
                  "explained by degrees");
    check_verdict((const char *[]){"edges", "degrees", "code!", "code+!", NULL}, 2,
                  "explained by code");
    check_verdict((const char *[]){"edges", "degrees", "code!", "code+", NULL}, -1,
                  " by degrees, ");
    check_verdict((const char *[]){"edges", "code", NULL}, -1, " by code, ");
    check_verdict((const char *[]){NULL}, -1, "unknown");
}

/* The transitivity of surrogates with as many triangles lies at the bound, and is not judged. */
static void kept_transitivity(void) {
    latigraph_circuit_t *circuit;
    latigraph_surrogate_options_t options;
    latigraph_ladder_t ladder;
    igraph_strvector_t rungs;
    igraph_vector_int_t which;
    int from[80], to[80];
    for (int i = 0; i < 40; i++) { /* a ring of triangles */
        from[2 * i] = from[2 * i + 1] = i;
        to[2 * i] = (i + 1) % 40;
        to[2 * i + 1] = (i + 2) % 40;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "ring", 40, 80, from, to, NULL));
    latigraph_surrogate_options_init(&options);
    options.count = 39;
    options.steps = 20;
    options.steps_most = 50;
    options.seed = 1;
    options.keep.tolerance = 0.1;
    CHECK_OK(igraph_strvector_init(&rungs, 0));
    CHECK_OK(igraph_strvector_push_back(&rungs, "degrees,reciprocity"));
    CHECK_OK(igraph_strvector_push_back(&rungs, "degrees,reciprocity,triangles"));
    CHECK_OK(igraph_vector_int_init(&which, 0));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("path-length")));
    CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find("transitivity")));
    CHECK_OK(latigraph_ladder_init(&ladder));
    CHECK_OK(latigraph_ladder(&ladder, circuit, &rungs, &which, NULL, &options));
    CHECK(fabs(MATRIX(ladder.mean, 1, 1) - VECTOR(ladder.observed)[1]) <=
          0.1 * VECTOR(ladder.observed)[1]);
    CHECK(isnan(MATRIX(ladder.p, 1, 1)) && isnan(MATRIX(ladder.q, 1, 1)));
    CHECK(!isnan(MATRIX(ladder.p, 1, 0)) && !isnan(MATRIX(ladder.p, 0, 1)));
    CHECK_NEAR(MATRIX(ladder.q, 0, 1), MATRIX(ladder.p, 0, 1), 1e-12); /* one property is left */
    CHECK_EQUAL(VECTOR(ladder.explains)[1], -1);
    latigraph_ladder_destroy(&ladder);
    igraph_vector_int_destroy(&which);
    igraph_strvector_destroy(&rungs);
    latigraph_circuit_destroy(circuit);
}

static void headings(void) {
    gboolean further;
    CHECK(strcmp(latigraph_words_beyond("degrees,types", "degrees", &further), "types") == 0);
    CHECK(further);
    CHECK(strcmp(latigraph_words_beyond("a,b,types,distance", "a,b,types=neuron", &further),
                 "types,distance") == 0);
    CHECK(!further);
    CHECK(strcmp(latigraph_words_beyond("degrees", "degrees", &further), "degrees") == 0);
    CHECK(strcmp(latigraph_words_beyond("dyad,x", "dyads", &further), "dyad,x") == 0);
    CHECK(!further);
    CHECK(strcmp(latigraph_words_beyond("", "edges", &further), "") == 0);
}

int main(void) {
    test_init();
    verdicts();
    kept_transitivity();
    headings();
    return 0;
}
