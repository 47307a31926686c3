/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "circuits.h"

#include "base/lapack.h"
#include "generate/code_density.h"
#include "generate/generate.h"
#include "latent/axes.h"
#include "regression/discriminant.h"

/* Eigenvectors, parts, the discriminant, and the information of the decoder, each on something that
 * is known. */

/* --- Eigenvectors ----------------------------------------------------------- */

static void check_eigenvectors(void) {
    /* (2, 1; 1, 2): 3 along (1, 1), 1 along (1, −1), and 5 alone. */
    static const double matrix[9] = {2, 1, 0, 1, 2, 0, 0, 0, 5};
    double value[3], vector[9];
    CHECK_OK(latigraph_eigenvectors(3, matrix, value, vector));
    CHECK_NEAR(value[0], 5, 1e-12);
    CHECK_NEAR(value[1], 3, 1e-12);
    CHECK_NEAR(value[2], 1, 1e-12);
    CHECK_NEAR(vector[2], 1, 1e-12);
    CHECK_NEAR(vector[3], sqrt(0.5), 1e-12);
    CHECK_NEAR(vector[4], sqrt(0.5), 1e-12);
    CHECK_NEAR(vector[6] * vector[7], -0.5, 1e-12);
}

/* --- Parts ------------------------------------------------------------------ */

/* Rows that are sums of three parts of mixed signs, with amounts of which many are 0. */
static void make_sums(int rows, int width, const double *part, double noise, double *x) {
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 21, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < rows; i++) {
        for (int k = 0; k < width; k++) {
            x[i * width + k] = noise * latigraph_stream_normal(&stream);
        }
        for (int a = 0; a < 3; a++) {
            const double amount =
                latigraph_stream_uniform(&stream) < 0.4 ? latigraph_stream_exponential(&stream) : 0;
            for (int k = 0; k < width; k++) {
                x[i * width + k] += amount * part[a * width + k];
            }
        }
    }
}

static double cosine(const double *a, const double *b, int width) {
    return cblas_ddot(width, a, 1, b, 1) / cblas_dnrm2(width, a, 1) / cblas_dnrm2(width, b, 1);
}

static void check_parts(void) {
    enum { ROWS = 200, WIDTH = 5, COUNT = 3 };
    static const double truth[COUNT * WIDTH] = {2, -1, 0, 0, 1, 0, 1, 3, -1, 0, -1, 0, -1, 2, 2};
    double *x = calloc(ROWS * WIDTH, sizeof *x), *amount = calloc(ROWS * COUNT, sizeof *amount);
    double part[COUNT * WIDTH], total = 0, last = INFINITY;
    double *work = calloc(latigraph_parts_memory(ROWS, WIDTH, COUNT), sizeof *work);
    latigraph_stream_t stream;
    make_sums(ROWS, WIDTH, truth, 0.05, x);
    total = cblas_ddot(ROWS * WIDTH, x, 1, x, 1);

    /* Whatever the start, no update raises the residual, and amounts stay what they may be. */
    latigraph_stream_init(&stream, 22, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < ROWS * COUNT; i++) {
        amount[i] = latigraph_stream_uniform(&stream) + 0.1;
    }
    for (int u = 0; u < 300; u++) {
        const double residual = latigraph_parts_update(ROWS, WIDTH, x, COUNT, part, amount, work);
        double check = 0;
        CHECK(residual <= last * (1 + 1e-9));
        last = residual;
        for (int i = 0; i < ROWS * COUNT; i++) {
            CHECK(amount[i] >= 0 && isfinite(amount[i]));
        }
        if (u == 0) { /* the residual is that of the parts with the amounts before the update */
            latigraph_stream_init(&stream, 22, LATIGRAPH_STREAM_TEST, 0);
            for (int i = 0; i < ROWS; i++) {
                double row[WIDTH];
                memcpy(row, x + i * WIDTH, sizeof row);
                for (int a = 0; a < COUNT; a++) {
                    const double first = latigraph_stream_uniform(&stream) + 0.1;
                    cblas_daxpy(WIDTH, -first, part + a * WIDTH, 1, row, 1);
                }
                check += cblas_ddot(WIDTH, row, 1, row, 1);
            }
            CHECK_NEAR(check, residual, 1e-9 * total);
        }
    }
    CHECK(last < 0.2 * total);

    /* The best of several starts leaves the noise, in the space of the true parts (which cone of it
     * they span is open: any that holds all rows will do). */
    latigraph_parts_t found = {.part = part, .amount = amount}, again = found;
    CHECK_OK(latigraph_find_parts(ROWS, WIDTH, x, COUNT, 5, &found));
    CHECK_NEAR(found.residual, 0.05 * 0.05 * ROWS * (WIDTH - COUNT), 0.3);
    CHECK(found.residual <= last * (1 + 1e-3));
    for (int i = 0; i < ROWS * COUNT; i++) {
        CHECK(amount[i] >= 0);
    }
    double gram[COUNT * COUNT], with[COUNT];
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, COUNT, COUNT, WIDTH, 1, part, WIDTH, part,
                WIDTH, 0, gram, COUNT);
    CHECK(latigraph_cholesky(COUNT, gram) == 0);
    for (int a = 0; a < COUNT; a++) {
        double image[WIDTH] = {0};
        cblas_dgemv(CblasRowMajor, CblasNoTrans, COUNT, WIDTH, 1, part, WIDTH, truth + a * WIDTH, 1,
                    0, with, 1);
        latigraph_cholesky_solve(COUNT, gram, with, 1);
        for (int b = 0; b < COUNT; b++) {
            cblas_daxpy(WIDTH, with[b], part + b * WIDTH, 1, image, 1);
        }
        CHECK(cosine(truth + a * WIDTH, image, WIDTH) > 0.999);
    }
    const double residual = found.residual;
    CHECK_OK(latigraph_find_parts(ROWS, WIDTH, x, COUNT, 5, &again));
    CHECK(again.residual == residual);
    free(work);
    free(amount);
    free(x);
}

