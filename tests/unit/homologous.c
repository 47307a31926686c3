/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Neurons that are the same in several animals: which column says so, overlap, folds, resamples and
 * cuts by animal and by identity. Folds and cuts are compared with the texts of the neurons, pair
 * by pair. */
#include "circuit/folds.h"
#include "circuit/homologous.h"
#include "latent/latent.h"
#include "measure/resample.h"
#include "test.h"

#include <latigraph/measure.h>

/* --- Small animals ---------------------------------------------------------------------- */

/* A circuit of the neurons first .. first + n − 1 of an animal. Neurons 2k and 2k + 1 are of class
 * k, and every neuron whose number ends in 9 is of no known class. */
static latigraph_circuit_t *piece(const char *animal, int first, int n) {
    latigraph_circuit_t *circuit;
    igraph_strvector_t class;
    int *from = malloc(sizeof(int) * (size_t)n), *to = malloc(sizeof(int) * (size_t)n);
    for (int i = 0; i < n; i++) {
        from[i] = i;
        to[i] = (i + 1) % n;
    }
    CHECK_OK(latigraph_circuit_create(&circuit, animal, n, n > 1 ? n : 0, from, to, NULL));
    CHECK_OK(igraph_strvector_init(&class, n));
    for (int i = 0; i < n; i++) {
        char text[24];
        snprintf(text, sizeof text, "n%d", first + i);
        CHECK_OK(latigraph_circuit_name_neuron(circuit, i, text));
        snprintf(text, sizeof text, "class %d", (first + i) / 2);
        igraph_strvector_set(&class, i, (first + i) % 10 == 9 ? "" : text);
    }
    CHECK_OK(latigraph_circuit_set_categorical(circuit, "class", &class));
    CHECK_OK(latigraph_circuit_set_identity(circuit, "class", NULL));
    igraph_strvector_destroy(&class);
    free(to);
    free(from);
    return circuit;
}

static void push(latigraph_circuit_list_t *list, const char *animal, int first, int n) {
    CHECK_OK(latigraph_circuit_list_push_back(list, piece(animal, first, n)));
}

/* Pieces of four animals with 4, 3, 9 and 2 circuits, mixed in the list. */
static void four_animals(latigraph_circuit_list_t *list) {
    static const struct {
        const char *animal;
        int first;
    } pieces[] = {{"a", 0},  {"b", 0},   {"c", 0},  {"c", 4},  {"a", 40}, {"c", 20},
                  {"d", 60}, {"c", 30},  {"b", 40}, {"c", 36}, {"a", 44}, {"c", 80},
                  {"d", 90}, {"c", 100}, {"b", 80}, {"c", 99}, {"a", 80}, {"c", 200}};
    CHECK_OK(latigraph_circuit_list_init(list));
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        push(list, pieces[k].animal, pieces[k].first, 12);
    }
}

/* --- The truth, from the texts ------------------------------------------------------------ */

static int same_neuron(const latigraph_circuit_t *a, int i, const latigraph_circuit_t *b, int j,
                       latigraph_split_by_t by) {
    const int same_animal = strcmp(a->connectome, b->connectome) == 0;
    const int number = atoi(a->neuron[i] + 1), other = atoi(b->neuron[j] + 1);
    if (by == LATIGRAPH_SPLIT_BY_ANIMAL) {
        return same_animal;
    }
    if (by == LATIGRAPH_SPLIT_BY_IDENTITY && number % 10 != 9 && other % 10 != 9) {
        return number / 2 == other / 2;
    }
    return same_animal && number == other;
}

static int share(const latigraph_circuit_t *a, const latigraph_circuit_t *b,
                 latigraph_split_by_t by) {
    int shared = 0;
    for (int i = 0; i < a->n; i++) {
        for (int j = 0; j < b->n; j++) {
            shared += same_neuron(a, i, b, j, by);
        }
    }
    return shared;
}

/* --- Which column ------------------------------------------------------------------------- */

static void set_texts(igraph_t *graph, const char *name, const char *const *texts) {
    for (int i = 0; i < 3; i++) {
        CHECK_OK(igraph_cattribute_VAS_set(graph, name, i, texts[i]));
    }
}

