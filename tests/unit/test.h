/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_H
#define LATIGRAPH_TEST_H

/* A test program is a main() of CHECKs; it ends at the first that fails. */

#include <igraph.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: CHECK failed: %s\n", __FILE__, __LINE__, #condition);          \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* |a − b| ≤ tolerance, NaN fails. */
#define CHECK_NEAR(a, b, tolerance)                                                                \
    do {                                                                                           \
        const double check_a = (a), check_b = (b);                                                 \
        if (!(fabs(check_a - check_b) <= (tolerance))) {                                           \
            fprintf(stderr, "%s:%d: %s = %.12g, %s = %.12g, tolerance %g\n", __FILE__, __LINE__,   \
                    #a, check_a, #b, check_b, (double)(tolerance));                                \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* The expression succeeds and leaves igraph's FINALLY stack as it was. */
#define CHECK_OK(expression)                                                                       \
    do {                                                                                           \
        const int check_stack = IGRAPH_FINALLY_STACK_SIZE();                                       \
        const igraph_error_t check_code = (expression);                                            \
        if (check_code != IGRAPH_SUCCESS) {                                                        \
            fprintf(stderr, "%s:%d: %s failed: %s: %s\n", __FILE__, __LINE__, #expression,         \
                    igraph_strerror(check_code), test_last_error);                                 \
            exit(1);                                                                               \
        }                                                                                          \
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == check_stack);                                         \
    } while (0)

/* The expression fails with this code and a message that contains `text`. */
#define CHECK_FAILS(expression, code, text)                                                        \
    do {                                                                                           \
        test_last_error[0] = '\0';                                                                 \
        const igraph_error_t check_code = (expression);                                            \
        CHECK(check_code == (code));                                                               \
        if (strstr(test_last_error, (text)) == NULL) {                                             \
            fprintf(stderr, "%s:%d: the error \"%s\" does not name \"%s\"\n", __FILE__, __LINE__,  \
                    test_last_error, (text));                                                      \
            exit(1);                                                                               \
        }                                                                                          \
        CHECK(IGRAPH_FINALLY_STACK_SIZE() == 0);                                                   \
    } while (0)

static char test_last_error[1024];

static void test_error_handler(const char *reason, const char *file, int line,
                               igraph_error_t code) {
    (void)file;
    (void)line;
    (void)code;
    /* The first message tells the reason; one that names the file may follow; unwinding adds empty
     * ones. */
    const size_t used = strlen(test_last_error);
    if (reason[0] != '\0') {
        snprintf(test_last_error + used, sizeof test_last_error - used, "%s%s",
                 used > 0 ? "\n" : "", reason);
    }
    IGRAPH_FINALLY_FREE();
}

/* Call this first in main(). */
static inline void test_init(void) {
    igraph_set_error_handler(test_error_handler);
    igraph_set_attribute_table(&igraph_cattribute_table);
}

#endif
