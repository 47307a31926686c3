/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
#include "binding.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds between two looks for Ctrl-C, and between two words on progress. */
#define CHECK_PERIOD 0.05
#define PROGRESS_PERIOD 0.1

static session_t *current; /* the one that igraph's handlers serve */

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* --- Lines ---------------------------------------------------------------------- */

static void lines_add(lines_t *lines, const char *text) {
    const size_t more = strlen(text);
    char *data = realloc(lines->data, lines->length + more + 2);
    if (data == NULL) {
        return; /* the error code says enough */
    }
    lines->data = data;
    if (lines->length > 0) {
        data[lines->length++] = '\n';
    }
    memcpy(data + lines->length, text, more + 1);
    lines->length += more;
}

/* Is it one of the lines? */
static bool lines_hold(const lines_t *lines, const char *text) {
    const size_t length = strlen(text);
    const char *line = lines->data;
    while (line != NULL) {
        if (strncmp(line, text, length) == 0 && (line[length] == '\n' || line[length] == '\0')) {
            return true;
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return false;
}

/* --- What igraph calls ------------------------------------------------------------ */

/* The first message has the reason; a later one may add the file it happened in. Unwinding adds
 * empty ones. */
static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file;
    (void)line;
    if (reason != NULL && reason[0] != '\0' && code != IGRAPH_INTERRUPTED) {
        lines_add(&current->errors, reason);
    }
    IGRAPH_FINALLY_FREE();
}

/* The same thing may be told of many graphs. */
void session_warn(const char *text) {
    if (!lines_hold(&current->warnings, text)) {
        lines_add(&current->warnings, text);
    }
}

static void on_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    session_warn(reason);
}

static void check_interrupt(void *unused) {
    (void)unused;
    R_CheckUserInterrupt();
}

bool session_failed(void) {
    return current->cancelled || VECTOR_ELT(current->kept, 0) != R_NilValue;
}

bool session_cancelled(void) {
    const double now = seconds();
    if (session_failed()) {
        return true;
    }
    if (now - current->last_check < CHECK_PERIOD) {
        return false;
    }
    current->last_check = now;
    return !session_evaluate(check_interrupt, NULL);
}

