/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Opens latigraph's module from a program that links igraph and GLib alone, lists its operations,
 * and calls some by name: a model is read, circuits are encoded, a direction of the code space is
 * found, and graphs are generated along it and measured by igraph.
 *
 *     cc module-user.c -o module-user $(pkg-config --cflags latigraph) \
 *         $(pkg-config --cflags --libs igraph gmodule-2.0)
 *     ./module-user $(pkg-config --variable=plugindir latigraph)/latigraph.so MODEL CIRCUITS...
 *
 * The program needs only operation.h of latigraph, and callback.h, which that includes. Failures
 * inside igraph and the operations end the program through igraph's default error handler. */

#include <latigraph/operation.h>

#include <gmodule.h>
#include <stdio.h>
#include <string.h>

enum { GENERATED = 20 };

/* --- The module ------------------------------------------------------------- */

/* The table of a module, or NULL with a message. The order of the checks matters. */
static const latigraph_module_t *open_module(const char *path) {
    GModule *file = g_module_open(path, G_MODULE_BIND_LOCAL);
    gpointer entry;
    if (file == NULL || !g_module_symbol(file, LATIGRAPH_MODULE_SYMBOL, &entry)) {
        fprintf(stderr, "%s\n", g_module_error());
        return NULL;
    }
    const latigraph_module_t *module = ((latigraph_module_entry_t *)entry)();
    if (module == NULL || module->api_version != LATIGRAPH_API_VERSION) {
        fprintf(stderr, "%s has another module interface than version %d.\n", path,
                LATIGRAPH_API_VERSION);
        return NULL;
    }
    /* From 1.0 on, igraph keeps its binary interface within a major version. */
    if (module->igraph_major != IGRAPH_VERSION_MAJOR ||
        (module->igraph_major == 0 && module->igraph_minor != IGRAPH_VERSION_MINOR) ||
        module->igraph_integer_size != IGRAPH_INTEGER_SIZE) {
        fprintf(stderr, "%s was built with igraph %d.%d.\n", path, module->igraph_major,
                module->igraph_minor);
        return NULL;
    }
    g_module_make_resident(file);
    return module;
}

static void list_operations(const latigraph_module_t *module) {
    static const char *const types[] = {
        [LATIGRAPH_TYPE_GRAPH] = "graph",
        [LATIGRAPH_TYPE_GRAPH_LIST] = "graph list",
        [LATIGRAPH_TYPE_VECTOR] = "vector",
        [LATIGRAPH_TYPE_MATRIX] = "matrix",
        [LATIGRAPH_TYPE_INTEGER] = "integer",
        [LATIGRAPH_TYPE_REAL] = "real",
        [LATIGRAPH_TYPE_BOOLEAN] = "boolean",
        [LATIGRAPH_TYPE_STRING] = "string",
        [LATIGRAPH_TYPE_STRING_LIST] = "string list",
        [LATIGRAPH_TYPE_MODEL] = "model",
        [LATIGRAPH_TYPE_CALLBACK] = "callback",
        [LATIGRAPH_TYPE_CALLBACK_LIST] = "callback list",
        [LATIGRAPH_TYPE_BYTES] = "bytes",
    };
    printf("%s %s: %s\n\n", module->name, module->version, module->summary);
    for (igraph_integer_t i = 0; i < module->operation_count; i++) {
        const latigraph_operation_t *operation = module->operations[i];
        printf("%s: %s\n", operation->name, operation->summary);
        for (igraph_integer_t k = 0; k < operation->argument_count; k++) {
            const latigraph_argument_t *argument = &operation->arguments[k];
            printf("    %s %s: %s", argument->direction == LATIGRAPH_IN ? "in " : "out",
                   argument->name, types[argument->type]);
            if (argument->default_text != NULL) {
                printf(", default %s", argument->default_text);
            }
            printf("\n");
        }
    }
    printf("\n");
}

/* --- Calls by name ---------------------------------------------------------- */

static const latigraph_module_t *module;

static void *read_model(const char *path, igraph_integer_t *code_size) {
    const char *names[] = {"path", "model"};
    latigraph_value_t values[] = {{.string = path}, {.model = NULL}};
    module->call("model_read", names, values, 2);
    void *model = values[1].model;

    const char *describe_names[] = {"model", "code_size"};
    latigraph_value_t describe_values[] = {{.model = model}, {.integer = 0}};
    module->call("info", describe_names, describe_values, 2);
    *code_size = describe_values[1].integer;
    return model;
}

static void read_circuits(char **paths, int count, igraph_graph_list_t *circuits) {
    igraph_strvector_t list;
    igraph_strvector_init(&list, 0);
    for (int i = 0; i < count; i++) {
        igraph_strvector_push_back(&list, paths[i]);
    }
    const char *names[] = {"paths", "circuits"};
    latigraph_value_t values[] = {{.string_list = &list}, {.graph_list = circuits}};
    module->call("read_graphs", names, values, 2);
    igraph_strvector_destroy(&list);
}

static void encode(void *model, igraph_graph_list_t *circuits, igraph_matrix_t *mean) {
    const char *names[] = {"model", "circuits", "mean"};
    latigraph_value_t values[] = {{.model = model}, {.graph_list = circuits}, {.matrix = mean}};
    module->call("encode", names, values, 3);
}

/* Graphs at one code, given as a matrix of one row. */
static void generate(void *model, igraph_matrix_t *code, igraph_graph_list_t *graphs) {
    const char *names[] = {"model", "codes", "count", "seed", "circuits"};
    latigraph_value_t values[] = {{.model = model},
                                  {.matrix = code},
                                  {.integer = GENERATED},
                                  {.integer = 1},
                                  {.graph_list = graphs}};
    module->call("generate", names, values, 5);
}

