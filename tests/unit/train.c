/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Training lowers the bits, does not depend on threads, resumes after an interruption, and refuses
 * unsuitable circuits. */

#include "circuits.h"
#include "base/compat.h"
#include "model/parameters.h"
#include "model/safetensors.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const NAMES[] = {"density", "reciprocity", NULL};

static igraph_error_t train(latigraph_model_t **model, const latigraph_circuit_list_t *circuits,
                            const latigraph_circuit_list_t *validation,
                            const latigraph_fit_options_t *options) {
    igraph_matrix_t properties;
    IGRAPH_CHECK(igraph_matrix_init(&properties, latigraph_circuit_list_size(circuits), 2));
    IGRAPH_FINALLY(igraph_matrix_destroy, &properties);
    for (igraph_integer_t k = 0; k < latigraph_circuit_list_size(circuits); k++) {
        const latigraph_circuit_t *c = latigraph_circuit_list_get(circuits, k);
        MATRIX(properties, k, 0) = c->m / ((double)c->n * (c->n - 1));
        MATRIX(properties, k, 1) = k % 7 == 0 ? NAN : (double)(k % 5);
    }
    IGRAPH_CHECK(latigraph_train(model, circuits, &properties, NAMES, validation, options));
    igraph_matrix_destroy(&properties);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static int same_parameters(const latigraph_model_t *a, const latigraph_model_t *b) {
    return memcmp(a->parameters->value, b->parameters->value,
                  (size_t)a->parameters->layout.count * sizeof(real_t)) == 0 &&
           memcmp(a->baseline->value, b->baseline->value,
                  (size_t)a->baseline->layout.count * sizeof(real_t)) == 0 &&
           strcmp(a->provenance, b->provenance) == 0;
}

/* Computes the mean bits of the codes of some circuits, and their codes with permuted neurons. */
static void permuted_codes(const latigraph_model_t *model, const latigraph_circuit_t *circuit) {
    const int n = circuit->n, dz = model->config.code;
    int order[64];
    float mean[2][16], lv[2][16];
    latigraph_stream_t stream;
    latigraph_circuit_t *permuted;
    latigraph_stream_init(&stream, 5, LATIGRAPH_STREAM_TEST, 0);
    latigraph_stream_permutation(&stream, order, n);
    CHECK_OK(latigraph_circuit_induced(&permuted, circuit, order, n, "permuted"));
    latigraph_scratch_t *scratch = latigraph_scratch_create(&model->config, n);
    for (int k = 0; k < 2; k++) {
        latigraph_example_t *example;
        CHECK_OK(latigraph_example_create(&example, model, k ? permuted : circuit, true));
        latigraph_model_encode(model, example, scratch, mean[k], lv[k]);
        latigraph_example_destroy(example);
    }
    for (int d = 0; d < dz; d++) {
        CHECK_NEAR(mean[0][d], mean[1][d], 2e-5);
        CHECK_NEAR(lv[0][d], lv[1][d], 2e-5);
    }
    latigraph_scratch_destroy(scratch);
    latigraph_circuit_destroy(permuted);
}

/* The number of threads changes nothing, and training lowers the bits of new circuits. */
static void threads_and_learning(int weights) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *one, *three, *longer;
    latigraph_fit_options_t *options = quick_options("12");
    random_circuits(&circuits, 20, 0, weights);
    random_circuits(&validation, 8, 100, weights);
    CHECK_OK(train(&one, &circuits, &validation, options));
    CHECK_OK(latigraph_fit_options_set(options, "threads", "3"));
    CHECK_OK(train(&three, &circuits, &validation, options));
    CHECK(same_parameters(one, three));
    CHECK(one->config.weights == (weights ? LATIGRAPH_WEIGHTS_ROUNDED : LATIGRAPH_WEIGHTS_NONE));
    permuted_codes(one, latigraph_circuit_list_get(&circuits, 0));

    CHECK_OK(latigraph_fit_options_set(options, "steps", "150"));
    CHECK_OK(train(&longer, &circuits, &validation, options));
    const char *early = strstr(one->provenance, "\"validation\":");
    const char *late = strstr(longer->provenance, "\"validation\":");
    REQUIRE(early != NULL && late != NULL);
    CHECK(atof(late + 13) < 0.97 * atof(early + 13));

    latigraph_model_destroy(one);
    latigraph_model_destroy(three);
    latigraph_model_destroy(longer);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
}

