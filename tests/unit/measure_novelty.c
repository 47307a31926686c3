/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Copies and distances of circuits are compared with all permutations and with a refinement of
 * colours that writes them out as texts; the shares with their definitions. */
#include "measure/colours.h"
#include "measure_test.h"

#include <glib.h>

/* Returns the circuit with neuron i renamed to order[i]. */
static latigraph_circuit_t *permuted(const latigraph_circuit_t *c, const int *order) {
    latigraph_circuit_t *copy;
    int *from = g_new(int, c->m + 1), *to = g_new(int, c->m + 1), m = 0;
    for (int i = 0; i < c->n; i++) {
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            from[m] = order[i];
            to[m++] = order[c->out_to[e]];
        }
    }
    CHECK_OK(latigraph_circuit_create(&copy, "copy", c->n, m, from, to, NULL));
    g_free(from);
    g_free(to);
    return copy;
}

static latigraph_circuit_t *shuffled(latigraph_stream_t *stream, const latigraph_circuit_t *c) {
    int *order = g_new(int, c->n + 1);
    latigraph_stream_permutation(stream, order, c->n);
    latigraph_circuit_t *copy = permuted(c, order);
    g_free(order);
    return copy;
}

/* Returns a circuit with one edge more or less: that of the ordered pair (0, 1). */
static latigraph_circuit_t *edited(const latigraph_circuit_t *c) {
    latigraph_circuit_t *copy;
    int *from = g_new(int, c->m + 1), *to = g_new(int, c->m + 1), m = 0;
    for (int i = 0; i < c->n; i++) {
        for (int j = 0; j < c->n; j++) {
            const int toggled = i == 0 && j == 1;
            if (i != j && latigraph_circuit_has_edge(c, i, j) != toggled) {
                from[m] = i;
                to[m++] = j;
            }
        }
    }
    CHECK_OK(latigraph_circuit_create(&copy, "edited", c->n, m, from, to, NULL));
    g_free(from);
    g_free(to);
    return copy;
}

static igraph_bool_t are_copies(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    latigraph_colours_t x, y;
    igraph_bool_t copies;
    CHECK_OK(latigraph_colours_init(&x, a));
    CHECK_OK(latigraph_colours_init(&y, b));
    CHECK_OK(latigraph_are_copies(&x, &y, &copies));
    latigraph_colours_destroy(&x);
    latigraph_colours_destroy(&y);
    return copies;
}

static double distance(const latigraph_circuit_t *a, const latigraph_circuit_t *b, double limit) {
    latigraph_colours_t x, y;
    CHECK_OK(latigraph_colours_init(&x, a));
    CHECK_OK(latigraph_colours_init(&y, b));
    const double d = latigraph_colour_distance(&x, &y, limit);
    latigraph_colours_destroy(&x);
    latigraph_colours_destroy(&y);
    return d;
}

/* --- Copies ------------------------------------------------------------------------------------
 */

enum { SMALL = 4 };

/* Decides by all permutations of the neurons. */
static igraph_bool_t brute_copies(const latigraph_circuit_t *a, const latigraph_circuit_t *b,
                                  int *order, int placed) {
    if (placed == SMALL) {
        for (int i = 0; i < SMALL; i++) {
            for (int j = 0; j < SMALL; j++) {
                if (i != j && latigraph_circuit_has_edge(a, i, j) !=
                                  latigraph_circuit_has_edge(b, order[i], order[j])) {
                    return false;
                }
            }
        }
        return true;
    }
    for (int k = 0; k < SMALL; k++) {
        int used = 0;
        for (int i = 0; i < placed; i++) {
            used |= order[i] == k;
        }
        order[placed] = k;
        if (!used && brute_copies(a, b, order, placed + 1)) {
            return true;
        }
    }
    return false;
}