static void check_identity(const igraph_t *graph, const char *column, const char *const *wanted) {
    latigraph_read_options_t options;
    latigraph_circuit_t *circuit;
    latigraph_read_options_init(&options);
    options.identity = column;
    CHECK_OK(latigraph_circuit_from_graph(&circuit, graph, "worm", &options, NULL));
    const latigraph_identity_reader_t reader = latigraph_identity_reader(circuit);
    for (int i = 0; i < 3; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const char *text = latigraph_identity_of(&reader, i, buffer);
        if (g_strcmp0(text, wanted[i]) != 0) {
            FAIL("identity of %d by \"%s\" is %s, not %s", i, column != NULL ? column : "",
                 text != NULL ? text : "not known", wanted[i] != NULL ? wanted[i] : "not known");
        }
    }
    latigraph_circuit_destroy(circuit);
}

/* A vertex attribute of any kind, the names, and a graph attribute that says which. */
static void check_columns(void) {
    igraph_t graph;
    latigraph_read_options_t options;
    latigraph_circuit_t *circuit;
    CHECK_OK(igraph_ring(&graph, 3, IGRAPH_DIRECTED, false, true));
    set_texts(&graph, "name", (const char *const[]){"AVAL", "AVBL", "AVDL"});
    set_texts(&graph, "id", (const char *const[]){"n5", "n6", "n7"});
    set_texts(&graph, "class", (const char *const[]){"AVA", "", "AVD"});
    for (int i = 0; i < 3; i++) {
        CHECK_OK(igraph_cattribute_VAN_set(&graph, "number", i, i == 1 ? IGRAPH_NAN : 0.5 + i));
    }
    check_identity(&graph, NULL, (const char *const[]){NULL, NULL, NULL});
    check_identity(&graph, "name", (const char *const[]){"AVAL", "AVBL", "AVDL"});
    check_identity(&graph, "class", (const char *const[]){"AVA", NULL, "AVD"});
    check_identity(&graph, "number", (const char *const[]){"0.5", NULL, "2.5"});
    check_identity(&graph, "id", (const char *const[]){"n5", "n6", "n7"});
    latigraph_read_options_init(&options);
    options.identity = "clas";
    CHECK_FAILS(latigraph_circuit_from_graph(&circuit, &graph, "worm", &options, NULL),
                IGRAPH_EINVAL, "\"name\", \"id\", \"class\", \"number\", and \"id\"");
    CHECK_OK(igraph_cattribute_GAS_set(&graph, "identity", "class"));
    check_identity(&graph, NULL, (const char *const[]){"AVA", NULL, "AVD"});
    check_identity(&graph, "name", (const char *const[]){"AVAL", "AVBL", "AVDL"});
    CHECK_OK(igraph_cattribute_GAS_set(&graph, "identity", "somebody else's word"));
    check_identity(&graph, NULL, (const char *const[]){NULL, NULL, NULL});
    igraph_destroy(&graph);
}

/* Parts, copies and graphs of a circuit keep the choice. */
static void check_kept(void) {
    latigraph_circuit_t *whole = piece("a", 10, 6), *part, *bare, *again;
    igraph_t graph;
    const int keep[] = {4, 1};
    CHECK_OK(latigraph_circuit_induced(&part, whole, keep, 2, "part"));
    CHECK_OK(latigraph_circuit_without_edges(&bare, whole, "bare"));
    CHECK_OK(latigraph_circuit_to_graph(whole, &graph));
    CHECK_OK(latigraph_circuit_from_graph(&again, &graph, NULL, NULL, NULL));
    const latigraph_circuit_t *all[] = {part, bare, again};
    for (int k = 0; k < 3; k++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        const latigraph_identity_reader_t reader = latigraph_identity_reader(all[k]);
        const char *text = latigraph_identity_of(&reader, k == 0 ? 0 : 4, buffer);
        CHECK(g_strcmp0(text, "class 7") == 0);
    }
    igraph_destroy(&graph);
    latigraph_circuit_destroy(again);
    latigraph_circuit_destroy(bare);
    latigraph_circuit_destroy(part);
    latigraph_circuit_destroy(whole);
}

