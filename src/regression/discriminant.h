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
 * a ridge like that of Friedman (J. Am. Stat. Assoc. 84:165, 1989): w ∝ (S + 3 I)⁻¹ (m₂ − m₁) for
 * the scatter S of standardised codes within the sets. The scatter about the common mean gives the
 * same direction (Sherman and Morrison), so one factorisation serves all permutations of the
 * labels. */

/* A discriminant. Scores weightᵀ z + intercept are 0 half-way between the means of the sets and
 * have SD 1 within them. */
typedef struct {
    int rows, width;   /* number of circuits; dimensions of a code */
    double *block;     /* memory of the arrays below */
    double *mean, *sd; /* (width) of the codes */
    double *gram;      /* (width, width) ZᵀZ */
    double *factor;    /* (width, width) Cholesky factor of ZᵀZ + 3 I */
    double *z;         /* (rows, width) standardised codes */
    double *gap;       /* (width) m₂ − m₁ of standardised codes */
    double *turn;      /* (width) w of standardised codes */
    double *weight;    /* (width) of codes */
    double intercept;
} latigraph_discriminant_t;

/* Standardises the circuits row[0 .. rows − 1] of codes (.., width) and factorises their scatter.
 * The labels follow in latigraph_discriminant_fit(). Returns IGRAPH_EINVAL if codes are not finite.
 * The caller destroys the struct. O(rows · width² + width³). */
igraph_error_t latigraph_discriminant_init(latigraph_discriminant_t *discriminant, int rows,
                                           const int *row, int width, const double *codes);
/* Frees the memory. */
void latigraph_discriminant_destroy(latigraph_discriminant_t *discriminant);
/* Computes weight and intercept. second[i] is 1 if row i belongs to the second set. All scores are
 * 0 if a set has fewer than 2 rows. Allocates nothing. O(rows · width + width²). */
void latigraph_discriminant_fit(latigraph_discriminant_t *discriminant, const guchar *second);
/* Returns the score of a code (width). */
double latigraph_discriminant_score(const latigraph_discriminant_t *discriminant,
                                    const double *code);

/* The score of a circuit. */
typedef struct {
    double score;
    int circuit;   /* index of the circuit; breaks ties */
    guchar second; /* 1 if the circuit belongs to the second set */
} latigraph_ranked_t;

/* Sorts by score, the lowest first. */
void latigraph_rank(latigraph_ranked_t *ranked, int count);
/* Returns the area under the ROC curve of sorted scores: the share of pairs, by weight, in which
 * the circuit of the second set scores above that of the first. Ties count half. weight has one
 * entry per circuit (NULL: ones). The result is NaN if a set has no weight. */
double latigraph_ranked_auc(const latigraph_ranked_t *ranked, int count, const double *weight);

#endif