#if IGRAPH_VERSION_MAJOR < 1
static igraph_error_t on_interruption(void *data) {
    (void)data;
    if (!session_cancelled()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}
#else
static igraph_bool_t on_interruption(void) {
    return session_cancelled();
}
#endif

/* igraph's own inner steps ("Path length histogram: ") would flicker between ours. */
static bool is_inner(const char *message) {
    static const char *const ends[] = {": ", " detection"};
    for (size_t i = 0; i < 2; i++) {
        const size_t length = strlen(message), end = strlen(ends[i]);
        if (length >= end && strcmp(message + length - end, ends[i]) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const char *message;
    double percent;
} news_t;

/* The function gives NULL, or the condition that it raised. */
static void tell(void *data) {
    const news_t *news = data;
    SEXP message = PROTECT(Rf_ScalarString(text_out(news->message)));
    SEXP percent = PROTECT(Rf_ScalarReal(news->percent));
    SEXP call = PROTECT(Rf_lang3(current->progress, message, percent));
    SEXP result = PROTECT(Rf_eval(call, R_BaseEnv));
    if (result != R_NilValue) {
        session_keep(result);
    }
    UNPROTECT(4);
}

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    const double now = seconds();
    const bool finished = percent >= 100.0;
    if (current->progress == R_NilValue || message == NULL || is_inner(message) ||
        (finished ? current->finished : now - current->last_progress < PROGRESS_PERIOD)) {
        return IGRAPH_SUCCESS;
    }
    current->last_progress = now;
    current->finished = finished;
    news_t news = {message, percent};
    if (session_evaluate(tell, &news) && !session_failed()) {
        return IGRAPH_SUCCESS;
    }
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

static const handlers_t ours = {on_error, on_warning, on_progress, on_interruption,
                                &igraph_cattribute_table};

/* Sets igraph's handlers and says which were set before. */
static handlers_t exchange_handlers(const handlers_t *handlers) {
    return (handlers_t){igraph_set_error_handler(handlers->error),
                        igraph_set_warning_handler(handlers->warning),
                        igraph_set_progress_handler(handlers->progress),
                        igraph_set_interruption_handler(handlers->interruption),
                        igraph_set_attribute_table(handlers->attributes)};
}

/* --- R code within a session -------------------------------------------------------- */

void session_keep(SEXP condition) {
    if (VECTOR_ELT(current->kept, 0) == R_NilValue) {
        SET_VECTOR_ELT(current->kept, 0, condition);
    }
}

bool session_evaluate(void (*work)(void *), void *data) {
    session_t *session = current;
    exchange_handlers(&session->host);
    const bool done = R_ToplevelExec(work, data);
    exchange_handlers(&ours);
    current = session;
    session->cancelled = session->cancelled || !done;
    return done;
}

/* --- Begin and end -------------------------------------------------------------------- */

void session_begin(session_t *session, SEXP progress, SEXP kept) {
    memset(session, 0, sizeof *session);
    session->outer = current;
    session->progress = progress;
    session->kept = kept;
    session->last_progress = session->last_check = seconds();
    session->host = exchange_handlers(&ours);
    current = session;
    /* Errors of this call must not free what a call further out holds. */
    IGRAPH_FINALLY_ENTER();
}

void session_end(session_t *session) {
    IGRAPH_FINALLY_FREE();
    IGRAPH_FINALLY_EXIT();
    exchange_handlers(&session->host);
    current = session->outer;
}

void session_clear(session_t *session) {
    free(session->errors.data);
    free(session->warnings.data);
}

/* --- A call as a whole ------------------------------------------------------------------ */

enum { CODE, ERRORS, WARNINGS, CONDITION, CANCELLED, RESULT, ENTRIES };

typedef struct {
    igraph_error_t (*body)(void *data, SEXP result);
    void (*clean)(void *data);
    void *data;
    session_t session;
    SEXP answer, holder; /* the result, in a list of one */
} run_t;

static SEXP lines_out(const lines_t *lines) {
    return lines->data != NULL ? Rf_ScalarString(text_out(lines->data)) : Rf_allocVector(STRSXP, 0);
}

static SEXP run_body(void *data) {
    run_t *run = data;
    session_t *session = &run->session;
    const igraph_error_t code = run->body(run->data, run->holder);
    if (code != IGRAPH_SUCCESS && session->errors.data == NULL) {
        lines_add(&session->errors, igraph_strerror(code));
    }
    SET_VECTOR_ELT(run->answer, CODE, Rf_ScalarInteger((int)code));
    SET_VECTOR_ELT(run->answer, ERRORS, lines_out(&session->errors));
    SET_VECTOR_ELT(run->answer, WARNINGS, lines_out(&session->warnings));
    SET_VECTOR_ELT(run->answer, CANCELLED, Rf_ScalarLogical(session->cancelled));
    SET_VECTOR_ELT(run->answer, RESULT, VECTOR_ELT(run->holder, 0));
    return run->answer;
}

static void run_clean(void *data, Rboolean jump) {
    run_t *run = data;
    (void)jump;
    run->clean(run->data);
    session_end(&run->session);
    session_clear(&run->session);
}

SEXP session_run(igraph_error_t (*body)(void *data, SEXP result), void (*clean)(void *data),
                 void *data, SEXP progress) {
    run_t run = {.body = body, .clean = clean, .data = data};
    run.answer = PROTECT(Rf_allocVector(VECSXP, ENTRIES));
    run.holder = PROTECT(Rf_allocVector(VECSXP, 1));
    SEXP kept = PROTECT(Rf_allocVector(VECSXP, 1));
    SEXP token = PROTECT(R_MakeUnwindCont());
    session_begin(&run.session, progress, kept);
    R_UnwindProtect(run_body, &run, run_clean, &run, token);
    SET_VECTOR_ELT(run.answer, CONDITION, VECTOR_ELT(kept, 0));
    UNPROTECT(4);
    return run.answer;
}