/* --- Overlap ---------------------------------------------------------------------------------- */

/* Two animals with neurons 0 to 11 and 6 to 17: no neuron in common, classes 3 to 5 in common. */
static void check_overlap(void) {
    latigraph_circuit_list_t first, second;
    latigraph_overlap_t overlap;
    CHECK_OK(latigraph_circuit_list_init(&first));
    CHECK_OK(latigraph_circuit_list_init(&second));
    push(&first, "a", 0, 12);
    push(&second, "b", 6, 12);
    push(&second, "b", 8, 4); /* adds no neuron */
    CHECK_OK(latigraph_circuit_list_overlap(&first, &second, &overlap));
    CHECK(overlap.neurons_first == 12 && overlap.neurons_second == 12 && overlap.shared == 0);
    /* Neuron 9 has no class, so class 4 is known by neuron 8 alone. */
    CHECK(overlap.identities_first == 6 && overlap.identities_second == 6);
    CHECK(overlap.shared_identities == 3 && overlap.identified == 11 && overlap.known == 5);
    latigraph_circuit_list_destroy(&second);
    CHECK_OK(latigraph_circuit_list_init(&second));
    push(&second, "a", 6, 4);
    CHECK_OK(latigraph_circuit_list_overlap(&first, &second, &overlap));
    CHECK(overlap.shared == 4 && overlap.shared_identities == 2 && overlap.known == 3);
    CHECK_OK(latigraph_circuit_note_text(second.items[0], "identity", ""));
    CHECK_OK(latigraph_circuit_list_overlap(&first, &second, &overlap));
    CHECK(overlap.shared == 4 && overlap.identities_second == 0 && overlap.identified == 0);
    latigraph_circuit_list_destroy(&second);
    latigraph_circuit_list_destroy(&first);
}

/* --- Folds ------------------------------------------------------------------------------------ */

/* A circuit trains for a fold if and only if it is of another fold and shares nothing with it. */
static void check_training(const latigraph_circuit_list_t *list, const latigraph_folds_t *folds,
                           latigraph_split_by_t by) {
    for (int f = 0; f < folds->count; f++) {
        for (int c = 0; c < folds->circuits; c++) {
            int shared = 0;
            for (int d = 0; d < folds->circuits; d++) {
                shared += folds->fold[d] == f ? share(list->items[c], list->items[d], by) : 0;
            }
            CHECK(folds->trains[f * folds->circuits + c] == (folds->fold[c] != f && shared == 0));
        }
    }
}

static void check_animal_folds(void) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds;
    four_animals(&list);
    for (int target = 2; target <= 6; target++) {
        CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_ANIMAL, target, 1));
        REQUIRE(folds.count == (target < 4 ? target : 4));
        check_training(&list, &folds, LATIGRAPH_SPLIT_BY_ANIMAL);
        for (int c = 0; c < folds.circuits; c++) {
            for (int d = 0; d < c; d++) {
                const int same = strcmp(list.items[c]->connectome, list.items[d]->connectome) == 0;
                CHECK(!same || folds.fold[c] == folds.fold[d]);
            }
        }
        latigraph_folds_destroy(&folds);
    }
    latigraph_circuit_list_destroy(&list);
    /* One animal cannot be split, however many circuits it has. */
    CHECK_OK(latigraph_circuit_list_init(&list));
    for (int k = 0; k < 20; k++) {
        push(&list, "a", 20 * k, 10);
    }
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_ANIMAL, 5, 1));
    REQUIRE(folds.count == 1);
    for (int c = 0; c < 20; c++) {
        CHECK(folds.fold[c] == 0 && folds.trains[c] == 0);
    }
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