/* --- The discriminant --------------------------------------------------------- */

/* Two Gaussians of covariance S: the direction is S⁻¹ (m₂ − m₁), scores are 0 half-way and have SD
 * 1 within, and the AUC is Φ(d / √2) for their distance d. */
static void check_discriminant(void) {
    enum { COUNT = 6000, WIDTH = 3 };
    static const double factor[9] = {1, 0, 0, 0.8, 0.6, 0, 0, 0.5, 2};
    static const double gap[WIDTH] = {0.5, -0.5, 1};
    double *codes = calloc(COUNT * WIDTH, sizeof *codes), truth[WIDTH];
    int *row = calloc(COUNT, sizeof *row);
    guchar *second = calloc(COUNT, 1);
    latigraph_ranked_t *ranked = calloc(COUNT, sizeof *ranked);
    latigraph_discriminant_t d;
    latigraph_stream_t stream;
    latigraph_stream_init(&stream, 33, LATIGRAPH_STREAM_TEST, 0);
    for (int i = 0; i < COUNT; i++) {
        double *code = codes + i * WIDTH;
        row[i] = i;
        second[i] = i % 3 == 0;
        for (int k = 0; k < WIDTH; k++) {
            code[k] = latigraph_stream_normal(&stream);
        }
        cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, WIDTH, factor, WIDTH,
                    code, 1);
        for (int k = 0; k < WIDTH; k++) {
            code[k] += 10 + (second[i] ? gap[k] : 0);
        }
    }
    CHECK_OK(latigraph_discriminant_init(&d, COUNT, row, WIDTH, codes));
    latigraph_discriminant_fit(&d, second);
    memcpy(truth, gap, sizeof truth);
    latigraph_cholesky_solve(WIDTH, factor, truth, 1);
    CHECK(cosine(truth, d.weight, WIDTH) > 0.995);
    const double distance = sqrt(cblas_ddot(WIDTH, truth, 1, gap, 1));
    double mean[2] = {0, 0}, squares = 0;
    for (int i = 0; i < COUNT; i++) {
        ranked[i] =
            (latigraph_ranked_t){latigraph_discriminant_score(&d, codes + i * WIDTH), i, second[i]};
        mean[second[i]] += ranked[i].score / (second[i] ? COUNT / 3 : COUNT - COUNT / 3);
    }
    for (int i = 0; i < COUNT; i++) {
        squares += pow(ranked[i].score - mean[second[i]], 2);
    }
    CHECK_NEAR(mean[0] + mean[1], 0, 1e-9);
    CHECK_NEAR(squares / (COUNT - 2), 1, 1e-9);
    CHECK_NEAR(mean[1] - mean[0], distance, 0.06);
    latigraph_rank(ranked, COUNT);
    CHECK_NEAR(latigraph_ranked_auc(ranked, COUNT, NULL), 0.5 * erfc(-distance / 2), 0.012);

    /* The ridge on the scatter about the common mean gives the direction of the ridge on that
     * within the sets. */
    double within[WIDTH * WIDTH], direction[WIDTH];
    memcpy(within, d.gram, sizeof within);
    const double share = (double)(COUNT / 3) * (COUNT - COUNT / 3) / COUNT;
    for (int k = 0; k < WIDTH; k++) {
        for (int l = 0; l < WIDTH; l++) {
            within[k * WIDTH + l] -= share * d.gap[k] * d.gap[l];
        }
        within[k * WIDTH + k] += 3;
        direction[k] = d.gap[k];
    }
    CHECK(latigraph_cholesky(WIDTH, within) == 0);
    latigraph_cholesky_solve(WIDTH, within, direction, 1);
    CHECK_NEAR(cosine(direction, d.turn, WIDTH), 1, 1e-12);

    /* A set of one circuit gives no discriminant. */
    memset(second, 0, COUNT);
    second[4] = 1;
    latigraph_discriminant_fit(&d, second);
    CHECK(latigraph_discriminant_score(&d, codes) == 0);
    latigraph_discriminant_destroy(&d);
    free(ranked);
    free(second);
    free(row);
    free(codes);
}