/* Drawn pairs, as for large circuits, make the result independent of threads too. The fit differs
 * from that with all pairs, and its validation bits hardly differ. */
static void drawn_pairs(void) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *all, *drawn, *three;
    latigraph_fit_options_t *options = quick_options("150");
    random_circuits(&circuits, 12, 0, 0);
    random_circuits(&validation, 8, 100, 0);
    CHECK_OK(train(&all, &circuits, &validation, options));
    CHECK_OK(latigraph_fit_options_set(options, "all-pairs", "0"));
    CHECK_OK(latigraph_fit_options_set(options, "draws", "12"));
    CHECK_OK(train(&drawn, &circuits, &validation, options));
    CHECK_OK(latigraph_fit_options_set(options, "threads", "3"));
    CHECK_OK(train(&three, &circuits, &validation, options));
    CHECK(same_parameters(drawn, three) && !same_parameters(all, drawn));
    CHECK(strstr(all->provenance, "\"drawn_a_neuron\":0") != NULL);
    CHECK(strstr(drawn->provenance, "\"drawn_a_neuron\":12") != NULL);
    const double exact = atof(strstr(all->provenance, "\"validation\":") + 13);
    const double estimate = atof(strstr(drawn->provenance, "\"validation\":") + 13);
    printf("validation bits %g of all pairs, %g of drawn ones\n", exact, estimate);
    CHECK_NEAR(exact, estimate, 0.03 * exact);
    latigraph_model_destroy(all);
    latigraph_model_destroy(drawn);
    latigraph_model_destroy(three);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
}

/* Interrupts at the n-th call. */
static int looks_left;
LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(interrupt, --looks_left <= 0)

static igraph_error_t stop_by_progress(const char *message, igraph_real_t percent, void *data) {
    (void)message;
    (void)percent;
    (void)data;
    if (--looks_left > 0) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE(); /* front ends do the same */
    return IGRAPH_INTERRUPTED;
}

/* A fit that is interrupted at every place in turn, in a step or while it evaluates circuits, and
 * resumed, equals an uninterrupted one. */
static void interrupt_everywhere(void) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *whole, *resumed;
    latigraph_fit_options_t *options = quick_options("10");
    char *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    char *path = g_build_filename(directory, "checkpoint", NULL);
    igraph_error_t code = IGRAPH_INTERRUPTED;
    int interrupted = 0;
    random_circuits(&circuits, 6, 0, 1);
    random_circuits(&validation, 8, 50, 1);
    CHECK_OK(latigraph_fit_options_set(options, "baseline-steps", "10"));
    CHECK_OK(train(&whole, &circuits, &validation, options));
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint", path));
    CHECK_OK(latigraph_fit_options_set(options, "resume", "true"));
    for (int place = 1; code == IGRAPH_INTERRUPTED; place += 3) {
        igraph_set_interruption_handler(interrupt);
        looks_left = place;
        code = train(&resumed, &circuits, &validation, options);
        igraph_set_interruption_handler(NULL);
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
        interrupted += code == IGRAPH_INTERRUPTED;
        if (code == IGRAPH_INTERRUPTED && g_file_test(path, G_FILE_TEST_EXISTS)) {
            CHECK_OK(train(&resumed, &circuits, &validation, options));
        }
        if (g_unlink(path) == 0) {
            CHECK(same_parameters(whole, resumed));
            CHECK(strcmp(whole->provenance, resumed->provenance) == 0);
            latigraph_model_destroy(resumed);
        }
    }
    CHECK_OK(code);
    CHECK(interrupted > 20);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
    latigraph_model_destroy(whole);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
}