static void check_identity_folds(void) {
    latigraph_circuit_list_t list;
    latigraph_folds_t folds, strict;
    int free_folds = 0;
    four_animals(&list);
    CHECK_OK(latigraph_folds_init(&folds, &list, LATIGRAPH_SPLIT_BY_NEURON, 5, 1));
    CHECK_OK(latigraph_folds_init(&strict, &list, LATIGRAPH_SPLIT_BY_IDENTITY, 5, 1));
    check_training(&list, &folds, LATIGRAPH_SPLIT_BY_NEURON);
    check_training(&list, &strict, LATIGRAPH_SPLIT_BY_IDENTITY);
    /* By neuron, some circuits train for one of the same classes; that is why identities count. */
    for (int f = 0; f < folds.count; f++) {
        for (int c = 0; c < folds.circuits; c++) {
            for (int d = 0; d < folds.circuits; d++) {
                free_folds += folds.fold[d] == f && folds.trains[f * folds.circuits + c] &&
                              share(list.items[c], list.items[d], LATIGRAPH_SPLIT_BY_IDENTITY) > 0;
            }
        }
    }
    CHECK(free_folds > 0);
    latigraph_folds_destroy(&strict);
    latigraph_folds_destroy(&folds);
    const int begins[] = {0, 9, (int)list.size};
    CHECK_OK(latigraph_folds_init_sets(&folds, &list, LATIGRAPH_SPLIT_BY_ANIMAL, 2, begins, 3, 1));
    check_training(&list, &folds, LATIGRAPH_SPLIT_BY_ANIMAL);
    latigraph_folds_destroy(&folds);
    CHECK_OK(
        latigraph_folds_init_sets(&folds, &list, LATIGRAPH_SPLIT_BY_IDENTITY, 2, begins, 3, 1));
    check_training(&list, &folds, LATIGRAPH_SPLIT_BY_IDENTITY);
    latigraph_folds_destroy(&folds);
    latigraph_circuit_list_destroy(&list);
}

/* --- Resamples and intervals --------------------------------------------------------------------
 */

/* Distinct identities of a circuit that another one has; its own number for itself. */
static int common_identities(const latigraph_circuit_t *a, const latigraph_circuit_t *b) {
    int common = 0;
    for (int i = 0; i < a->n; i++) {
        int found = 0, repeated = 0;
        for (int j = 0; j < b->n; j++) {
            found |= same_neuron(a, i, b, j, LATIGRAPH_SPLIT_BY_IDENTITY);
        }
        for (int j = 0; j < i; j++) {
            repeated |= same_neuron(a, i, a, j, LATIGRAPH_SPLIT_BY_IDENTITY);
        }
        common += found && !repeated;
    }
    return common;
}

static void check_effective(void) {
    latigraph_circuit_list_t list;
    latigraph_resampler_t r;
    double all = 0;
    four_animals(&list);
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_ANIMAL));
    /* Circuits of one animal count as one: n² / Σ n_a² for 4, 3, 9 and 2 circuits. */
    CHECK_NEAR(r.effective, 18. * 18 / (16 + 9 + 81 + 4), 1e-9);
    latigraph_resampler_destroy(&r);
    for (int c = 0; c < 18; c++) {
        for (int d = 0; d < 18; d++) {
            const latigraph_circuit_t *a = list.items[c], *b = list.items[d];
            all += common_identities(a, b) /
                   sqrt((double)common_identities(a, a) * common_identities(b, b));
        }
    }
    CHECK_OK(latigraph_resampler_init(&r, &list, LATIGRAPH_SPLIT_BY_IDENTITY));
    CHECK_NEAR(r.effective, 18 * 18 / all, 1e-9);
    latigraph_resampler_destroy(&r);
    latigraph_circuit_list_destroy(&list);
}

