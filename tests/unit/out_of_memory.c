/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Every operation of the library, and the other functions that faces call, with each of its
 * allocations failed in turn. A failed allocation must give the error code IGRAPH_ENOMEM (or
 * another error, where a file cannot be opened for want of memory), or the same result as an
 * undisturbed run where the allocation was not needed; igraph's FINALLY stack must be empty,
 * nothing may leak (seen under AddressSanitizer), and the same call must then give the result of an
 * undisturbed run.
 *
 *     out_of_memory                  a sample of the allocations of each case
 *     out_of_memory sample N [CASE]  about N allocations of each case, under sanitizers too
 *     out_of_memory calls            the first allocation below each call of the library's code
 *     out_of_memory all              every allocation of every case
 *     out_of_memory CASE             every allocation of the cases of one operation
 *     out_of_memory CASE K           the K-th one, with the calls that led to it
 *
 * The first allocation below each call makes every IGRAPH_CHECK() fail that an allocation can make
 * fail. `make coverage` does that, because lines and branches behind them count.
 *
 * Each failure is tried in a process of its own, so that one which ends its process is counted like
 * any other fault. Some functions of igraph end the process themselves when an allocation within
 * them fails; these are counted apart. */

#include "failing_allocator.h"

#include "operation_cases.h"

#include <signal.h>
#include <sys/wait.h>

#ifdef TEST_SANITIZED
#include <sanitizer/lsan_interface.h>
#endif

enum { SAMPLED = 4 }; /* places of a case unless the program is asked for more */
enum { ALL = 0, EACH_CALL = -1 };

/* A child ends with _exit(), which writes no counts of `make coverage`: it starts from none, so
 * that those of its parent are not added again, and writes its own. */
#ifdef LATIGRAPH_COVERAGE
#include <gcov.h>
enum { USUAL = EACH_CALL };
#else
enum { USUAL = SAMPLED };
static inline void __gcov_reset(void) {
}
static inline void __gcov_dump(void) {
}
#endif

/* --- One failure ---------------------------------------------------------------------------
 */

/* What became of a failure; those from WRONG_RESULT on are faults. */
enum {
    NO_MEMORY,
    OTHER_ERROR,
    SAME_RESULT,
    IGRAPH_ENDS,
    WRONG_RESULT,
    STACK,
    UNUSABLE,
    LEAK,
    NOT_AN_ERROR,
    OUTCOMES
};
static const char *const FAULT[OUTCOMES] = {
    [WRONG_RESULT] = "another result than without the failure",
    [STACK] = "entries are left on the FINALLY stack",
    [UNUSABLE] = "the same call fails or differs afterwards",
    [LEAK] = "a leak",
    [NOT_AN_ERROR] = "a negative or unknown error code",
};
enum { ENDED = OUTCOMES };         /* the process has ended */
static int outcomes[OUTCOMES + 1]; /* how often */

#ifndef TEST_SANITIZED
static void on_end(int signal) {
    (void)signal;
    _exit(allocator_igraph_ends() ? IGRAPH_ENDS : ENDED);
}

static void watch_ends(void) {
    signal(SIGSEGV, on_end);
    signal(SIGABRT, on_end);
}
#else
static void watch_ends(void) {
}
#endif

/* The child's part: fails one allocation and returns what came of it. */
static int try_failure(const case_t *this, int fails_at, const char *expected) {
    char *json = NULL;
    watch_ends();
    allocator_arm(fails_at);
    const igraph_error_t code = work(this, &json);
    allocator_disarm();
    if (code == IGRAPH_SUCCESS && strcmp(json, expected) != 0) {
        return WRONG_RESULT;
    }
    if (code < 0) {
        return NOT_AN_ERROR;
    }
    if (IGRAPH_FINALLY_STACK_SIZE() != 0) {
        return STACK;
    }
    igraph_free(json);
    json = NULL;
    if (work(this, &json) != IGRAPH_SUCCESS || strcmp(json, expected) != 0) {
        return UNUSABLE;
    }
    igraph_free(json);
#ifdef TEST_SANITIZED
    if (__lsan_do_recoverable_leak_check() != 0) {
        return LEAK;
    }
#endif
    return code == IGRAPH_SUCCESS ? SAME_RESULT : code == IGRAPH_ENOMEM ? NO_MEMORY : OTHER_ERROR;
}

