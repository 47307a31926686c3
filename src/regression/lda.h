/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_REGRESSION_LDA_H
#define LATIGRAPH_REGRESSION_LDA_H

#include <glib.h>
#include <igraph.h>

/* Linear discriminant analysis of several groups with equal priors (Rao, J. R. Stat. Soc. B 10:159,
 * 1948), with a ridge of 0.1 tr(S) / width on the covariance S within the groups (Friedman, J. Am.
 * Stat. Assoc. 84:165, 1989). A point belongs to the group with the greatest weightᵀ x + offset. */
typedef struct {
    int groups;
    int width;         /* columns in use */
    double *block;     /* memory of the arrays below */
    double *mean;      /* (groups, width) */
    double *weight;    /* (groups, width) S⁻¹ mean */
    double *offset;    /* (groups) −½ meanᵀ S⁻¹ mean; −∞ for a group without rows */
    double *scatter;   /* (width, width) covariance within the groups, then its Cholesky factor */
    double *deviation; /* (width) */
    int *count;        /* (groups) rows of each group */
} latigraph_lda_t;

/* Allocates memory for up to `width` columns. The caller destroys the struct. */
igraph_error_t latigraph_lda_init(latigraph_lda_t *lda, int groups, int width);
void latigraph_lda_destroy(latigraph_lda_t *lda);
/* Fits to the first `width` columns of the rows row[0 .. rows − 1] of values, `stride` apart. The
 * label of row i is label[row[i]]. Allocates nothing. O(rows width² + width³). */
void latigraph_lda_fit(latigraph_lda_t *lda, int rows, const int *row, const int *label, int width,
                       const double *values, int stride);
/* Returns the score of a point (width) for a group; −∞ for a group without rows. */
double latigraph_lda_score(const latigraph_lda_t *lda, int group, const double *point);
/* Returns the group of a point (width): that of the greatest score. */
int latigraph_lda_classify(const latigraph_lda_t *lda, const double *point);

#endif
