/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "bridge.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds between two looks for Ctrl-C and between two reports of progress. */
#define CHECK_PERIOD 0.05
#define REPORT_PERIOD 0.1

static bridge_t *current;

bridge_t *bridge_current(void) {
    return current;
}

void bridge_forget(void) {
    current = NULL;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* --- Texts ------------------------------------------------------------------------ */

/* One warning may concern many graphs and is kept once. A text is lost if memory is short: the
 * error code still says what happened, and one fixed warning takes the place of lost ones. */
static void add_text(bridge_texts_t *texts, const char *text) {
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i], text) == 0) {
            return;
        }
    }
    char **items = realloc(texts->items, (texts->count + 1) * sizeof *items);
    texts->items = items != NULL ? items : texts->items;
    char *copy = items != NULL ? malloc(strlen(text) + 1) : NULL;
    if (copy == NULL) {
        texts->lost = true;
        return;
    }
    strcpy(copy, text);
    items[texts->count++] = copy;
}

static void clear_texts(bridge_texts_t *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->items[i]);
    }
    free(texts->items);
    *texts = (bridge_texts_t){NULL, 0, false};
}

void bridge_clear(bridge_t *session) {
    clear_texts(&session->errors);
    clear_texts(&session->warnings);
}

/* --- Handlers ---------------------------------------------------------------------- */

/* The first message has the reason; a later one may add the file in which it happened. Unwinding
 * adds empty messages, which are skipped. */
static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file;
    (void)line;
    if (reason != NULL && reason[0] != '\0' && code != IGRAPH_INTERRUPTED) {
        add_text(&current->errors, reason);
    }
    IGRAPH_FINALLY_FREE();
}

void bridge_warn(const char *text) {
    add_text(&current->warnings, text);
}

static void on_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    bridge_warn(reason);
}

bool bridge_cancelled(void) {
    const double now = seconds();
    if (bridge_failed(current)) {
        return true;
    }
    if (now - current->last_check < CHECK_PERIOD) {
        return false;
    }
    current->last_check = now;
    return !bridge_check(current);
}

#if IGRAPH_VERSION_MAJOR < 1
static igraph_error_t on_interruption(void *data) {
    (void)data;
    if (!bridge_cancelled()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}
#else
static igraph_bool_t on_interruption(void) {
    return bridge_cancelled();
}
#endif

static bool ends_in(const char *text, const char *end) {
    const size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* igraph's own inner steps ("Path length histogram: ") would flicker between ours. */
static bool is_inner(const char *message) {
    return ends_in(message, ": ") || ends_in(message, " detection");
}

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    const double now = seconds();
    const bool finished = percent >= 100.0;
    if (!current->wants_progress || message == NULL || is_inner(message) ||
        (finished ? current->finished : now - current->last_report < REPORT_PERIOD)) {
        return IGRAPH_SUCCESS;
    }
    current->last_report = now;
    current->finished = finished;
    if (bridge_report(current, message, percent)) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

static const bridge_handlers_t ours = {on_error, on_warning, on_progress, on_interruption,
                                       &igraph_cattribute_table};

/* Sets igraph's handlers and returns those that were set before. */
static bridge_handlers_t exchange(const bridge_handlers_t *handlers) {
    return (bridge_handlers_t){igraph_set_error_handler(handlers->error),
                               igraph_set_warning_handler(handlers->warning),
                               igraph_set_progress_handler(handlers->progress),
                               igraph_set_interruption_handler(handlers->interruption),
                               igraph_set_attribute_table(handlers->attributes)};
}

/* --- Begin and end ------------------------------------------------------------------- */

void bridge_step_in(bridge_t *session) {
    session->host = exchange(&ours);
    current = session;
}

void bridge_step_out(bridge_t *session) {
    exchange(&session->host);
    current = session->outer;
}

void bridge_begin(bridge_t *session, bool wants_progress) {
    *session = (bridge_t){.outer = current, .wants_progress = wants_progress};
    session->last_report = session->last_check = seconds();
    bridge_step_in(session);
    /* Errors of this session must not free what an outer session holds. */
    IGRAPH_FINALLY_ENTER();
}

void bridge_end(bridge_t *session) {
    IGRAPH_FINALLY_FREE();
    IGRAPH_FINALLY_EXIT();
    bridge_step_out(session);
}
