/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Sizes of circuits that are cut out: uniform over size_min to size_max, both ends among them. */
#include "circuit_test.h"

enum { COUNT = 600, LEAST = 10, MOST = 12 };

static void check_sizes(latigraph_shape_t shape, int least, int most) {
    latigraph_circuit_t *connectome = random_circuit("sizes", 60, 0.15, 6);
    latigraph_circuit_list_t list;
    latigraph_sample_options_t options;
    int seen[64] = {0};
    const double expected = (double)COUNT / (most - least + 1);
    latigraph_sample_options_init(&options);
    options.shape = shape;
    options.count = COUNT;
    options.size_min = least;
    options.size_max = most;
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_sample(&list, connectome, &options));
    REQUIRE(list.size == COUNT);
    for (int c = 0; c < COUNT; c++) {
        REQUIRE(list.items[c]->n >= 0 && list.items[c]->n < 64);
        seen[list.items[c]->n]++;
    }
    for (int n = 0; n < 64; n++) {
        if (n >= least && n <= most) {
            CHECK_NEAR(seen[n], expected, 4.5 * sqrt(expected));
        } else {
            CHECK_EQUAL(seen[n], 0);
        }
    }
    latigraph_circuit_list_destroy(&list);
    latigraph_circuit_destroy(connectome);
}

int main(void) {
    test_init();
    check_sizes(LATIGRAPH_SHAPE_BALL, LEAST, MOST);
    check_sizes(LATIGRAPH_SHAPE_NEIGHBOURS, LEAST, MOST);
    check_sizes(LATIGRAPH_SHAPE_COLUMN, LEAST, LEAST + 1);
    check_sizes(LATIGRAPH_SHAPE_BALL, LEAST, LEAST);
    test_end();
    return 0;
}
