/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Circuits that also hold neurons of a distant place, such as the head and the tail of a worm. A
 * model's networks see no coordinate beyond those of its fit, and cutting validation circuits off
 * does not take a whole place. */

#include "circuits.h"

#include "latent/latent.h"
#include "model/vocabulary.h"

#include <latigraph/latigraph.h>

enum { NEURONS = 24, DIMS = 3 };
static const double FAR_AWAY = 4000; /* in µm; circuits are 150 wide */

static int is_apart(int i) {
    return i % 3 == 1;
}

/* Moves a third of the neurons far away, all together. */
static void move_apart(latigraph_circuit_t *circuit) {
    for (int i = 0; i < circuit->n; i++) {
        circuit->position[i * DIMS] += is_apart(i) ? FAR_AWAY : 0;
    }
}

/* Conditions of a circuit by a vocabulary, and where the coordinates begin in a row. */
typedef struct {
    real_t *condition, *position;
    guchar *placed;
    int width, at;
} encoded_t;

static encoded_t encode(const latigraph_vocabulary_t *vocabulary,
                        const latigraph_circuit_t *circuit) {
    encoded_t e = {.width = latigraph_vocabulary_width(vocabulary)};
    int plane[2];
    e.at = e.width - DIMS - 1;
    e.condition = g_new0(real_t, circuit->n * e.width);
    e.position = g_new0(real_t, circuit->n * DIMS);
    e.placed = g_new0(guchar, circuit->n);
    CHECK_OK(
        latigraph_vocabulary_encode(vocabulary, circuit, e.condition, e.position, e.placed, plane));
    return e;
}

static double coordinate(const encoded_t *e, int i, int d) {
    return (double)e->condition[i * e->width + e->at + d];
}

static void encoded_free(encoded_t *e) {
    g_free(e->condition);
    g_free(e->position);
    g_free(e->placed);
}

static double largest_coordinate(const latigraph_vocabulary_t *vocabulary,
                                 const latigraph_circuit_list_t *circuits, int d) {
    double most = 0;
    for (igraph_integer_t k = 0; k < circuits->size; k++) {
        encoded_t e = encode(vocabulary, circuits->items[k]);
        for (int i = 0; i < circuits->items[k]->n; i++) {
            most = fmax(most, fabs(coordinate(&e, i, d)));
        }
        encoded_free(&e);
    }
    return most;
}

static latigraph_vocabulary_t *read_again(const latigraph_vocabulary_t *vocabulary,
                                          const char *without) {
    latigraph_json_t json = LATIGRAPH_JSON_COMPACT;
    latigraph_vocabulary_t *again;
    char *text;
    latigraph_vocabulary_to_json(vocabulary, &json);
    CHECK_OK(latigraph_json_take(&json, &text));
    JsonNode *node = json_from_string(text, NULL);
    if (without != NULL) {
        json_object_remove_member(json_node_get_object(node), without);
    }
    CHECK_OK(latigraph_vocabulary_from_json(&again, json_node_get_object(node)));
    json_node_unref(node);
    g_free(text);
    return again;
}

/* Neurons that stay have the same coordinates as before, up to the centre of fewer neurons, and
 * those that moved do not leave the range of the training circuits. Distances are what they are. */
static void check_coordinates(const latigraph_circuit_list_t *circuits) {
    latigraph_vocabulary_t *made, *again, *earlier;
    latigraph_circuit_t *circuit = random_circuit(NEURONS, 900, 0);
    CHECK_OK(latigraph_vocabulary_create(&made, circuits, "position"));
    again = read_again(made, NULL);
    earlier = read_again(made, "coordinate_limits");
    const double most = largest_coordinate(made, circuits, 0);
    encoded_t near = encode(made, circuit);
    move_apart(circuit);
    encoded_t apart = encode(made, circuit), same = encode(again, circuit),
              before = encode(earlier, circuit);
    for (int i = 0; i < NEURONS; i++) {
        if (is_apart(i) && apart.placed[i]) {
            CHECK(coordinate(&apart, i, 0) > 0.5 * most);
            CHECK(coordinate(&apart, i, 0) <= 1.5 * most);
            CHECK(coordinate(&before, i, 0) == 20);
        } else if (apart.placed[i]) {
            CHECK_NEAR(coordinate(&apart, i, 0), coordinate(&near, i, 0), 0.5);
            CHECK(coordinate(&before, i, 0) < -10);
        }
        for (int d = 0; d < DIMS; d++) {
            CHECK(coordinate(&same, i, d) == coordinate(&apart, i, d));
        }
    }
    CHECK_NEAR((double)(apart.position[DIMS] - apart.position[0]),
               (circuit->position[DIMS] - circuit->position[0]) / made->length_scale, 1e-3);
    encoded_free(&near);
    encoded_free(&apart);
    encoded_free(&same);
    encoded_free(&before);
    latigraph_vocabulary_destroy(made);
    latigraph_vocabulary_destroy(again);
    latigraph_vocabulary_destroy(earlier);
    latigraph_circuit_destroy(circuit);
}

/* Coordinates stay small also where some training neurons are far away. */
static void check_few_apart(void) {
    latigraph_circuit_list_t circuits;
    latigraph_vocabulary_t *made;
    random_circuits(&circuits, 24, 0, 0);
    move_apart(circuits.items[7]);
    CHECK_OK(latigraph_vocabulary_create(&made, &circuits, "position"));
    CHECK(largest_coordinate(made, &circuits, 0) == 5);
    latigraph_vocabulary_destroy(made);
    latigraph_circuit_list_destroy(&circuits);
}

/* --- The cut ---------------------------------------------------------------------------- */

enum { HEAD = 100, TAIL = 20, HELD = 30, STRETCHES = 80 };

/* A ring of neurons of one animal: a stretch of the head, and the whole tail if asked for. */
static void push_worm(latigraph_circuit_list_t *list, int first, gboolean tail) {
    enum { N = HELD + TAIL };
    const int n = tail ? N : HELD;
    int from[N], to[N];
    latigraph_circuit_t *circuit;
    for (int i = 0; i < n; i++) {
        from[i] = i;
        to[i] = (i + 1) % n;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "worm", n, n, from, to, NULL));
    for (int i = 0; i < n; i++) {
        char text[24];
        snprintf(text, sizeof text, "%s%d", i < HELD ? "head" : "tail",
                 i < HELD ? (first + i) % HEAD : i - HELD);
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, text));
    }
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

static void check_cut(void) {
    latigraph_circuit_list_t circuits;
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    for (int k = 0; k < STRETCHES; k++) {
        push_worm(&circuits, k * HEAD / STRETCHES, k % 4 == 0);
    }
    for (igraph_uint_t seed = 1; seed <= 8; seed++) {
        latigraph_circuit_list_t training, validation;
        latigraph_split_t how;
        CHECK_OK(latigraph_circuit_list_init(&training));
        CHECK_OK(latigraph_circuit_list_init(&validation));
        CHECK_OK(latigraph_split(&circuits, LATIGRAPH_SPLIT_BY_NEURON, seed, &training, &validation,
                                 &how));
        CHECK(validation.size >= 8);
        latigraph_circuit_list_destroy(&training);
        latigraph_circuit_list_destroy(&validation);
    }
    latigraph_circuit_list_destroy(&circuits);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    test_init();
    random_circuits(&circuits, 24, 0, 0);
    check_coordinates(&circuits);
    check_few_apart();
    check_cut();
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
