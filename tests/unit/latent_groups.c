/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Models of several connectomes: groups of circuits, their codes, and the split of each. */

#include "circuits.h"
#include "latent/latent.h"

#include <glib/gstdio.h>

/* Appends `count` circuits of n neurons, stretches of a connectome of its own kind. */
static void stretches(latigraph_circuit_list_t *list, const char *name, uint64_t index, int count,
                      int n) {
    enum { NEURONS = 90 };
    latigraph_circuit_t *connectome = random_circuit(NEURONS, index, 0);
    g_free(connectome->connectome);
    connectome->connectome = g_strdup(name);
    for (int c = 0; c < count; c++) {
        int keep[64];
        char own[32];
        latigraph_circuit_t *circuit;
        for (int i = 0; i < n; i++) {
            keep[i] = (c * NEURONS / count + i) % NEURONS;
        }
        g_snprintf(own, sizeof own, "%s-%d", name, c);
        CHECK_OK(latigraph_circuit_induced(&circuit, connectome, keep, n, own));
        CHECK_OK(latigraph_circuit_list_push_back(list, circuit));
    }
    latigraph_circuit_destroy(connectome);
}

static void check_names(const latigraph_model_t *model) {
    igraph_strvector_t names;
    CHECK_OK(igraph_strvector_init(&names, 5));
    CHECK_OK(latigraph_model_groups(model, &names));
    REQUIRE(igraph_strvector_size(&names) == 2);
    CHECK(strcmp(igraph_strvector_get(&names, 0), "east") == 0);
    CHECK(strcmp(igraph_strvector_get(&names, 1), "west") == 0);
    igraph_strvector_destroy(&names);
}

/* Mean and covariance of a group are those of its codes. */
static void check_density(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits,
                          int group) {
    const int width = model->config.code;
    const double *centre = model->groups.mean + group * width;
    const double *covariance = model->groups.covariance + group * width * width;
    igraph_matrix_t mean, sd;
    double expected = 0, variance = 0, count = 0;
    CHECK_OK(igraph_matrix_init(&mean, 0, 0));
    CHECK_OK(igraph_matrix_init(&sd, 0, 0));
    CHECK_OK(latigraph_encode(model, circuits, 1, &mean, &sd));
    for (int pass = 0; pass < 2; pass++) {
        for (int c = 0; c < circuits->size; c++) {
            const char *name = latigraph_circuit_group(circuits->items[c]);
            if (strcmp(name, model->groups.name[group]) == 0 && pass == 0) {
                expected += MATRIX(mean, c, 1);
                count++;
            } else if (strcmp(name, model->groups.name[group]) == 0) {
                variance += pow(MATRIX(mean, c, 1) - expected, 2) / (count - 1) +
                            MATRIX(sd, c, 1) * MATRIX(sd, c, 1) / count;
            }
        }
        expected /= pass == 0 ? count : 1;
    }
    CHECK(model->groups.circuits[group] == (int)count);
    CHECK_NEAR(centre[1], expected, 1e-6);
    CHECK_NEAR(covariance[width + 1], variance, 1e-6 * variance + 1e-9);
    igraph_matrix_destroy(&mean);
    igraph_matrix_destroy(&sd);
}

/* The first numbers of the codes of circuits that are generated, on average. */
static double mean_code(const latigraph_model_t *model, const char *group, int count) {
    const int width = model->config.code;
    latigraph_circuit_list_t made;
    latigraph_generate_options_t options = {
        .nodes = 10, .count = count, .threads = 1, .seed = 3, .group = group};
    double sum = 0;
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(latigraph_generate(model, &made, NULL, NULL, &options));
    for (int c = 0; c < count; c++) {
        for (igraph_integer_t k = 0; k < igraph_vector_ptr_size(&made.items[c]->notes); k++) {
            const latigraph_note_t *note = VECTOR(made.items[c]->notes)[k];
            sum += strcmp(note->name, "code") == 0 ? g_ascii_strtod(note->text, NULL) : 0;
        }
    }
    latigraph_circuit_list_destroy(&made);
    CHECK(width > 0);
    return sum / count;
}

