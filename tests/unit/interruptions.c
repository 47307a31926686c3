/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/* Every operation of the library, interrupted at the places where it can be. An operation asks the
 * handler of interruptions, and reports its progress to a handler that can interrupt, too. The
 * program counts these questions over an undisturbed run and notes those with a call on the stack
 * that no earlier question had. Each of them is then answered by "interrupt". The operation must
 * return IGRAPH_INTERRUPTED with an empty FINALLY stack, nothing may leak (seen under
 * AddressSanitizer), and the same call must then give the result of an undisturbed run. */

#include "operation_cases.h"
#include "seen_calls.h"

#include <execinfo.h>

enum { PLACES = 256, FRAMES = 64 };

static gboolean recording;
static int asked;         /* questions of this run */
static int stops_at;      /* question that is answered by "interrupt" */
static int place[PLACES]; /* questions with a new call on the stack */
static int places;

static void record(void) {
    void *frame[FRAMES];
    const int frames = backtrace(frame, FRAMES);
    gboolean new_call = FALSE;
    for (int k = 0; k < frames; k++) {
        new_call |= call_is_new(frame[k]) != 0;
    }
    if (new_call && places < PLACES) {
        place[places++] = asked;
    }
}

static gboolean wants_to_stop(void) {
    asked++;
    if (recording) {
        record();
    }
    return asked == stops_at;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(on_interruption, wants_to_stop())

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data) {
    (void)percent;
    (void)data;
    if (strstr(message, "greedy") != NULL) {
        return IGRAPH_SUCCESS; /* igraph_community_fastgreedy() of 0.10 leaks when stopped */
    }
    return wants_to_stop() ? IGRAPH_INTERRUPTED : IGRAPH_SUCCESS;
}

/* Makes the call of a case and interrupts the given question; 0: none. */
static igraph_error_t run(const case_t *this, int question, char **json) {
    *json = NULL;
    asked = 0;
    stops_at = question;
    return work(this, json);
}

/* Makes an undisturbed call, whose result must be the expected one. */
static void check_undisturbed(const case_t *this, const char *expected) {
    char *json;
    CHECK_OK(run(this, 0, &json));
    if (strcmp(json, expected) != 0) {
        FAIL("%s: another result than without an interruption", this->operation);
    }
    igraph_free(json);
}

static void interrupt(const case_t *this, int question) {
    char *json;
    const igraph_error_t code = run(this, question, &json);
    if (code != IGRAPH_INTERRUPTED) {
        FAIL("%s: question %d gives \"%s\"", this->operation, question, igraph_strerror(code));
    }
    if (IGRAPH_FINALLY_STACK_SIZE() != 0) {
        FAIL("%s: question %d leaves entries on the FINALLY stack", this->operation, question);
        IGRAPH_FINALLY_FREE();
    }
    igraph_free(json);
}

/* Returns the number of interruptions. */
static int try_case(const case_t *this) {
    char *expected;
    CHECK_OK(run(this, 0, &expected));
    recording = TRUE;
    places = 0;
    check_undisturbed(this, expected);
    recording = FALSE;
    for (int k = 0; k < places; k++) {
        interrupt(this, place[k]);
    }
    if (places > 0) {
        check_undisturbed(this, expected);
    }
    igraph_free(expected);
    return places;
}

int main(void) {
    test_init();
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    set_up();
    check_that_all_have_cases();
    igraph_set_interruption_handler(on_interruption);
    igraph_set_progress_handler(on_progress);
    int tried = 0;
    for (size_t k = 0; k < G_N_ELEMENTS(CASES); k++) {
        tried += try_case(&CASES[k]);
    }
    igraph_set_progress_handler(NULL);
    igraph_set_interruption_handler(NULL);
    tear_down();
    printf("%d interruptions\n", tried);
    CHECK(tried > 50);
    return 0;
}