static void all_permutations(void) {
    enum { CIRCUITS = 60 };
    latigraph_circuit_t *circuit[CIRCUITS];
    latigraph_stream_t stream;
    int copies = 0, order[SMALL];
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 0);
    for (int k = 0; k < CIRCUITS; k++) {
        circuit[k] = random_circuit(&stream, SMALL, .3);
    }
    for (int a = 0; a < CIRCUITS; a++) {
        for (int b = 0; b < a; b++) {
            const igraph_bool_t same =
                circuit[a]->m == circuit[b]->m && brute_copies(circuit[a], circuit[b], order, 0);
            copies += same;
            CHECK_EQUAL(are_copies(circuit[a], circuit[b]), same);
        }
    }
    CHECK(copies > 10);
    for (int k = 0; k < CIRCUITS; k++) {
        latigraph_circuit_destroy(circuit[k]);
    }
}

/* Neuron i sends to i + 1 … i + degree in each of several rings. */
static latigraph_circuit_t *rings(int count, int size, int degree) {
    latigraph_circuit_t *circuit;
    int from[400], to[400], m = 0;
    for (int i = 0; i < count * size; i++) {
        for (int k = 1; k <= degree; k++) {
            from[m] = i;
            to[m++] = i / size * size + (i + k) % size;
        }
    }
    CHECK_OK(latigraph_circuit_create(&circuit, "rings", count * size, m, from, to, NULL));
    return circuit;
}

/* All neurons of these have one colour, so refinement alone cannot tell the circuits apart. */
static void regular(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 1);
    for (int degree = 1; degree <= 2; degree++) {
        latigraph_circuit_t *one = rings(1, 60, degree), *two = rings(2, 30, degree);
        latigraph_circuit_t *copy = shuffled(&stream, two);
        CHECK(distance(one, two, 1) == 0);
        CHECK(!are_copies(one, two));
        CHECK(are_copies(two, copy));
        latigraph_circuit_destroy(one);
        latigraph_circuit_destroy(two);
        latigraph_circuit_destroy(copy);
    }
}

/* --- Distances ---------------------------------------------------------------------------------
 */

static gint compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Writes the colours out: out- and in-degree, then each colour with the sorted colours of the
 * partners. */
static GPtrArray *texts_of(const latigraph_circuit_t *c, int round) {
    GPtrArray *colour = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *before = round > 0 ? texts_of(c, round - 1) : NULL;
    for (int i = 0; i < c->n; i++) {
        if (round == 0) {
            g_ptr_array_add(colour, g_strdup_printf("%d,%d", c->out_start[i + 1] - c->out_start[i],
                                                    c->in_start[i + 1] - c->in_start[i]));
            continue;
        }
        GPtrArray *partner = g_ptr_array_new_with_free_func(g_free);
        GString *text = g_string_new(before->pdata[i]);
        for (int j = 0; j < c->n; j++) {
            const int out = i != j && latigraph_circuit_has_edge(c, i, j);
            const int in = i != j && latigraph_circuit_has_edge(c, j, i);
            if (out || in) {
                g_ptr_array_add(
                    partner, g_strdup_printf("%d%d(%s)", out, in, (const char *)before->pdata[j]));
            }
        }
        g_ptr_array_sort(partner, compare_texts);
        for (guint k = 0; k < partner->len; k++) {
            g_string_append(text, partner->pdata[k]);
        }
        g_ptr_array_unref(partner);
        g_ptr_array_add(colour, g_string_free(text, FALSE));
    }
    if (before != NULL) {
        g_ptr_array_unref(before);
    }
    return colour;
}

static double brute_distance(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    double common = 0;
    for (int round = 0; round < LATIGRAPH_COLOUR_ROUNDS; round++) {
        GPtrArray *x = texts_of(a, round), *y = texts_of(b, round);
        for (guint i = 0; i < x->len; i++) {
            for (guint j = 0; j < y->len; j++) {
                if (strcmp(x->pdata[i], y->pdata[j]) == 0) {
                    g_ptr_array_remove_index_fast(y, j);
                    common++;
                    break;
                }
            }
        }
        g_ptr_array_unref(x);
        g_ptr_array_unref(y);
    }
    return 1 - common / (LATIGRAPH_COLOUR_ROUNDS * MAX(a->n, b->n));
}

