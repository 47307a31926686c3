/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Measures the library for bench/speed: steps of a fit, encoding, decoding and generation, on the
 * circuits of a folder. It also writes the inputs and outputs of a step for torch_model.py.
 *
 *     measure_model check MODEL CIRCUITS FILE
 *     measure_model fit|encode|decode|generate MODEL CIRCUITS THREADS SECONDS
 *     measure_model step MODEL NEURONS THREADS SECONDS
 *     measure_model sgemm THREADS SECONDS */

#include "base/blas_threads.h"
#include "base/parallel.h"
#include "model/file.h"
#include "model/safetensors.h"
#include "model/trainer.h"

#include <latigraph/latigraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 16 };

typedef struct {
    latigraph_model_t *model;
    latigraph_circuit_list_t circuits;
    latigraph_example_t **example;
    int count;
} set_t;

static igraph_error_t read_set(set_t *set, const char *model, const char *circuits) {
    IGRAPH_CHECK(latigraph_model_read(&set->model, model));
    IGRAPH_CHECK(latigraph_circuit_list_init(&set->circuits));
    IGRAPH_CHECK(latigraph_circuit_list_read(&set->circuits, circuits, NULL, NULL));
    set->count = (int)latigraph_circuit_list_size(&set->circuits);
    set->example = g_new0(latigraph_example_t *, set->count);
    for (int k = 0; k < set->count; k++) {
        latigraph_stream_t stream;
        IGRAPH_CHECK(latigraph_example_create(&set->example[k], set->model,
                                              latigraph_circuit_list_get(&set->circuits, k), 1));
        /* The values of the properties do not matter; they only give the property head work. */
        set->example[k]->property = g_new0(real_t, set->model->config.properties + 1);
        latigraph_stream_init(&stream, 1, LATIGRAPH_STREAM_TEST, (uint64_t)k);
        for (int p = 0; p < set->model->config.properties; p++) {
            set->example[k]->property[p] = (real_t)latigraph_stream_normal(&stream);
        }
    }
    return IGRAPH_SUCCESS;
}

static void destroy_set(set_t *set) {
    for (int k = 0; k < set->count; k++) {
        latigraph_example_destroy(set->example[k]);
    }
    g_free(set->example);
    latigraph_circuit_list_destroy(&set->circuits);
    latigraph_model_destroy(set->model);
}

static void draw(latigraph_stream_t *stream, ptrdiff_t count, real_t *x) {
    for (ptrdiff_t k = 0; k < count; k++) {
        x[k] = (real_t)latigraph_stream_normal(stream);
    }
}

/* With one thread the clock is processor time, which other programs disturb less; otherwise
 * wall-clock time. */
static int clock_threads = 1;