/* Replaces a part of the description of a checkpoint; its digest is right again. */
static void forge_checkpoint(const char *path, const char *from, const char *to) {
    safetensors_t *file;
    CHECK_OK(safetensors_read(&file, path));
    const char *at = strstr(file->json, from);
    REQUIRE(at != NULL);
    char *text =
        g_strdup_printf("%.*s%s%s", (int)(at - file->json), file->json, to, at + strlen(from));
    g_free(file->json);
    file->json = text;
    CHECK_OK(safetensors_write(file, path));
    safetensors_destroy(file);
}

/* A checkpoint whose description does not fit the fit is refused, and no model is made. */
static void forged_checkpoints(const char *path, const latigraph_circuit_list_t *circuits,
                               const latigraph_circuit_list_t *validation,
                               const latigraph_fit_options_t *options) {
    static const char OTHER_VERSION[] = "is not a checkpoint of this version";
    static const char *const forged[][3] = {
        {"\"checkpoint_version\":2", "\"checkpoint_version\":1", OTHER_VERSION},
        {"{\"checkpoint_version\"", "{checkpoint_version", OTHER_VERSION},
        {"\"runs\":[", "\"runs\":7,\"other\":[", OTHER_VERSION},
        {"\"runs\":[", "\"runs\":[1,", OTHER_VERSION},
        {"\"runs\":[", "\"runs\":[1,2],\"other\":[", "is not a checkpoint"},
        {"\"step\":", "\"step\":-", "it has reached step -15 of 15"},
        {"\"step\":", "\"step\":9", "it has reached step 915 of 15"},
    };
    latigraph_model_t *model;
    char *contents;
    gsize length;
    REQUIRE(g_file_get_contents(path, &contents, &length, NULL));
    for (size_t k = 0; k < G_N_ELEMENTS(forged); k++) {
        forge_checkpoint(path, forged[k][0], forged[k][1]);
        CHECK_FAILS(train(&model, circuits, validation, options), IGRAPH_PARSEERROR, forged[k][2]);
        CHECK(g_file_set_contents(path, contents, (gssize)length, NULL));
    }
    g_free(contents);
}

/* A fit that is interrupted in the run of the model and in that of the baseline, and resumed,
 * equals an uninterrupted one. */
static void interrupt_and_resume(void) {
    latigraph_circuit_list_t circuits, validation;
    latigraph_model_t *whole, *resumed;
    latigraph_fit_options_t *options = quick_options("15");
    char *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    char *path = g_build_filename(directory, "checkpoint", NULL);
    random_circuits(&circuits, 12, 0, 1);
    random_circuits(&validation, 4, 50, 1);
    CHECK_OK(train(&whole, &circuits, &validation, options));
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint", path));
    CHECK_OK(latigraph_fit_options_set(options, "resume", "true"));

    igraph_set_interruption_handler(interrupt);
    looks_left = 5; /* the statistics of the circuits ask, too */
    CHECK(train(&resumed, &circuits, &validation, options) == IGRAPH_INTERRUPTED);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    igraph_set_interruption_handler(NULL);
    igraph_set_progress_handler(stop_by_progress);
    looks_left = 5; /* a step of the run of the model */
    CHECK(train(&resumed, &circuits, &validation, options) == IGRAPH_INTERRUPTED);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    CHECK(g_file_test(path, G_FILE_TEST_EXISTS));
    looks_left = 12; /* ten steps are left, so this call is in the run of the baseline */
    CHECK(train(&resumed, &circuits, &validation, options) == IGRAPH_INTERRUPTED);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);
    igraph_set_progress_handler(NULL);
    CHECK_OK(latigraph_fit_options_set(options, "threads", "2"));
    CHECK_OK(train(&resumed, &circuits, &validation, options));
    CHECK(same_parameters(whole, resumed));
    latigraph_model_destroy(resumed);

    forged_checkpoints(path, &circuits, &validation, options);
    /* A checkpoint of another fit and a damaged one are refused. */
    CHECK_OK(latigraph_fit_options_set(options, "seed", "4"));
    CHECK_FAILS(train(&resumed, &circuits, &validation, options), IGRAPH_EINVAL, "another fit");
    char *contents;
    gsize length;
    REQUIRE(g_file_get_contents(path, &contents, &length, NULL));
    CHECK(g_file_set_contents(path, contents, (gssize)length / 2, NULL));
    CHECK_FAILS(train(&resumed, &circuits, &validation, options), IGRAPH_PARSEERROR, path);
    g_free(contents);

    latigraph_model_destroy(whole);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&validation);
    g_unlink(path);
    g_rmdir(directory);
    g_free(path);
    g_free(directory);
}

