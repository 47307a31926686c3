/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_BASE_REAL_H
#define LATIGRAPH_BASE_REAL_H

/* Number type of the networks in net and model. It is single precision in the library. The
 * gradient tests compile the same sources in double precision, where finite differences verify
 * gradients to about 1e-6. All matrices are row-major. */

#include "base/cblas.h"

#include <math.h>
#include <stddef.h>

#ifdef LATIGRAPH_DOUBLE
typedef double real_t;
#define real_gemm cblas_dgemm
#define real_gemv cblas_dgemv
#define real_syrk cblas_dsyrk
#define real_axpy cblas_daxpy
#define real_dot cblas_ddot
#define real_ger cblas_dger
#define real_exp exp
#define real_expm1 expm1
#define real_log log
#define real_log1p log1p
#define real_sqrt sqrt
#define real_fabs fabs
#define REAL_C(x) (x)
#else
typedef float real_t;
#define real_gemm cblas_sgemm
#define real_gemv cblas_sgemv
#define real_syrk cblas_ssyrk
#define real_axpy cblas_saxpy
#define real_dot cblas_sdot
#define real_ger cblas_sger
#define real_exp expf
#define real_expm1 expm1f
#define real_log logf
#define real_log1p log1pf
#define real_sqrt sqrtf
#define real_fabs fabsf
#define REAL_C(x) (x##f)
#endif

#endif