static gint64 now(void) {
    struct timespec time;
    clock_gettime(clock_threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
    return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static double seconds_since(gint64 start) {
    return (double)(now() - start) * 1e-6;
}

/* --- check ---------------------------------------------------------------- */

static igraph_error_t add(safetensors_t *file, int k, const char *name, gint64 rows, gint64 columns,
                          const real_t *data) {
    char full[64];
    g_snprintf(full, sizeof full, "%d.%s", k, name);
    return safetensors_add(file, full, TENSOR_F32, rows, columns, data);
}

/* Writes inputs, noise and terms of circuit k. */
static igraph_error_t add_circuit(safetensors_t *file, int k, const latigraph_config_t *f,
                                  const latigraph_example_t *x, const latigraph_scratch_t *s,
                                  const terms_t *t) {
    const latigraph_circuit_t *c = x->circuit;
    const double terms[] = {t->edges, t->code, t->nodes, t->head};
    real_t *edges = g_new0(real_t, 2 * (gsize)c->m + 1), *placed = g_new0(real_t, x->n);
    char name[64];
    for (int i = 0; i < x->n; i++) {
        placed[i] = x->placed != NULL ? x->placed[i] : 0;
        for (int e = c->out_start[i]; e < c->out_start[i + 1]; e++) {
            edges[2 * e] = (real_t)i;
            edges[2 * e + 1] = (real_t)c->out_to[e];
        }
    }
    IGRAPH_CHECK(add(file, k, "edges", c->m, 2, edges));
    IGRAPH_CHECK(add(file, k, "condition", x->n, f->conditions, x->condition));
    IGRAPH_CHECK(add(file, k, "feature", x->n, f->features, x->feature));
    IGRAPH_CHECK(add(file, k, "statistic", f->statistics, 0, x->statistic));
    IGRAPH_CHECK(add(file, k, "property", f->properties, 0, x->property));
    if (x->position != NULL) {
        IGRAPH_CHECK(add(file, k, "position", x->n, x->dims, x->position));
    }
    IGRAPH_CHECK(add(file, k, "placed", x->n, 0, placed));
    IGRAPH_CHECK(add(file, k, "noise_z", f->code, 0, s->noise_z));
    IGRAPH_CHECK(add(file, k, "noise_u", x->n, f->node_code, s->noise_u));
    g_snprintf(name, sizeof name, "%d.terms", k);
    IGRAPH_CHECK(safetensors_add(file, name, TENSOR_F64, 4, 0, terms));
    g_free(edges);
    g_free(placed);
    return IGRAPH_SUCCESS;
}

/* Writes the first circuits' inputs, noise and terms, and the gradient of the mean of their
 * objectives. */
static igraph_error_t check(const set_t *set, const char *path) {
    const latigraph_parameters_t *p = set->model->parameters;
    const int count = MIN(set->count, BATCH);
    const objective_t ask = {
        .kl_weight = 1, .head_noise = REAL_C(0.25), .scale = 1 / (real_t)count};
    real_t *gradient = g_new0(real_t, p->layout.count);
    safetensors_t *file;
    IGRAPH_CHECK(safetensors_create(&file));
    file->json = g_strdup("{}");
    for (int k = 0; k < count; k++) {
        const latigraph_example_t *x = set->example[k];
        latigraph_scratch_t *s = latigraph_scratch_create_lean(&p->config, x->n);
        latigraph_stream_t stream;
        latigraph_stream_init(&stream, 2, LATIGRAPH_STREAM_TEST, (uint64_t)k);
        draw(&stream, p->config.code, s->noise_z);
        draw(&stream, (ptrdiff_t)x->n * p->config.node_code, s->noise_u);
        network_begin(x, NULL, s);
        const terms_t terms = objective(p, x, &ask, s, gradient);
        IGRAPH_CHECK(add_circuit(file, k, &p->config, x, s, &terms));
        latigraph_scratch_destroy(s);
    }
    IGRAPH_CHECK(latigraph_parameters_save(p, gradient, "gradient.", file));
    IGRAPH_CHECK(safetensors_write(file, path));
    safetensors_destroy(file);
    g_free(gradient);
    return IGRAPH_SUCCESS;
}

/* --- Times ---------------------------------------------------------------- */

/* Returns the flop of the matrix products of a step for one circuit, forward and backward: linear
 * layers of every neuron, and inner products of every pair. */
static double flop(const latigraph_parameters_t *p, double n) {
    const latigraph_layout_t *l = &p->layout;
    const double neuron = (double)mlp_parameter_count(&l->input) +
                          p->config.layers * (double)mlp_parameter_count(&l->message) +
                          (double)mlp_parameter_count(&l->node) +
                          (double)mlp_parameter_count(&l->prior) +
                          (double)mlp_parameter_count(&l->decoder);
    return 6 * neuron * n + 12 * p->config.rank * n * n;
}

/* Prints circuits per second and Gflop per second of optimisation steps, as latigraph fit performs
 * them. */
static igraph_error_t fit(const set_t *set, int threads, double seconds) {
    latigraph_parameters_t *p = latigraph_parameters_create(&set->model->config);
    int *block = g_new0(int, set->model->config.conditions + 1);
    memcpy(p->value, set->model->parameters->value, (gsize)p->layout.count * sizeof *p->value);
    trainer_t t = {.seed = 1,
                   .steps = 1000000,
                   .batch = BATCH,
                   .threads = threads,
                   .all_pairs = 3000,
                   .draws = 100,
                   .rate = 1e-6,
                   .clip = 1,
                   .head_noise = 0.25,
                   .kl_weight = 1,
                   .kl_start = 1,
                   .mask = 0,
                   .block = block,
                   .training = set->example,
                   .training_count = set->count,
                   .parameters = p};
    IGRAPH_CHECK(trainer_prepare(&t));
    igraph_bool_t done;
    IGRAPH_CHECK(trainer_step(&t, &done)); /* loads memory and code */
    const gint64 start = now();
    int steps = 0;
    do {
        IGRAPH_CHECK(trainer_step(&t, &done));
        steps++;
    } while (seconds_since(start) < seconds);
    const double rate = steps * t.batch / seconds_since(start);
    double work = 0;
    for (int k = 0; k < set->count; k++) {
        work += flop(t.parameters, set->example[k]->n) / set->count;
    }
    printf("%.9g\n%.9g\n", rate, rate * work * 1e-9);
    trainer_release(&t);
    g_free(block);
    return IGRAPH_SUCCESS;
}

/* Prints milliseconds per circuit for encoding (from memory, with features and statistics), or for
 * the rates of all pairs from codes. */
static igraph_error_t pass(const set_t *set, gboolean encode, double seconds) {
    const latigraph_config_t *f = &set->model->config;
    int n = 1, done = 0;
    for (int k = 0; k < set->count; k++) {
        n = MAX(n, set->example[k]->n);
    }
    latigraph_scratch_t *s = latigraph_scratch_create(f, n);
    real_t *z = g_new0(real_t, 2 * f->code), *u = g_new0(real_t, (gsize)n * f->node_code);
    latigraph_blas_begin();
    const gint64 start = now();
    do {
        const latigraph_example_t *x = set->example[done % set->count];
        if (encode) {
            latigraph_example_t *made;
            IGRAPH_CHECK(latigraph_example_create(&made, set->model, x->circuit, 1));
            latigraph_model_encode(set->model, made, s, z, z + f->code);
            latigraph_example_destroy(made);
        } else {
            latigraph_rates_t rates;
            latigraph_model_decode(set->model, x, s, z, u, &rates);
        }
        done++;
    } while (seconds_since(start) < seconds);
    printf("%.9g\n", 1000 * seconds_since(start) / done);
    latigraph_blas_end();
    latigraph_scratch_destroy(s);
    g_free(z);
    g_free(u);
    return IGRAPH_SUCCESS;
}

/* Prints milliseconds per circuit from a code to a circuit, calibrated and as decoded. */
static igraph_error_t generate(const set_t *set, int threads, double seconds) {
    for (int uncalibrated = 0; uncalibrated < 2; uncalibrated++) {
        latigraph_generate_options_t options;
        int done = 0;
        latigraph_generate_options_init(&options);
        options.count = 32;
        options.threads = threads;
        options.uncalibrated = uncalibrated;
        const gint64 start = now();
        do {
            latigraph_circuit_list_t made;
            options.seed = (igraph_uint_t)done + 1;
            IGRAPH_CHECK(latigraph_circuit_list_init(&made));
            IGRAPH_CHECK(
                latigraph_generate(set->model, &made, NULL, set->example[0]->circuit, &options));
            done += (int)latigraph_circuit_list_size(&made);
            latigraph_circuit_list_destroy(&made);
        } while (seconds_since(start) < seconds);
        printf("%.9g\n", 1000 * seconds_since(start) / done);
    }
    return IGRAPH_SUCCESS;
}

/* --- Large circuits ------------------------------------------------------- */

/* Creates a circuit of neurons 10 um apart in a layer of 200 um. Each has 12 outgoing edges to
 * neurons about 80 um away; one edge in ten leads to any neuron. */
static igraph_error_t large_circuit(latigraph_circuit_t **circuit, int n) {
    const int degree = 12, side = (int)ceil(sqrt(n));
    int *from = g_new(int, (gsize)n *degree), *to = g_new(int, (gsize)n *degree), m = 0;
    latigraph_stream_t stream;
    igraph_matrix_t position;
    IGRAPH_CHECK(igraph_matrix_init(&position, n, 3));
    latigraph_stream_init(&stream, 4, LATIGRAPH_STREAM_TEST, (uint64_t)n);
    for (int i = 0; i < n; i++) {
        int chosen = 0, own[12];
        MATRIX(position, i, 0) = 10 * (i % side);
        MATRIX(position, i, 1) = 200 * latigraph_stream_uniform(&stream);
        MATRIX(position, i, 2) = 10 * (i / side);
        while (chosen < degree) {
            const int x = i % side + (int)lround(8 * latigraph_stream_normal(&stream));
            const int z = i / side + (int)lround(8 * latigraph_stream_normal(&stream));
            const int far = latigraph_stream_uniform(&stream) < 0.1;
            const int j = far ? (int)latigraph_stream_integer(&stream, (uint32_t)n) : z * side + x;
            gboolean good = j >= 0 && j < n && j != i && (far || (x >= 0 && x < side));
            for (int k = 0; k < chosen; k++) {
                good &= own[k] != j;
            }
            if (good) {
                own[chosen++] = j;
                from[m] = i, to[m++] = j;
            }
        }
    }
    IGRAPH_CHECK(latigraph_circuit_create(circuit, "large", n, m, from, to, NULL));
    IGRAPH_CHECK(latigraph_circuit_set_positions(*circuit, &position, "um"));
    igraph_matrix_destroy(&position);
    g_free(from);
    g_free(to);
    return IGRAPH_SUCCESS;
}

/* Returns the peak memory in MB. */
static ptrdiff_t peak_memory(void) {
    char *status = NULL, *line;
    ptrdiff_t kilobytes = 0;
    if (g_file_get_contents("/proc/self/status", &status, NULL, NULL) &&
        (line = strstr(status, "VmHWM:")) != NULL) {
        kilobytes = strtol(line + 6, NULL, 10);
    }
    g_free(status);
    return kilobytes / 1024;
}

/* Prints, for one circuit of this size, steps per second, Gflop per second as if all pairs were
 * visited, its edges, and peak memory in MB. */
static igraph_error_t step(const char *path, int neurons, int threads, double seconds) {
    set_t set = {.count = 1, .example = g_new0(latigraph_example_t *, 1)};
    latigraph_circuit_t *circuit;
    IGRAPH_CHECK(latigraph_model_read(&set.model, path));
    IGRAPH_CHECK(latigraph_circuit_list_init(&set.circuits));
    IGRAPH_CHECK(large_circuit(&circuit, neurons));
    IGRAPH_CHECK(latigraph_circuit_list_push_back(&set.circuits, circuit));
    IGRAPH_CHECK(latigraph_example_create(&set.example[0], set.model, circuit, 1));
    IGRAPH_CHECK(fit(&set, threads, seconds));
    printf("%d\n%ld\n", circuit->m, peak_memory());
    destroy_set(&set);
    return IGRAPH_SUCCESS;
}

/* Prints Gflop per second of sgemm at a favourable size. */
static void sgemm(double seconds) {
    const int n = 1024;
    float *a = g_new0(float, n *n), *b = g_new0(float, n *n), *c = g_new0(float, n *n);
    double best = 0;
    const gint64 start = now();
    do {
        const gint64 before = now();
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, c, n);
        best = MAX(best, 2e-9 * n * n * n / seconds_since(before));
    } while (seconds_since(start) < seconds);
    printf("%.9g\n", best);
    g_free(a);
    g_free(b);
    g_free(c);
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    set_t set;
    igraph_set_attribute_table(&igraph_cattribute_table);
    if (strcmp(what, "sgemm") == 0 && argc == 4) {
        latigraph_blas_set_threads(atoi(argv[2]));
        sgemm(atof(argv[3]));
        return 0;
    }
    clock_threads = argc == 6 ? atoi(argv[4]) : 1;
    if (strcmp(what, "step") == 0 && argc == 6) {
        return step(argv[2], atoi(argv[3]), atoi(argv[4]), atof(argv[5])) == IGRAPH_SUCCESS ? 0 : 1;
    }
    if (argc < 5 || read_set(&set, argv[2], argv[3]) != IGRAPH_SUCCESS) {
        fprintf(stderr, "usage: %s check|fit|encode|decode|generate MODEL CIRCUITS ...\n", argv[0]);
        return 2;
    }
    const int threads = atoi(argv[4]);
    const double seconds = argc > 5 ? atof(argv[5]) : 1;
    const igraph_error_t code = strcmp(what, "check") == 0      ? check(&set, argv[4])
                                : strcmp(what, "fit") == 0      ? fit(&set, threads, seconds)
                                : strcmp(what, "encode") == 0   ? pass(&set, TRUE, seconds)
                                : strcmp(what, "decode") == 0   ? pass(&set, FALSE, seconds)
                                : strcmp(what, "generate") == 0 ? generate(&set, threads, seconds)
                                                                : IGRAPH_EINVAL;
    destroy_set(&set);
    return code == IGRAPH_SUCCESS ? 0 : 1;
}
