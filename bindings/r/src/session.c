/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/

/* Sessions of R: the time in which a call works with igraph. R code inside (functions of the user,
 * progress) runs in R_ToplevelExec(), and a condition that it raises is kept and raised after the
 * call, so that no jump leaves the library half-way. */

#include "binding.h"

/* --- R code within a session -------------------------------------------------------- */

session_t *session_current(void) {
    return (session_t *)bridge_current();
}

bool session_evaluate(void (*work)(void *), void *data) {
    session_t *session = session_current();
    bridge_step_out(&session->bridge);
    const bool done = R_ToplevelExec(work, data);
    bridge_step_in(&session->bridge);
    session->cancelled = session->cancelled || !done;
    return done;
}

void session_keep(session_t *session, SEXP condition) {
    if (VECTOR_ELT(session->kept, SESSION_CONDITION) == R_NilValue) {
        SET_VECTOR_ELT(session->kept, SESSION_CONDITION, condition);
    }
}

/* --- What the bridge asks for --------------------------------------------------------- */

bool bridge_failed(const bridge_t *bridge) {
    const session_t *session = (const session_t *)bridge;
    return session->cancelled || VECTOR_ELT(session->kept, SESSION_CONDITION) != R_NilValue;
}

static void check_interrupt(void *unused) {
    (void)unused;
    R_CheckUserInterrupt();
}

bool bridge_check(bridge_t *bridge) {
    (void)bridge;
    return session_evaluate(check_interrupt, NULL);
}

typedef struct {
    session_t *session;
    const char *message;
    double percent;
} report_t;

/* The function returns NULL, or the condition that it raised. */
static void report(void *data) {
    const report_t *news = data;
    SEXP message = PROTECT(Rf_ScalarString(text_out(news->message)));
    SEXP percent = PROTECT(Rf_ScalarReal(news->percent));
    SEXP call = PROTECT(Rf_lang3(news->session->progress, message, percent));
    SEXP result = PROTECT(Rf_eval(call, R_BaseEnv));
    if (result != R_NilValue) {
        session_keep(news->session, result);
    }
    UNPROTECT(4);
}

bool bridge_report(bridge_t *bridge, const char *message, double percent) {
    report_t news = {(session_t *)bridge, message, percent};
    return session_evaluate(report, &news) && !bridge_failed(bridge);
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

/* The texts, and after warnings the one that takes the place of lost ones. */
static SEXP messages_out(const bridge_texts_t *texts, bool warnings) {
    const bool lost = warnings && texts->lost;
    SEXP vector = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)texts->count + (lost ? 1 : 0)));
    for (size_t i = 0; i < texts->count; i++) {
        SET_STRING_ELT(vector, (R_xlen_t)i, text_out(texts->items[i]));
    }
    if (lost) {
        SET_STRING_ELT(vector, (R_xlen_t)texts->count, text_out(BRIDGE_LOST));
    }
    UNPROTECT(1);
    return vector;
}

static SEXP run_body(void *data) {
    run_t *run = data;
    const session_t *session = &run->session;
    const igraph_error_t code = run->body(run->data, run->holder);
    SET_VECTOR_ELT(run->answer, CODE, Rf_ScalarInteger((int)code));
    SET_VECTOR_ELT(run->answer, ERRORS, messages_out(&session->bridge.errors, false));
    SET_VECTOR_ELT(run->answer, WARNINGS, messages_out(&session->bridge.warnings, true));
    SET_VECTOR_ELT(run->answer, CANCELLED, Rf_ScalarLogical(session->cancelled));
    SET_VECTOR_ELT(run->answer, RESULT, VECTOR_ELT(run->holder, 0));
    if (code != IGRAPH_SUCCESS && session->bridge.errors.count == 0) {
        SET_VECTOR_ELT(run->answer, ERRORS, Rf_mkString(igraph_strerror(code)));
    }
    return run->answer;
}

static void run_clean(void *data, Rboolean jump) {
    run_t *run = data;
    (void)jump;
    run->clean(run->data);
    bridge_end(&run->session.bridge);
    bridge_clear(&run->session.bridge);
}

SEXP session_run(igraph_error_t (*body)(void *data, SEXP result), void (*clean)(void *data),
                 void *data, SEXP progress) {
    run_t run = {.body = body, .clean = clean, .data = data, .session = {.progress = progress}};
    run.answer = PROTECT(Rf_allocVector(VECSXP, ENTRIES));
    run.holder = PROTECT(Rf_allocVector(VECSXP, 1));
    SEXP kept = run.session.kept = PROTECT(Rf_allocVector(VECSXP, SESSION_KEEPS));
    SEXP token = PROTECT(R_MakeUnwindCont());
    bridge_begin(&run.session.bridge, progress != R_NilValue);
    R_UnwindProtect(run_body, &run, run_clean, &run, token);
    SET_VECTOR_ELT(run.answer, CONDITION, VECTOR_ELT(kept, SESSION_CONDITION));
    UNPROTECT(4);
    return run.answer;
}