/* The step of the code that raises a property by one SD, as learnt from the circuits, and how much
 * of the property it explains (cross-validated R², NaN where circuits overlap too much to tell);
 * false if the property has no direction. */
static igraph_bool_t find_direction(void *model, igraph_graph_list_t *circuits,
                                    const char *property, igraph_vector_t *step,
                                    igraph_real_t *r2) {
    igraph_strvector_t properties;
    igraph_vector_t scores;
    igraph_matrix_t steps;
    igraph_bool_t found = false;
    igraph_strvector_init(&properties, 0);
    igraph_vector_init(&scores, 0);
    igraph_matrix_init(&steps, 0, 0);
    const char *names[] = {"model", "circuits", "seed", "properties", "r2", "steps"};
    latigraph_value_t values[] = {{.model = model},    {.graph_list = circuits},
                                  {.integer = 1},      {.string_list = &properties},
                                  {.vector = &scores}, {.matrix = &steps}};
    module->call("directions", names, values, 6);
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&properties) && !found; i++) {
        if (strcmp(igraph_strvector_get(&properties, i), property) == 0) {
            igraph_matrix_get_row(&steps, step, i);
            *r2 = VECTOR(scores)[i];
            found = true;
        }
    }
    igraph_matrix_destroy(&steps);
    igraph_vector_destroy(&scores);
    igraph_strvector_destroy(&properties);
    return found;
}

/* --- igraph's own measures --------------------------------------------------- */

static void measure(const igraph_graph_list_t *graphs, const char *title) {
    const igraph_integer_t count = igraph_graph_list_size(graphs);
    igraph_real_t vertices = 0, edges = 0, reciprocity = 0, transitivity = 0;
    for (igraph_integer_t i = 0; i < count; i++) {
        const igraph_t *graph = igraph_graph_list_get_ptr(graphs, i);
        igraph_real_t value;
        vertices += (igraph_real_t)igraph_vcount(graph);
        edges += (igraph_real_t)igraph_ecount(graph);
        igraph_reciprocity(graph, &value, /*ignore_loops=*/true, IGRAPH_RECIPROCITY_DEFAULT);
        reciprocity += value;
        igraph_transitivity_undirected(graph, &value, IGRAPH_TRANSITIVITY_ZERO);
        transitivity += value;
    }
    const igraph_real_t n = (igraph_real_t)count;
    printf("%-28s %8.1f %8.1f %11.3f %12.3f\n", title, vertices / n, edges / n, reciprocity / n,
           transitivity / n);
}

/* Generates at the mean code of the circuits, moved by so many steps. */
static void generate_along(void *model, const igraph_matrix_t *codes, const igraph_vector_t *step,
                           igraph_real_t steps, const char *title) {
    const igraph_integer_t dimensions = igraph_matrix_ncol(codes);
    const igraph_integer_t count = igraph_matrix_nrow(codes);
    igraph_graph_list_t graphs;
    igraph_matrix_t code;
    igraph_matrix_init(&code, 1, dimensions);
    igraph_graph_list_init(&graphs, 0);
    for (igraph_integer_t k = 0; k < dimensions; k++) {
        igraph_real_t sum = 0;
        for (igraph_integer_t i = 0; i < count; i++) {
            sum += MATRIX(*codes, i, k);
        }
        MATRIX(code, 0, k) = sum / (igraph_real_t)count + steps * VECTOR(*step)[k];
    }
    generate(model, &code, &graphs);
    measure(&graphs, title);
    igraph_graph_list_destroy(&graphs);
    igraph_matrix_destroy(&code);
}

static void work(void *model, igraph_graph_list_t *circuits) {
    igraph_matrix_t codes;
    igraph_vector_t step;
    igraph_real_t r2;
    igraph_matrix_init(&codes, 0, 0);
    igraph_vector_init(&step, 0);
    encode(model, circuits, &codes);
    printf("codes: %d circuits, %d dimensions\n", (int)igraph_matrix_nrow(&codes),
           (int)igraph_matrix_ncol(&codes));
    if (find_direction(model, circuits, "reciprocity", &step, &r2)) {
        printf("direction of reciprocity: cross-validated R2 %.2f\n\n", r2);
        printf("%-28s %8s %8s %11s %12s\n", "mean of", "vertices", "edges", "reciprocity",
               "transitivity");
        measure(circuits, "the circuits");
        generate_along(model, &codes, &step, -2, "generated, reciprocity -2 SD");
        generate_along(model, &codes, &step, 0, "generated at the mean code");
        generate_along(model, &codes, &step, 2, "generated, reciprocity +2 SD");
    } else {
        printf("All circuits have the same reciprocity: there is no direction.\n");
    }
    igraph_vector_destroy(&step);
    igraph_matrix_destroy(&codes);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "Usage: %s MODULE MODEL CIRCUITS...\n", argv[0]);
        return 2;
    }
    /* Node data come and go as attributes. */
    igraph_set_attribute_table(&igraph_cattribute_table);
    module = open_module(argv[1]);
    if (module == NULL) {
        return 1;
    }
    list_operations(module);

    igraph_integer_t code_size;
    igraph_graph_list_t circuits;
    void *model = read_model(argv[2], &code_size);
    printf("model: code of %d dimensions\n", (int)code_size);
    igraph_graph_list_init(&circuits, 0);
    read_circuits(argv + 3, argc - 3, &circuits);
    work(model, &circuits);
    igraph_graph_list_destroy(&circuits);
    module->model_destroy(model);
    return 0;
}