/* By hand: second above first in 3 of 4 pairs, one of them a tie; with weights. */
static void check_auc(void) {
    latigraph_ranked_t ranked[4] = {{2, 0, 0}, {3, 1, 1}, {1, 2, 0}, {2, 3, 1}};
    static const double weight[4] = {1, 2, 3, 4};
    latigraph_rank(ranked, 4);
    CHECK(ranked[0].circuit == 2 && ranked[3].circuit == 1);
    CHECK_NEAR(latigraph_ranked_auc(ranked, 4, NULL), 3.5 / 4, 1e-12);
    CHECK_NEAR(latigraph_ranked_auc(ranked, 4, weight),
               (2 * (1 + 3) + 4 * (3 + 0.5 * 1)) / (6.0 * 4), 1e-12);
    CHECK(isnan(latigraph_ranked_auc(ranked, 1, NULL)));
}

/* --- The information of the decoder --------------------------------------------- */

/* ln P and √P of all dyads of a pending circuit with its own node codes, at a code. */
static void find_roots(const latigraph_pending_t *pending, int index, const double *z,
                       double *root) {
    const latigraph_model_t *model = pending->model;
    const latigraph_example_t *example = pending->example[index];
    latigraph_scratch_t *scratch = latigraph_scratch_create(&model->config, pending->n_max);
    real_t code[8], *u = calloc(3 * (size_t)example->n * 8, sizeof *u);
    latigraph_rates_t rates;
    int next = 0;
    for (int k = 0; k < model->config.code; k++) {
        code[k] = (real_t)z[k];
    }
    latigraph_pending_node_codes(pending, index, scratch, code, u);
    latigraph_model_decode(model, example, scratch, code, u, &rates);
    for (int i = 0; i < rates.n; i++) {
        for (int j = i + 1; j < rates.n; j++) {
            double p[4];
            latigraph_dyad_probabilities(exp((double)rates.log_rate[i * rates.n + j]),
                                         exp((double)rates.log_rate[j * rates.n + i]),
                                         exp((double)rates.log_mutual[i * rates.n + j]),
                                         rates.anti_reciprocity, p);
            for (int s = 0; s < 4; s++) {
                root[next++] = sqrt(p[s]);
            }
        }
    }
    free(u);
    latigraph_scratch_destroy(scratch);
}

/* Along any way the information is what the Kullback–Leibler divergence of a small step says: KL =
 * ½ ε² vᵀ F v, here by a sum over all states of all dyads. */