static void distances(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 2);
    for (int round = 0; round < 30; round++) {
        latigraph_circuit_t *a = random_circuit(&stream, 12 + round % 5, .12);
        latigraph_circuit_t *b = random_circuit(&stream, 12 + round % 3, .12);
        latigraph_circuit_t *copy = shuffled(&stream, a), *near = edited(copy);
        const double d = brute_distance(a, b);
        CHECK_NEAR(distance(a, b, 1), d, 1e-12);
        CHECK_NEAR(distance(b, a, 1), d, 1e-12);
        CHECK_NEAR(distance(copy, b, 1), d, 1e-12);
        CHECK_NEAR(distance(near, a, 1), brute_distance(near, a), 1e-12);
        CHECK_NEAR(distance(a, b, d), d, 1e-12); /* a limit that is reached, but not exceeded */
        CHECK(distance(a, b, d / 2) > d / 2);
        CHECK(distance(a, copy, 1) == 0 && are_copies(a, copy) && !are_copies(a, near));
        latigraph_circuit_destroy(a);
        latigraph_circuit_destroy(b);
        latigraph_circuit_destroy(copy);
        latigraph_circuit_destroy(near);
    }
    latigraph_circuit_t *none = circuit_of(0, 0, NULL), *lone = circuit_of(1, 0, NULL);
    CHECK(distance(none, none, 1) == 0 && are_copies(none, none));
    CHECK(distance(none, lone, 1) == 1 && !are_copies(none, lone));
    latigraph_circuit_destroy(none);
    latigraph_circuit_destroy(lone);
}

/* --- Shares ------------------------------------------------------------------------------------
 */

/* Returns whether circuit c is new to the real circuits other than `without`, by the definition. */
static igraph_bool_t is_novel(const latigraph_circuit_t *c, const latigraph_circuit_list_t *real,
                              igraph_integer_t without) {
    double least = 2, nearest = 2;
    for (igraph_integer_t i = 0; i < latigraph_circuit_list_size(real); i++) {
        const latigraph_circuit_t *a = latigraph_circuit_list_get(real, i);
        for (igraph_integer_t j = 0; j < i; j++) {
            const latigraph_circuit_t *b = latigraph_circuit_list_get(real, j);
            if (i != without && j != without && !are_copies(a, b)) {
                least = fmin(least, distance(a, b, 1));
            }
        }
        if (i != without && are_copies(a, c)) {
            return false;
        }
        nearest = i != without ? fmin(nearest, distance(a, c, 1)) : nearest;
    }
    return least > 1 || nearest >= least;
}

static void push(latigraph_circuit_list_t *list, latigraph_circuit_t *circuit) {
    CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
}

/* The generated circuits are two copies of one real circuit, one edited copy, one new circuit
 * twice, and random ones. */
static void fill_sets(latigraph_stream_t *stream, int count, latigraph_circuit_list_t *real,
                      latigraph_circuit_list_t *generated) {
    CHECK_OK(latigraph_circuit_list_init(real));
    CHECK_OK(latigraph_circuit_list_init(generated));
    for (int i = 0; i < count; i++) {
        push(real, random_circuit(stream, 20, .15));
    }
    const latigraph_circuit_t *first = latigraph_circuit_list_get(real, 0);
    const latigraph_circuit_t *second = latigraph_circuit_list_get(real, 1);
    latigraph_circuit_t *fresh = random_circuit(stream, 20, .15);
    push(generated, fresh);
    push(generated, shuffled(stream, first));
    push(generated, shuffled(stream, first));
    push(generated, edited(second));
    push(generated, shuffled(stream, fresh));
    for (int i = 0; i < count; i++) {
        push(generated, random_circuit(stream, 20, .15));
    }
}

static void check_shares(const latigraph_circuit_list_t *real,
                         const latigraph_circuit_list_t *generated,
                         const latigraph_novelty_t *novelty) {
    const igraph_integer_t r = latigraph_circuit_list_size(real);
    const igraph_integer_t g = latigraph_circuit_list_size(generated);
    double novel = 0, real_novel = 0, distinct = 0;
    for (igraph_integer_t i = 0; i < g; i++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(generated, i);
        int repeated = 0;
        for (igraph_integer_t j = 0; j < i; j++) {
            repeated |= are_copies(c, latigraph_circuit_list_get(generated, j));
        }
        distinct += !repeated;
        novel += is_novel(c, real, -1);
    }
    for (igraph_integer_t i = 0; i < r; i++) {
        real_novel += is_novel(latigraph_circuit_list_get(real, i), real, i);
    }
    CHECK_NEAR(novelty->novelty, novel / (double)g, 1e-12);
    CHECK_NEAR(novelty->uniqueness, distinct / (double)g, 1e-12);
    CHECK_NEAR(novelty->real_novelty, real_novel / (double)r, 1e-12);
    CHECK_NEAR(novelty->novelty + novelty->copies + novelty->near, 1, 1e-12);
}

