/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_DISCRIMINANT_H
#define LATIGRAPH_REGRESSION_DISCRIMINANT_H

#include <glib.h>
#include <igraph.h>

/* Fisher's discriminant between two sets of codes (Fisher, Ann. Eugen. 7:179, 1936), regularised by
 * a ridge as that of Friedman (J. Am. Stat. Assoc. 84:165, 1989): w ∝ (S + 3 I)⁻¹ (m₂ − m₁) for the
 * scatter S of standardised codes within the sets. With the scatter about the common mean in its
 * place the direction is the same (Sherman and Morrison), so one factorisation serves all
 * permutations of the labels. */

/* Scores weightᵀ z + intercept are 0 half-way between the means of the sets and have SD 1 within
 * them. */
typedef struct {
    int rows, width;
    double *block;
    double *mean, *sd; /* (width) of the codes */
    double *gram;      /* (width, width) ZᵀZ */
    double *factor;    /* (width, width) of ZᵀZ + 3 I */
    double *z;         /* (rows, width) */
    double *gap;       /* (width) m₂ − m₁ of standardised codes */
    double *turn;      /* (width) w of standardised codes */
    double *weight;    /* (width) of codes */
    double intercept;
} latigraph_discriminant_t;

/* From the circuits row[0 .. rows − 1] of codes (.., width); labels come later. Goes on the FINALLY
 * stack by the caller's hand. */
igraph_error_t latigraph_discriminant_init(latigraph_discriminant_t *discriminant, int rows,
                                           const int *row, int width, const double *codes);
void latigraph_discriminant_destroy(latigraph_discriminant_t *discriminant);
/* Finds weight and intercept; second[i]: is row i of the second set? All scores are 0 where a set
 * has fewer than 2 rows. No allocation. */
void latigraph_discriminant_fit(latigraph_discriminant_t *discriminant, const guchar *second);
double latigraph_discriminant_score(const latigraph_discriminant_t *discriminant,
                                    const double *code);

/* A score and who has it. */
typedef struct {
    double score;
    int circuit;
    guchar second;
} latigraph_ranked_t;

/* Sorts by score. */
void latigraph_rank(latigraph_ranked_t *ranked, int count);
/* Area under the ROC curve of scores that are sorted: the share of the weight of pairs in which the
 * one of the second set is above that of the first, ties counting half. weight is by circuit, NULL:
 * ones. NaN if a set has no weight. */
double latigraph_ranked_auc(const latigraph_ranked_t *ranked, int count, const double *weight);

#endif