static void check_information(const latigraph_model_t *model) {
    enum { DRAWS = 3, STATES = 4 * 34 * 33 / 2 };
    const int width = model->config.code;
    latigraph_generate_options_t options = {.nodes = 20, .count = DRAWS, .threads = 1, .seed = 2};
    double factor[16], information[16], again[16], start[4], codes[DRAWS * 4], z[4];
    double *at = calloc(STATES, sizeof *at), *moved = calloc(STATES, sizeof *moved);
    latigraph_pending_t pending;
    const double *mean;
    CHECK(width == 4);
    latigraph_code_density_t density;
    CHECK_OK(latigraph_code_density_init(&density, model, NULL));
    mean = density.centre;
    memcpy(factor, density.factor, sizeof factor);
    latigraph_code_density_destroy(&density);
    memcpy(start, mean, sizeof start);
    CHECK_OK(
        latigraph_jacobian_information(model, start, factor, NULL, DRAWS, &options, information));
    options.threads = 3;
    CHECK_OK(latigraph_jacobian_information(model, start, factor, NULL, DRAWS, &options, again));
    CHECK(memcmp(information, again, sizeof information) == 0);
    for (int r = 0; r < DRAWS; r++) {
        memcpy(codes + r * 4, start, sizeof start);
    }
    CHECK_OK(latigraph_pending_init(&pending, model, codes, NULL, &options));
    for (int way = 0; way < 5; way++) {
        const double epsilon = 0.05;
        double v[4], step[4], asked = 0, divergence = 0;
        for (int k = 0; k < 4; k++) {
            v[k] = step[k] = way < 4 ? k == way : k % 2 ? -1 : 1;
        }
        cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, 4, factor, 4, step, 1);
        for (int k = 0; k < 4; k++) {
            asked += v[k] * cblas_ddot(4, information + 4 * k, 1, v, 1);
        }
        for (int r = 0; r < DRAWS; r++) {
            const int states = 2 * pending.example[r]->n * (pending.example[r]->n - 1);
            CHECK(states <= STATES);
            find_roots(&pending, r, start, at);
            for (int side = -1; side <= 1; side += 2) { /* the odd orders cancel */
                for (int k = 0; k < 4; k++) {
                    z[k] = start[k] + side * epsilon * step[k];
                }
                find_roots(&pending, r, z, moved);
                for (int s = 0; s < states; s++) {
                    divergence += 2 * at[s] * at[s] * log(at[s] / moved[s]) / DRAWS;
                }
            }
        }
        CHECK(asked > 0);
        CHECK_NEAR(divergence / (epsilon * epsilon), asked, 0.03 * asked);
    }
    latigraph_pending_destroy(&pending);
    free(moved);
    free(at);
}

/* --- Axes of a model ------------------------------------------------------------ */

/* Steps of PCA are orthogonal, of lengths that are SDs of the density; those of the Jacobian are
 * orthogonal where the density is round, of length 1 there. */
