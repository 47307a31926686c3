/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#ifndef LATIGRAPH_TEST_H
#define LATIGRAPH_TEST_H

/* A test program is a main() of checks. A failed CHECK is reported with its place, its text and its
 * values, and the program goes on; it ends with a count of the failed checks and status 1. A failed
 * REQUIRE or CHECK_OK ends the program at once: use REQUIRE where going on would read memory that
 * is not there, such as a pointer, a size or an index that later lines rely on. */

#include <igraph.h>

#include <math.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reports of one line of a test; a check inside a loop is counted further, but not printed. */
enum { TEST_REPORTS = 3 };

static atomic_int test_failures;
static char test_last_error[1024];

/* Counts a failed check, and prints it unless this line has been printed often enough. */
IGRAPH_FUNCATTR_PRINTFLIKE(4, 5)
static inline void test_report(const char *file, int line, atomic_int *reports, const char *format,
                               ...) {
    test_failures++;
    const int report = ++*reports;
    if (report > TEST_REPORTS) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "%s\n", report == TEST_REPORTS ? " (further ones are only counted)" : "");
    va_end(arguments);
}

/* Reports a failed check in words of its own. */
#define FAIL(...)                                                                                  \
    do {                                                                                           \
        static atomic_int check_reports;                                                           \
        test_report(__FILE__, __LINE__, &check_reports, __VA_ARGS__);                              \
    } while (0)

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            FAIL("CHECK failed: %s", #condition);                                                  \
        }                                                                                          \
    } while (0)

/* The rest of the program relies on the condition. */
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            FAIL("REQUIRE failed: %s", #condition);                                                \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

/* |a − b| ≤ tolerance, NaN fails. */
#define CHECK_NEAR(a, b, tolerance)                                                                \
    do {                                                                                           \
        const double check_a = (a), check_b = (b), check_tolerance = (tolerance);                  \
        if (!(fabs(check_a - check_b) <= check_tolerance)) {                                       \
            FAIL("%s = %.12g, %s = %.12g, tolerance %g", #a, check_a, #b, check_b,                 \
                 check_tolerance);                                                                 \
        }                                                                                          \
    } while (0)

/* Two integers are equal. */
#define CHECK_EQUAL(a, b)                                                                          \
    do {                                                                                           \
        const long long check_a = (a), check_b = (b);                                              \
        if (check_a != check_b) {                                                                  \
            FAIL("%s = %lld, %s = %lld", #a, check_a, #b, check_b);                                \
        }                                                                                          \
    } while (0)

/* A text contains another; NULL contains nothing. */
#define CHECK_CONTAINS(text, part)                                                                 \
    do {                                                                                           \
        const char *check_text = (text), *check_part = (part);                                     \
        if (check_text == NULL || strstr(check_text, check_part) == NULL) {                        \
            FAIL("%s = \"%s\" does not contain \"%s\"", #text,                                     \
                 check_text != NULL ? check_text : "(null)", check_part);                          \
        }                                                                                          \
    } while (0)

/* The expression succeeds and leaves igraph's FINALLY stack as it was. Its outputs are needed by
 * what follows, so that a failure ends the program. */
#define CHECK_OK(expression)                                                                       \
    do {                                                                                           \
        const int check_stack = IGRAPH_FINALLY_STACK_SIZE();                                       \
        const igraph_error_t check_code = (expression);                                            \
        if (check_code != IGRAPH_SUCCESS) {                                                        \
            FAIL("%s failed: %s: %s", #expression, igraph_strerror(check_code), test_last_error);  \
            exit(1);                                                                               \
        }                                                                                          \
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), check_stack);                                     \
    } while (0)

/* The expression fails with this code and a message that contains `text`. */
#define CHECK_FAILS(expression, code, text)                                                        \
    do {                                                                                           \
        test_last_error[0] = '\0';                                                                 \
        const igraph_error_t check_code = (expression);                                            \
        if (check_code != (code)) {                                                                \
            FAIL("%s gives \"%s\" instead of %s: %s", #expression, igraph_strerror(check_code),    \
                 #code, test_last_error);                                                          \
        }                                                                                          \
        CHECK_CONTAINS(test_last_error, text);                                                     \
        CHECK_EQUAL(IGRAPH_FINALLY_STACK_SIZE(), 0);                                               \
    } while (0)

static void test_error_handler(const char *reason, const char *file, int line,
                               igraph_error_t code) {
    (void)file;
    (void)line;
    (void)code;
    /* The first message names the reason; one that names the file may follow; unwinding adds empty
     * ones. */
    const size_t used = strlen(test_last_error);
    if (reason[0] != '\0') {
        snprintf(test_last_error + used, sizeof test_last_error - used, "%s%s",
                 used > 0 ? "\n" : "", reason);
    }
    IGRAPH_FINALLY_FREE();
}

/* Gives the program a failing status if a check failed, whatever main() returns. */
static inline void test_finish(void) {
    if (test_failures > 0) {
        fprintf(stderr, "%d checks failed.\n", (int)test_failures);
        fflush(NULL);
        _exit(1); /* exit() must not be called a second time */
    }
}

/* Call this first in main(). */
static inline void test_init(void) {
    atexit(test_finish);
    igraph_set_error_handler(test_error_handler);
    igraph_set_attribute_table(&igraph_cattribute_table);
}

#endif