/* Returns whether the failure was handled well, and counts what came of it. */
static gboolean fails_well(const case_t *this, int fails_at, const char *expected, gboolean show) {
    int status;
    fflush(NULL);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (!show && freopen("/dev/null", "w", stderr) == NULL) {
            _exit(ENDED);
        }
        __gcov_reset();
        const int outcome = try_failure(this, fails_at, expected);
        if (show) {
            backtrace_symbols_fd(allocator_frame, allocator_frames, 2);
        }
        __gcov_dump();
        _exit(outcome);
    }
    REQUIRE(waitpid(child, &status, 0) == child);
    const int outcome =
        WIFEXITED(status) && WEXITSTATUS(status) < OUTCOMES ? WEXITSTATUS(status) : ENDED;
    outcomes[outcome]++;
    if ((outcome == OTHER_ERROR || outcome == IGRAPH_ENDS) && !show) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == OTHER_ERROR ? "another error" : "igraph ends the process");
    }
    if (outcome >= WRONG_RESULT) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == ENDED ? "the process ends" : FAULT[outcome]);
    } else if (show) {
        printf("  %s, allocation %d: %s\n", this->operation, fails_at,
               outcome == NO_MEMORY     ? "IGRAPH_ENOMEM"
               : outcome == OTHER_ERROR ? "another error"
               : outcome == IGRAPH_ENDS ? "igraph ends the process"
                                        : "the same result");
    }
    return outcome < WRONG_RESULT;
}

/* Tries about `most` failures of a case, ALL, or one for EACH_CALL that no case before had. Returns
 * how many were handled badly. */
static int try_case(const case_t *this, int most) {
    char *expected, *again;
    int bad = 0;
    test_last_error[0] = '\0';
    if (work(this, &expected) != IGRAPH_SUCCESS) {
        FAIL("%s: %s", this->operation, test_last_error);
        test_last_error[0] = '\0';
        return 0;
    }
    CHECK_OK(work(this, &again)); /* caches are full now */
    if (strcmp(expected, again) != 0) {
        FAIL("%s: two undisturbed runs differ", this->operation);
    }
    igraph_free(again);
    allocator_watch();
    CHECK_OK(work(this, &again));
    const int count = allocator_disarm(), noted = allocator_places;
    igraph_free(again);
    /* A step that has no factor in common with the lengths of loops meets all places of one. */
    const int step = most <= 0 || count <= most ? 1 : count / most | 1;
    const int places = most == EACH_CALL ? noted : (count + step - 1) / step;
    for (int k = 0; k < places; k++) {
        const int fails_at = most == EACH_CALL ? allocator_place[k] : 1 + k * step;
        bad += !fails_well(this, fails_at, expected, FALSE);
    }
    printf("%s: %d allocations, %d failed, %d badly\n", this->operation, count, places, bad);
    igraph_free(expected);
    return bad;
}

/* The K-th failure of a case, with the calls that led to it. */
static void show_place(const case_t *this, int place) {
    char *expected;
    CHECK_OK(work(this, &expected));
    fails_well(this, place, expected, TRUE);
    igraph_free(expected);
}

typedef struct {
    const char *only; /* name of the cases; NULL: all */
    int place;        /* 0: several */
    int most;         /* places of a case, ALL or EACH_CALL */
} plan_t;

static int try_planned(const case_t *this, const plan_t *plan) {
    if (plan->only != NULL && strcmp(this->operation, plan->only) != 0) {
        return 0;
    }
    if (plan->place > 0) {
        show_place(this, plan->place);
        return 0;
    }
    return try_case(this, plan->most);
}

static int try_all(const plan_t *plan) {
    int bad = 0;
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        bad += try_planned(&CASES[k], plan);
    }
    for (igraph_integer_t i = 0; i < latigraph_operation_count(); i++) {
        const case_t measure = {.operation = latigraph_operation_get(i)->name};
        if (is_measure(measure.operation)) {
            bad += try_planned(&measure, plan);
        }
    }
    return bad;
}

static plan_t read_plan(int argc, char **argv) {
    const gboolean sample = argc > 2 && strcmp(argv[1], "sample") == 0;
    const gboolean calls = argc > 1 && strcmp(argv[1], "calls") == 0;
    const int name = sample ? 3 : calls ? 2 : 1;
    return (plan_t){
        .only = argc > name && strcmp(argv[name], "all") != 0 ? argv[name] : NULL,
        .place = argc > 2 && !sample && !calls ? atoi(argv[2]) : 0,
        .most = sample     ? atoi(argv[2])
                : calls    ? EACH_CALL
                : argc > 1 ? ALL
                           : USUAL,
    };
}

int main(int argc, char **argv) {
    const plan_t plan = read_plan(argc, argv);
#ifdef TEST_SANITIZED
    if (argc == 1) {
        return 77; /* slow here; ask for a sample, an operation or all */
    }
#endif
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    void *warm[1];
    backtrace(warm, 1); /* loads libgcc now, which allocates */
    set_up();
    check_that_all_have_cases();
    const int bad = try_all(&plan);
    tear_down();
    int tried = 0;
    for (int k = 0; k <= OUTCOMES; k++) {
        tried += outcomes[k];
    }
    printf("%d failed allocations: %d gave IGRAPH_ENOMEM, %d another error, %d the same result; "
           "igraph ended the process in %d; %d were handled badly\n",
           tried, outcomes[NO_MEMORY], outcomes[OTHER_ERROR], outcomes[SAME_RESULT],
           outcomes[IGRAPH_ENDS], bad);
    CHECK(bad == 0);
    return 0;
}