static void check_axes(const latigraph_model_t *model, const latigraph_circuit_list_t *circuits) {
    latigraph_axes_options_t options;
    latigraph_axes_t axes;
    igraph_matrix_t cosines, codes;
    double factor[16], shares = 0;
    const double *mean;
    latigraph_code_density_t density;
    CHECK_OK(latigraph_code_density_init(&density, model, NULL));
    mean = density.centre;
    memcpy(factor, density.factor, sizeof factor);
    latigraph_code_density_destroy(&density);
    igraph_matrix_init(&cosines, 0, 0);
    igraph_matrix_init(&codes, 0, 0);
    CHECK_OK(latigraph_axes_init(&axes));
    latigraph_axes_options_init(&options);
    options.count = 4;
    options.generate.seed = 1;
    options.generate.nodes = 20;
    CHECK_OK(latigraph_find_axes(model, NULL, &options, &axes));
    CHECK(igraph_matrix_nrow(&axes.steps) == 4 && igraph_matrix_nrow(&axes.amounts) == 0);
    CHECK_NEAR(axes.explained, 1, 1e-9);
    for (int a = 0; a < 4; a++) {
        double length = 0, along = 0;
        for (int k = 0; k < 4; k++) {
            length += MATRIX(axes.steps, a, k) * MATRIX(axes.steps, a, k);
            for (int l = 0; l < 4; l++) {
                along += MATRIX(axes.steps, a, k) * model->code_covariance[4 * k + l] *
                         MATRIX(axes.steps, a, l);
            }
        }
        CHECK_NEAR(along / length, length, 1e-9 * length); /* C v = λ v, step² = λ */
        CHECK(a == 0 || VECTOR(axes.variance)[a] <= VECTOR(axes.variance)[a - 1]);
        shares += VECTOR(axes.variance)[a];
    }
    CHECK_NEAR(shares, 1, 1e-9);

    /* Of circuits: amounts have mean 0 and SD 1, and do not go together. */
    CHECK_OK(latigraph_find_axes(model, circuits, &options, &axes));
    REQUIRE(igraph_matrix_nrow(&axes.amounts) == circuits->size);
    for (int a = 0; a < 4; a++) {
        for (int b = 0; b <= a; b++) {
            double product = 0;
            for (igraph_integer_t i = 0; i < circuits->size; i++) {
                product += MATRIX(axes.amounts, i, a) * MATRIX(axes.amounts, i, b) /
                           (double)(circuits->size - 1);
            }
            CHECK_NEAR(product, a == b, 1e-6);
        }
    }

    options.kind = LATIGRAPH_AXES_JACOBIAN;
    options.draws = 2;
    CHECK_OK(latigraph_find_axes(model, circuits, &options, &axes));
    CHECK_OK(latigraph_direction_cosines(model, &axes.steps, &cosines));
    shares = 0;
    for (int a = 0; a < 4; a++) {
        double step[4];
        for (int b = 0; b < 4; b++) {
            CHECK_NEAR(MATRIX(cosines, a, b), a == b, 1e-9);
            step[b] = MATRIX(axes.steps, a, b);
        }
        cblas_dtrsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, 4, factor, 4, step, 1);
        CHECK_NEAR(cblas_dnrm2(4, step, 1), 1, 1e-9);
        CHECK(VECTOR(axes.information)[a] >= 0);
        CHECK(a == 0 || VECTOR(axes.information)[a] <= VECTOR(axes.information)[a - 1]);
        shares += VECTOR(axes.share)[a];
    }
    CHECK_NEAR(shares, 1, 1e-9);
    /* A code is the mean and its amounts of the axes. */
    CHECK_OK(latigraph_encode(model, circuits, 1, &codes, NULL));
    for (int k = 0; k < 4; k++) {
        double sum = mean[k];
        for (int a = 0; a < 4; a++) {
            sum += MATRIX(axes.amounts, 3, a) * MATRIX(axes.steps, a, k);
        }
        CHECK_NEAR(sum, MATRIX(codes, 3, k), 1e-6);
    }

    options.kind = LATIGRAPH_AXES_PARTS;
    options.count = 3;
    CHECK_OK(latigraph_find_axes(model, circuits, &options, &axes));
    CHECK(axes.explained > 0.3 && axes.explained < 1 && igraph_vector_size(&axes.share) == 0);
    CHECK(igraph_matrix_min(&axes.amounts) >= 0);
    /* What is left of the codes is what is not explained. */
    double left = 0, total = 0;
    for (igraph_integer_t i = 0; i < circuits->size; i++) {
        for (int k = 0; k < 4; k++) {
            double rest = MATRIX(codes, i, k) - mean[k];
            total += rest * rest;
            for (int a = 0; a < 3; a++) {
                rest -= MATRIX(axes.amounts, i, a) * MATRIX(axes.steps, a, k);
            }
            left += rest * rest;
        }
    }
    CHECK_NEAR(1 - left / total, axes.explained, 1e-6);
    options.draws = 50;
    CHECK_OK(latigraph_find_axes(model, NULL, &options, &axes));
    CHECK(axes.explained > 0.3);

    options.count = 65;
    CHECK_FAILS(latigraph_find_axes(model, NULL, &options, &axes), IGRAPH_EINVAL, "got 65");
    options.kind = LATIGRAPH_AXES_PCA;
    options.count = 5;
    CHECK_FAILS(latigraph_find_axes(model, NULL, &options, &axes), IGRAPH_EINVAL, "1 and 4, got 5");
    options.count = 0;
    CHECK_FAILS(latigraph_find_axes(model, NULL, &options, &axes), IGRAPH_EINVAL, "got 0");
    latigraph_axes_destroy(&axes);
    igraph_matrix_destroy(&codes);
    igraph_matrix_destroy(&cosines);
}

int main(void) {
    test_init();
    latigraph_circuit_list_t circuits;
    latigraph_fit_options_t *options = quick_options("60");
    latigraph_model_t *model;
    check_eigenvectors();
    check_parts();
    check_discriminant();
    check_auc();
    random_circuits(&circuits, 24, 0, 0);
    CHECK_OK(latigraph_fit(&model, &circuits, NULL, options));
    check_information(model);
    check_axes(model, &circuits);
    latigraph_model_destroy(model);
    latigraph_fit_options_destroy(options);
    latigraph_circuit_list_destroy(&circuits);
    return 0;
}
