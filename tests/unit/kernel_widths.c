/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Widths of the distance kernel reach from nearest neighbours to the extent of the circuits. */

#include "model/kernel_widths.h"

#include "test.h"

/* The six widths in ascending order. */
static void all_widths(const double width[LATIGRAPH_KERNEL_DECAYS], double all[6]) {
    const double free[6] = {width[0] / 4, width[0] / 2, width[1] / 2, width[0], width[1], width[2]};
    for (int k = 0; k < 6; k++) {
        int at = k;
        for (; at > 0 && all[at - 1] > free[k]; at--) {
            all[at] = all[at - 1];
        }
        all[at] = free[k];
    }
}

/* No step from one width to the next is more than the stated one. */
static void check_steps(double narrowest, double extent, double first, double most) {
    double width[LATIGRAPH_KERNEL_DECAYS], all[6];
    latigraph_kernel_widths(narrowest, extent, width);
    all_widths(width, all);
    CHECK_NEAR(all[0], first, 1e-9);
    CHECK_NEAR(all[5], extent, 1e-9);
    for (int k = 1; k < 6; k++) {
        CHECK(all[k] / all[k - 1] <= most);
    }
}

/* A lattice of points 5 apart has nearest neighbours at that distance, and a line of 60 points an
 * extent that most distances do not exceed. */
static void test_lattice(void) {
    enum { N = 60 };
    double width[LATIGRAPH_KERNEL_DECAYS] = {0};
    igraph_matrix_t position;
    latigraph_circuit_t *c;
    latigraph_circuit_list_t list;
    CHECK_OK(igraph_matrix_init(&position, N, 2));
    for (int i = 0; i < N; i++) {
        MATRIX(position, i, 0) = i == 3 ? NAN : 5 * i;
    }
    CHECK_OK(latigraph_circuit_create(&c, "line", N, 0, NULL, NULL, NULL));
    CHECK_OK(latigraph_circuit_set_positions(c, &position, "um"));
    CHECK_OK(latigraph_circuit_list_init(&list));
    CHECK_OK(latigraph_circuit_list_push_back(&list, c));
    CHECK_OK(latigraph_learn_kernel_widths(&list, 2, width));
    CHECK_NEAR(width[0], 4 * 5, 1e-9);
    CHECK(width[2] > 0.7 * 5 * N && width[2] < 0.85 * 5 * N);
    /* Circuits with other dimensions teach nothing. */
    double none[LATIGRAPH_KERNEL_DECAYS] = {0};
    CHECK_OK(latigraph_learn_kernel_widths(&list, 3, none));
    CHECK(none[0] == 0);
    igraph_matrix_destroy(&position);
    latigraph_circuit_list_destroy(&list);
}

static void test_decays(void) {
    latigraph_config_t config = {.kernel_width = {10, 20, 50}};
    latigraph_set_kernel_decays(&config, 10);
    CHECK_NEAR((double)config.kernel_decay[0], 0.5, 1e-7);
    CHECK_NEAR((double)config.kernel_decay[1], 0.125, 1e-7);
    CHECK_NEAR((double)config.kernel_decay[2], 0.02, 1e-7);
    config.kernel_width[0] = 0;
    latigraph_set_kernel_decays(&config, 10);
    CHECK(config.kernel_decay[0] == 0);
}

int main(void) {
    test_init();
    check_steps(10, 100, 10, 2.01);
    check_steps(10, 160, 10, 2.01);
    check_steps(10, 450, 10, 2.4);
    check_steps(10, 40, 5, 2.01);   /* few neurons: an eighth of the extent */
    check_steps(1, 6400, 100, 2.9); /* at most 64 times apart */
    test_lattice();
    test_decays();
    return 0;
}