static void check_generation(const latigraph_model_t *model) {
    enum { COUNT = 200 };
    const int width = model->config.code;
    latigraph_circuit_list_t made;
    igraph_matrix_t codes;
    for (int g = 0; g < 2; g++) {
        const double sd = sqrt(model->groups.covariance[g * width * width]);
        CHECK_NEAR(mean_code(model, model->groups.name[g], COUNT), model->groups.mean[g * width],
                   4 * sd / sqrt(COUNT));
    }
    CHECK_OK(latigraph_circuit_list_init(&made));
    CHECK_OK(igraph_matrix_init(&codes, 1, width));
    latigraph_generate_options_t options = {.count = 1, .threads = 1, .seed = 3, .group = "north"};
    CHECK_FAILS(latigraph_generate(model, &made, NULL, NULL, &options), IGRAPH_EINVAL,
                "\"north\"; its groups are: east, west");
    options.group = "east";
    CHECK_FAILS(latigraph_generate(model, &made, &codes, NULL, &options), IGRAPH_EINVAL, "east");
    igraph_matrix_destroy(&codes);
    latigraph_circuit_list_destroy(&made);
}

/* The file keeps groups to the bit. */
static void check_file(const latigraph_model_t *model) {
    char *folder = g_dir_make_tmp("latigraph-groups-XXXXXX", NULL);
    char *path = g_build_filename(folder, "model.safetensors", NULL);
    const size_t width = (size_t)model->config.code;
    latigraph_model_t *read;
    CHECK_OK(latigraph_model_write(model, path));
    CHECK_OK(latigraph_model_read(&read, path));
    check_names(read);
    CHECK(memcmp(read->groups.mean, model->groups.mean, 2 * width * sizeof(double)) == 0);
    CHECK(memcmp(read->groups.covariance, model->groups.covariance,
                 2 * width * width * sizeof(double)) == 0);
    CHECK(read->groups.neurons[1] == model->groups.neurons[1] && read->groups.neurons[1] > 0);
    latigraph_model_destroy(read);
    CHECK(g_unlink(path) == 0 && g_rmdir(folder) == 0);
    g_free(path);
    g_free(folder);
}

/* Every connectome has neurons on both sides, and no neuron is on both. */
static void check_split(const latigraph_circuit_list_t *circuits) {
    latigraph_circuit_list_t training, validation;
    latigraph_overlap_t overlap;
    latigraph_split_t how;
    int east = 0;
    CHECK_OK(latigraph_circuit_list_init(&training));
    CHECK_OK(latigraph_circuit_list_init(&validation));
    CHECK_OK(latigraph_split(circuits, LATIGRAPH_SPLIT_BY_NEURON, 1, &training, &validation, &how));
    CHECK_OK(latigraph_circuit_list_overlap(&training, &validation, &overlap));
    CHECK(overlap.shared == 0 && how.neurons == 180 && how.validation_neurons == 30);
    CHECK(training.size + how.dropped == circuits->size);
    for (int c = 0; c < validation.size; c++) {
        east += strcmp(validation.items[c]->connectome, "east") == 0;
        /* Those that compare are the larger ones. */
        CHECK(c < how.comparable || how.comparable == 0 ||
              validation.items[c]->n <= validation.items[0]->n);
    }
    CHECK(east > 0 && east < validation.size);
    latigraph_circuit_list_destroy(&training);
    latigraph_circuit_list_destroy(&validation);
}

/* A group attribute goes before the connectome. */
static void check_attribute(void) {
    latigraph_circuit_t *circuit = random_circuit(12, 1, 0);
    CHECK(strcmp(latigraph_circuit_group(circuit), circuit->connectome) == 0);
    CHECK_OK(latigraph_circuit_note_text(circuit, "group", "strain"));
    CHECK(strcmp(latigraph_circuit_group(circuit), "strain") == 0);
    latigraph_circuit_destroy(circuit);
}

int main(void) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("10");
    test_init();
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    CHECK_OK(latigraph_circuit_list_init(&validation));
    stretches(&circuits, "east", 5, 24, 18);
    stretches(&circuits, "west", 6, 16, 26);
    random_circuits(&validation, 3, 60, 0);
    check_split(&circuits);
    check_attribute();
    CHECK_OK(latigraph_fit(&model, &circuits, &validation, options));
    check_names(model);
    check_density(model, &circuits, 0);
    check_density(model, &circuits, 1);
    check_generation(model);
    check_file(model);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
    return 0;
}