static void check_intervals(void) {
    latigraph_circuit_list_t list;
    igraph_matrix_t figures, neuron, animal;
    igraph_real_t effective;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(igraph_matrix_init(&figures, 12, 1));
    CHECK_OK(igraph_matrix_init(&neuron, 0, 0));
    CHECK_OK(igraph_matrix_init(&animal, 0, 0));
    for (int k = 0; k < 12; k++) {
        push(&list, k < 6 ? "a" : "b", 20 * k, 10);
        MATRIX(figures, k, 0) = k;
    }
    CHECK_OK(latigraph_mean_intervals(&list, &figures, 1, &neuron, NULL));
    CHECK_OK(latigraph_mean_intervals_by(&list, &figures, LATIGRAPH_SPLIT_BY_ANIMAL, 1, &animal,
                                         &effective));
    CHECK_NEAR(effective, 2, 1e-9);
    CHECK_NEAR(MATRIX(animal, 0, 0), 5.5, 1e-12);
    /* Two animals that differ say far less than twelve circuits. */
    CHECK(MATRIX(animal, 0, 2) - MATRIX(animal, 0, 1) >
          3 * (MATRIX(neuron, 0, 2) - MATRIX(neuron, 0, 1)));
    for (int k = 6; k < 12; k++) {
        g_free(list.items[k]->connectome);
        list.items[k]->connectome = g_strdup("a");
    }
    CHECK_OK(latigraph_mean_intervals_by(&list, &figures, LATIGRAPH_SPLIT_BY_ANIMAL, 1, &animal,
                                         &effective));
    CHECK_NEAR(effective, 1, 1e-9);
    CHECK(isnan(MATRIX(animal, 0, 1)) && isnan(MATRIX(animal, 0, 2)));
    for (int k = 0; k < 12; k++) {
        CHECK_OK(latigraph_circuit_note_text(list.items[k], "identity", ""));
    }
    CHECK_FAILS(
        latigraph_mean_intervals_by(&list, &figures, LATIGRAPH_SPLIT_BY_IDENTITY, 1, &animal, NULL),
        IGRAPH_EINVAL, "--identity=COLUMN");
    igraph_matrix_destroy(&animal);
    igraph_matrix_destroy(&neuron);
    igraph_matrix_destroy(&figures);
    latigraph_circuit_list_destroy(&list);
}

/* --- Cuts for validation ---------------------------------------------------------------------- */

static void check_cut(latigraph_split_by_t by) {
    latigraph_circuit_list_t list, training, validation;
    latigraph_split_t how;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_init(&training));
    CHECK_OK(latigraph_circuit_list_init(&validation));
    for (int k = 0; k < 40; k++) {
        push(&list, (const char *const[]){"a", "b", "c", "d"}[k % 4], 4 * (k / 4), 48);
    }
    CHECK_OK(latigraph_split(&list, by, 1, &training, &validation, &how));
    REQUIRE(training.size >= 20 && validation.size >= 8);
    for (int c = 0; c < validation.size; c++) {
        for (int d = 0; d < training.size; d++) {
            CHECK(share(validation.items[c], training.items[d], by) == 0);
        }
        CHECK(by != LATIGRAPH_SPLIT_BY_ANIMAL || validation.items[c]->n == 48);
    }
    if (by == LATIGRAPH_SPLIT_BY_ANIMAL) {
        CHECK(validation.size == 10 && training.size == 30 && how.dropped == 0);
        CHECK(how.comparable == 10 && how.neurons == 336 && how.validation_neurons == 84);
    }
    latigraph_circuit_list_destroy(&validation);
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&list);
}

/* One animal leaves nothing to learn from, so that nothing is cut off. */
static void check_one_animal(void) {
    latigraph_circuit_list_t list, training, validation;
    latigraph_split_t how;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_init(&training));
    CHECK_OK(latigraph_circuit_list_init(&validation));
    for (int k = 0; k < 10; k++) {
        push(&list, "a", 20 * k, 10);
    }
    CHECK_OK(latigraph_split(&list, LATIGRAPH_SPLIT_BY_ANIMAL, 1, &training, &validation, &how));
    CHECK(training.size == 0 && validation.size == 0 && how.comparable == 0);
    latigraph_circuit_list_destroy(&validation);
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&list);
}

int main(void) {
    test_init();
    check_columns();
    check_kept();
    check_overlap();
    check_animal_folds();
    check_identity_folds();
    check_effective();
    check_intervals();
    check_cut(LATIGRAPH_SPLIT_BY_ANIMAL);
    check_cut(LATIGRAPH_SPLIT_BY_IDENTITY);
    check_one_animal();
    return 0;
}
