/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Rungs of a model in the test of properties. A statistic that circuits cannot be steered to leaves
 * the cells of code+ that hold it unknown, and a remark says so. Errors are caught on a level of
 * the FINALLY stack of their own. */

#include "circuits.h"
#include "base/catch.h"
#include "base/remarks.h"
#include "operation/surrogate_rows.h"
#include "surrogate/surrogates.h"

#include <latigraph/latent.h>
#include <latigraph/measure.h>

#include <math.h>

/* --- Catching -------------------------------------------------------------------------------- */

static int freed;

static void count_freed(void *data) {
    (void)data;
    freed++;
}

/* Leaves entries on the FINALLY stack, as igraph's functions do when they raise an error. */
static igraph_error_t fail(void *data) {
    const igraph_error_t code = *(igraph_error_t *)data;
    char reason[40];
    IGRAPH_FINALLY(count_freed, &freed);
    if (code == IGRAPH_FAILURE) { /* nested */
        igraph_error_t inner = IGRAPH_EINVAL;
        CHECK(latigraph_catch(fail, &inner, reason, sizeof reason) == IGRAPH_EINVAL);
        CHECK(strcmp(reason, "The first message.") == 0);
        CHECK(freed == 1);
    }
    IGRAPH_ERROR("The first message.", code);
}

static igraph_error_t succeed(void *data) {
    (void)data;
    return IGRAPH_SUCCESS;
}

static void test_catch(void) {
    igraph_error_t code = IGRAPH_FAILURE;
    char reason[10];
    int own = 0;
    IGRAPH_FINALLY(count_freed, &own);
    CHECK(latigraph_catch(fail, &code, reason, sizeof reason) == IGRAPH_FAILURE);
    CHECK(strcmp(reason, "The first") == 0); /* cut */
    CHECK(freed == 2);
    CHECK(IGRAPH_FINALLY_STACK_SIZE() == 1);
    CHECK(latigraph_catch(succeed, NULL, reason, sizeof reason) == IGRAPH_SUCCESS);
    CHECK(reason[0] == '\0');
    IGRAPH_FINALLY_CLEAN(1);
}

/* --- Rungs ----------------------------------------------------------------------------------- */

static int count_kind(const latigraph_remarks_t *remarks, const char *kind) {
    int count = 0;
    for (igraph_integer_t k = 0; k < igraph_strvector_size(&remarks->kinds); k++) {
        count += strcmp(igraph_strvector_get(&remarks->kinds, k), kind) == 0;
    }
    return count;
}

/* Tests three properties, of which the first and the last are statistics. */
static void climb(const latigraph_model_t *model, const latigraph_circuit_t *circuit,
                  latigraph_ladder_t *ladder, latigraph_remarks_t *remarks) {
    static const char *const names[] = {"reciprocity", "modularity", "transitivity"};
    latigraph_surrogate_options_t options;
    igraph_strvector_t rungs;
    igraph_vector_int_t which;
    CHECK_OK(igraph_vector_int_init(&which, 0));
    for (int k = 0; k < 3; k++) {
        CHECK_OK(igraph_vector_int_push_back(&which, latigraph_property_find(names[k])));
    }
    CHECK_OK(igraph_strvector_init(&rungs, 0));
    CHECK_OK(igraph_strvector_push_back(&rungs, "edges"));
    CHECK_OK(latigraph_ladder_init(ladder));
    CHECK_OK(latigraph_remarks_init(remarks));
    latigraph_surrogate_options_init(&options);
    options.count = 9;
    options.seed = 1;
    CHECK_OK(latigraph_ladder(ladder, circuit, &rungs, &which, NULL, &options));
    CHECK_OK(
        latigraph_ladder_add_code(ladder, model, circuit, &which, NULL, &options, true, remarks));
    CHECK_OK(latigraph_ladder_judge(ladder, 0.05));
    igraph_strvector_destroy(&rungs);
    igraph_vector_int_destroy(&which);
}

static void test_refusal(latigraph_model_t *model, const latigraph_circuit_t *circuit) {
    latigraph_ladder_t ladder;
    latigraph_remarks_t remarks;
    climb(model, circuit, &ladder, &remarks);
    CHECK(count_kind(&remarks, "not-steered") == 0);
    for (int i = 0; i < 3; i++) {
        CHECK(MATRIX(ladder.defined, i, 2) == 9);
        CHECK(!isnan(MATRIX(ladder.p, i, 2)));
    }
    latigraph_remarks_destroy(&remarks);
    latigraph_ladder_destroy(&ladder);

    for (int p = 0; p < model->config.properties; p++) { /* as of circuits that are all alike */
        if (strcmp(model->property_name[p], "reciprocity") == 0) {
            model->property_sd[p] = 0;
        }
    }
    climb(model, circuit, &ladder, &remarks);
    CHECK(count_kind(&remarks, "not-steered") == 1); /* the reason is said once */
    CHECK(MATRIX(ladder.defined, 0, 2) == 9);        /* the tested statistic is let go */
    for (int i = 1; i < 3; i++) {
        CHECK(MATRIX(ladder.defined, i, 1) == 9);
        CHECK(MATRIX(ladder.defined, i, 2) == 0);
        CHECK(isnan(MATRIX(ladder.p, i, 2)));
        CHECK(latigraph_ladder_last(&ladder, i, 0.05) != 2);
        CHECK(strstr(igraph_strvector_get(&ladder.verdicts, i), "code+") == NULL);
    }
    latigraph_remarks_destroy(&remarks);
    latigraph_ladder_destroy(&ladder);
}

int main(void) {
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options;
    latigraph_model_t *model;
    test_init();
    test_catch();
    options = quick_options("12");
    random_circuits(&circuits, 20, 0, 1);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    test_refusal(model, circuits.items[0]);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