/* Takes the folder of the checkpoint away in the middle of a fit and brings it back near its end.
 */
static const char *folder;
static int steps_seen;
static igraph_error_t move_folder(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    steps_seen++;
    if (steps_seen == 3) {
        char *path = g_build_filename(folder, "checkpoint", NULL);
        CHECK(g_unlink(path) == 0 && g_rmdir(folder) == 0);
        g_free(path);
    } else if (steps_seen == 10) {
        CHECK_CONTAINS(message, "the checkpoint cannot be written");
        CHECK(g_mkdir(folder, 0777) == 0);
    }
    return IGRAPH_SUCCESS;
}

static int warnings;
static void count_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    CHECK_CONTAINS(reason, "could not be written");
    warnings++;
}

/* Checkpoints that cannot be written do not end a fit, which gives the same model, and the fit
 * writes them again as soon as it can. Without a folder it does not begin. */
static void unwritable_checkpoint(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *whole, *model;
    latigraph_fit_options_t *options = quick_options("12");
    latigraph_unsaved_t unsaved = {.count = 0};
    char *path, *directory = g_dir_make_tmp("latigraph-XXXXXX", NULL);
    folder = directory;
    path = g_build_filename(directory, "checkpoint", NULL);
    random_circuits(&circuits, 12, 0, 1);
    CHECK_OK(train(&whole, &circuits, NULL, options));
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint", path));
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint-seconds", "0"));
    igraph_set_progress_handler(move_folder);
    igraph_set_warning_handler(count_warning);
    for (int k = 0; k < 2; k++) {
        options->unsaved = k == 0 ? &unsaved : NULL;
        steps_seen = 0;
        CHECK_OK(train(&model, &circuits, NULL, options));
        CHECK(same_parameters(whole, model));
        CHECK(g_file_test(path, G_FILE_TEST_EXISTS));
        latigraph_model_destroy(model);
    }
    CHECK_EQUAL(unsaved.count, 7); /* steps 3 to 9 */
    CHECK_CONTAINS(unsaved.reason, path);
    CHECK_EQUAL(warnings, 7);
    igraph_set_progress_handler(NULL);
    igraph_set_warning_handler(igraph_warning_handler_print);
    g_unlink(path);
    g_rmdir(directory);
    CHECK_FAILS(train(&model, &circuits, NULL, options), IGRAPH_EFILE, "there is no folder");
    CHECK_OK(latigraph_fit_options_set(options, "checkpoint", "/"));
    CHECK_FAILS(train(&model, &circuits, NULL, options), IGRAPH_EFILE, "it is a folder");
    latigraph_model_destroy(whole);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_fit_options_destroy(options);
    g_free(path);
    g_free(directory);
}