static void shares(void) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 3);
    for (int count = 2; count < 9; count++) {
        latigraph_circuit_list_t real, generated;
        latigraph_novelty_t novelty, again;
        igraph_vector_t distances;
        igraph_vector_int_t nearest;
        CHECK_OK(igraph_vector_init(&distances, 0));
        CHECK_OK(igraph_vector_int_init(&nearest, 0));
        fill_sets(&stream, count, &real, &generated);
        if (count == 5) { /* the real set repeats itself */
            push(&real, shuffled(&stream, latigraph_circuit_list_get(&real, 2)));
        }
        CHECK_OK(latigraph_novelty(&real, &generated, 1, &novelty, &distances, &nearest));
        check_shares(&real, &generated, &novelty);
        CHECK_NEAR(novelty.copies, 2. / (count + 5), 1e-12);
        CHECK(count < 3 || novelty.near >= 1. / (count + 5) - 1e-12); /* the edited copy */
        CHECK_EQUAL(novelty.first_copy, 1);
        CHECK_EQUAL(VECTOR(nearest)[1], 0);
        CHECK(VECTOR(distances)[1] == 0);
        CHECK_EQUAL(VECTOR(nearest)[3], 1);
        CHECK_NEAR(VECTOR(distances)[3],
                   distance(latigraph_circuit_list_get(&generated, 3),
                            latigraph_circuit_list_get(&real, 1), 1),
                   1e-12);
        CHECK_OK(latigraph_novelty(&real, &generated, 3, &again, NULL, NULL));
        CHECK(memcmp(&again, &novelty, sizeof again) == 0);
        igraph_vector_destroy(&distances);
        igraph_vector_int_destroy(&nearest);
        latigraph_circuit_list_destroy(&real);
        latigraph_circuit_list_destroy(&generated);
    }
}

/* If all real circuits are copies of one, nothing can be near them. */
static void one_real_circuit(void) {
    latigraph_stream_t stream;
    latigraph_circuit_list_t real, generated;
    latigraph_novelty_t novelty;
    latigraph_stream_init(&stream, 8, LATIGRAPH_STREAM_TEST, 4);
    CHECK_OK(latigraph_circuit_list_init(&real));
    CHECK_OK(latigraph_circuit_list_init(&generated));
    push(&real, random_circuit(&stream, 15, .2));
    CHECK_FAILS(latigraph_novelty(&real, &real, 1, &novelty, NULL, NULL), IGRAPH_EINVAL, "two");
    push(&real, shuffled(&stream, latigraph_circuit_list_get(&real, 0)));
    CHECK_FAILS(latigraph_novelty(&real, &generated, 1, &novelty, NULL, NULL), IGRAPH_EINVAL,
                "one generated");
    push(&generated, edited(latigraph_circuit_list_get(&real, 0)));
    CHECK_OK(latigraph_novelty(&real, &generated, 1, &novelty, NULL, NULL));
    CHECK(novelty.novelty == 1 && novelty.uniqueness == 1 && novelty.real_novelty == 0);
    CHECK(isnan(novelty.real_distance));
    CHECK_EQUAL(novelty.first_copy, -1);
    CHECK_FAILS(latigraph_novelty(&real, &generated, 0, &novelty, NULL, NULL), IGRAPH_EINVAL,
                "thread");
    latigraph_circuit_list_destroy(&real);
    latigraph_circuit_list_destroy(&generated);
}

int main(void) {
    test_init();
    all_permutations();
    regular();
    distances();
    shares();
    one_real_circuit();
    return 0;
}