/* The usual split is not listed, so that fits of it stay comparable with earlier ones. */
static void listed_split(void) {
    latigraph_fit_options_t *options = quick_options("2");
    char *text;
    CHECK_OK(latigraph_fit_options_describe(options, &text));
    CHECK(strstr(text, "split") == NULL);
    g_free(text);
    CHECK_OK(latigraph_fit_options_set(options, "split-by", "identity"));
    CHECK(options->split_by == LATIGRAPH_SPLIT_BY_IDENTITY);
    CHECK_OK(latigraph_fit_options_describe(options, &text));
    CHECK(strstr(text, "\nsplit-by=identity\n") != NULL);
    g_free(text);
    latigraph_fit_options_destroy(options);
}

static void refusals(void) {
    latigraph_circuit_list_t circuits, none;
    latigraph_model_t *model;
    latigraph_circuit_t *single;
    latigraph_fit_options_t *options = quick_options("2");
    CHECK_FAILS(latigraph_fit_options_set(options, "step", "2"), IGRAPH_EINVAL, "'step'");
    CHECK_FAILS(latigraph_fit_options_set(options, "steps", "0"), IGRAPH_EINVAL, "'0'");
    CHECK_FAILS(latigraph_fit_options_set(options, "steps", "2.5"), IGRAPH_EINVAL, "2.5");
    CHECK_FAILS(latigraph_fit_options_set(options, "rate", "nan"), IGRAPH_EINVAL, "nan");
    CHECK_FAILS(latigraph_fit_options_set(options, "seed", "-1"), IGRAPH_EINVAL, "-1");
    CHECK_FAILS(latigraph_fit_options_set(options, "resume", "yes"), IGRAPH_EINVAL, "yes");
    CHECK_FAILS(latigraph_fit_options_set(options, "split-by", "cell"), IGRAPH_EINVAL,
                "neuron, animal or identity");
    CHECK_OK(latigraph_circuit_list_init(&none));
    CHECK_FAILS(train(&model, &none, NULL, options), IGRAPH_EINVAL, "no circuits");
    CHECK_OK(latigraph_circuit_create(&single, "lonely", 1, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_list_push_back(&none, single));
    CHECK_FAILS(train(&model, &none, NULL, options), IGRAPH_EINVAL, "lonely");
    random_circuits(&circuits, 3, 0, 0);
    CHECK_OK(latigraph_fit_options_set(options, "node-data", "type,colour"));
    CHECK_FAILS(train(&model, &circuits, NULL, options), IGRAPH_EINVAL, "colour");
    latigraph_circuit_list_destroy(&circuits);
    latigraph_circuit_list_destroy(&none);
    latigraph_fit_options_destroy(options);
}

/* Circuits without edges, without node data or of two neurons can be fitted. */
static void degenerate(void) {
    latigraph_circuit_list_t circuits;
    latigraph_model_t *model;
    latigraph_fit_options_t *options = quick_options("4");
    CHECK_OK(latigraph_fit_options_set(options, "node-data", "auto"));
    CHECK_OK(latigraph_circuit_list_init(&circuits));
    for (int k = 0; k < 4; k++) {
        latigraph_circuit_t *c;
        const int zero = 0, one = 1;
        CHECK_OK(latigraph_circuit_create(&c, "tiny", 2 + k, k == 3, &zero, &one, NULL));
        CHECK_OK(latigraph_circuit_list_push_back(&circuits, c));
    }
    CHECK_OK(train(&model, &circuits, NULL, options));
    CHECK(model->config.conditions == 0 && model->config.kernels == 0);
    latigraph_model_destroy(model);
    latigraph_circuit_list_destroy(&circuits);
    latigraph_fit_options_destroy(options);
}

int main(void) {
    test_init();
    threads_and_learning(0);
    threads_and_learning(1);
    drawn_pairs();
    interrupt_everywhere();
    interrupt_and_resume();
    unwritable_checkpoint();
    listed_split();
    refusals();
    degenerate();
    return 0;
}
