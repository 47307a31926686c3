/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * The command as igraph's host: error, warning, progress and interruption handlers.
 *
 * igraph's functions report by handlers, and this file turns the reports into lines on standard
 * error and an exit status. An error passes the handler several times while it unwinds. All its
 * texts are collected, in the order in which they come, and printed only at the end.
 *
 * The first Ctrl-C sets a flag, and long loops of the library ask for it and end in order.
 * igraph's own readers do not ask, so an alarm ends the process some time later: after one second,
 * or ten if a fit saves its state. The second Ctrl-C ends it at once. Neither leaves half a file,
 * because files appear under their names only when they are complete (base/output.c).
 *
 * Progress is one line that is written again and again on a terminal, and a line every five
 * seconds in a log. Names and cells of files appear in messages, so control characters are escaped
 * before they reach the terminal.
 */
#include "cli/cli.h"

#include "base/compat.h"
#include "base/text.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
    GPtrArray *messages; /* texts of errors, in the order they came */
    char *warning;       /* the last warning, which is not repeated */
    gboolean usage;      /* whether the command line is wrong */
    gboolean quiet;
    gboolean terminal;  /* whether standard error is a terminal */
    gboolean line_open; /* whether the terminal shows a progress line */
    char shown[8];      /* beginning of the last progress line, whose end is shown too */
    gint64 last;        /* when progress was last shown, microseconds */
} host;

static volatile sig_atomic_t caught;

/* Seconds between a signal and the end of the program. A fit gets time to save its state. */
enum { PATIENCE = 1, PATIENCE_OF_FITS = 10 };

static volatile sig_atomic_t patience = PATIENCE;

/* --- Ctrl-C and requests to end ------------------------------------------ */

/* Ends work that did not end by itself in time, such as reading a file with igraph. The next writer
 * of a file removes its temporary file (base/output.c). */
static void on_alarm(int number) {
    (void)number;
    _exit(128 + caught);
}

static void on_signal(int number) {
    static const char text[] = "\nlatigraph: stopping (once more to stop at once)\n";
    const int before = errno;
    caught = number;
    alarm((unsigned)patience);
    /* The handler is reset (SA_RESETHAND), so the second signal ends the program. */
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) {
        errno = before;
        return;
    }
    errno = before;
}

void cli_host_expect_save(void) {
    patience = PATIENCE_OF_FITS;
}

igraph_bool_t cli_cancelled(void) {
    return caught != 0;
}

LATIGRAPH_DEFINE_INTERRUPTION_HANDLER(on_interruption, cli_cancelled())

/* --- Messages ------------------------------------------------------------ */

static void close_line(void) {
    if (host.line_open) {
        fputs("\r\033[K", stderr);
        host.line_open = FALSE;
    }
}

/* Prints a message with its control characters escaped. */
static void say(const char *kind, const char *text) {
    latigraph_text_t shown = LATIGRAPH_TEXT_EMPTY;
    close_line();
    latigraph_text_append_visible(&shown, text, TRUE);
    fprintf(stderr, "latigraph: %s%s\n", kind, latigraph_text(&shown));
    latigraph_text_destroy(&shown);
}

void cli_close_line(void) {
    close_line();
}

void cli_be_quiet(void) {
    host.quiet = TRUE;
}

void cli_note(const char *format, ...) {
    if (host.quiet) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    say("", text);
    g_free(text);
}

/* Collects the messages of an error. The first one has the reason; a later one may add the file in
 * which it happened. Unwinding adds empty ones, which are ignored. */
static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file;
    (void)line;
    if (host.messages == NULL) {
        host.messages = g_ptr_array_new_with_free_func(g_free);
    }
    if (reason != NULL && reason[0] != '\0' && code != IGRAPH_INTERRUPTED) {
        g_ptr_array_add(host.messages, g_strdup(reason));
    }
    IGRAPH_FINALLY_FREE();
}

/* Prints a warning once, even if a command meets the same thing twice: for example, when it encodes
 * a circuit and generates others like it. */
static void on_warning(const char *reason, const char *file, int line) {
    (void)file;
    (void)line;
    if (g_strcmp0(host.warning, reason) != 0) {
        g_free(host.warning);
        host.warning = g_strdup(reason);
        say("warning: ", reason);
    }
}

igraph_error_t cli_usage(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    host.usage = TRUE;
    igraph_error(text, IGRAPH_FILE_BASENAME, __LINE__, IGRAPH_EINVAL);
    g_free(text);
    return IGRAPH_EINVAL;
}

igraph_error_t cli_usage_if(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS && code != IGRAPH_ENOMEM && code != IGRAPH_INTERRUPTED) {
        host.usage = TRUE;
    }
    return code;
}

igraph_error_t cli_glib_error(GError *error) {
    char *text = g_strdup(error->message);
    const gboolean full = g_str_has_suffix(text, ".");
    igraph_errorf("%s%s", IGRAPH_FILE_BASENAME, __LINE__, IGRAPH_EFILE, text, full ? "" : ".");
    g_error_free(error);
    g_free(text);
    return IGRAPH_EFILE;
}

/* --- Progress ------------------------------------------------------------ */

enum { TERMINAL_PERIOD = 100000, LINE_PERIOD = 5000000 }; /* microseconds */

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 20 };

/* Columns of a terminal, or 0 if the descriptor is none. */
static int columns_of(int descriptor) {
    struct winsize window;
    return ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col >= LEAST_WIDTH
               ? window.ws_col
               : 0;
}

int cli_width(void) {
    const char *columns = g_getenv("COLUMNS");
    const int width = columns_of(STDOUT_FILENO);
    if (width > 0) {
        return width;
    }
    return columns != NULL && atoi(columns) >= LEAST_WIDTH ? atoi(columns) : USUAL_WIDTH;
}

static void show_on_terminal(const char *message, igraph_real_t percent) {
    const int columns = columns_of(STDERR_FILENO);
    const int width = columns > 0 ? columns : USUAL_WIDTH;
    fprintf(stderr, "\r\033[K%3.0f %%  %.*s", percent, width - 8, message);
    fflush(stderr);
    host.line_open = TRUE;
}

/* Returns whether a message comes from an inner step of igraph ("Path length histogram: "), which
 * would flicker between those of the library. */
static gboolean is_inner(const char *message) {
    return g_str_has_suffix(message, ": ") || g_str_has_suffix(message, " detection");
}

static igraph_error_t on_progress(const char *message, igraph_real_t percent, void *data) {
    (void)data;
    const gint64 now = g_get_monotonic_time();
    if (host.quiet || message == NULL || is_inner(message)) {
        return IGRAPH_SUCCESS;
    }
    const gboolean end =
        percent >= 100.0 && host.shown[0] != '\0' && g_str_has_prefix(message, host.shown);
    if (!end && now - host.last < (host.terminal ? TERMINAL_PERIOD : LINE_PERIOD)) {
        return IGRAPH_SUCCESS;
    }
    host.last = now;
    g_strlcpy(host.shown, end ? "" : message, sizeof host.shown);
    if (!host.terminal) {
        fprintf(stderr, "%3.0f %%  %s\n", percent, message);
    } else if (percent >= 100.0) {
        close_line(); /* a step may report its end twice */
    } else {
        show_on_terminal(message, percent);
    }
    return IGRAPH_SUCCESS;
}

/* --- Start and end ------------------------------------------------------- */

/* A signal that is ignored, as in a background job of a script, stays ignored. */
static void catch_signal(int number) {
    struct sigaction before;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        sigaction(number, &action, NULL);
    }
}

void cli_host_start(void) {
    host.terminal = isatty(STDERR_FILENO);
    host.last = g_get_monotonic_time();
    igraph_set_attribute_table(&igraph_cattribute_table);
    igraph_set_error_handler(on_error);
    igraph_set_warning_handler(on_warning);
    igraph_set_progress_handler(on_progress);
    igraph_set_interruption_handler(on_interruption);

    signal(SIGALRM, on_alarm);
    catch_signal(SIGHUP);
    catch_signal(SIGINT);
    catch_signal(SIGTERM);
}

/* Closes standard output. A full disk shows only when the buffer is flushed, and must not pass for
 * success. */
static gboolean close_stdout(void) {
    const gboolean failed = ferror(stdout) != 0;
    errno = 0;
    if (fclose(stdout) == 0 && !failed) {
        return TRUE;
    }
    char *text = g_strdup_printf("cannot write to standard output: %s",
                                 errno != 0 ? g_strerror(errno) : "error while writing");
    say("", text);
    g_free(text);
    return FALSE;
}

static void report_failure(igraph_error_t code, const char *command) {
    char *kind = command != NULL && host.usage ? g_strconcat(command, ": ", NULL) : g_strdup("");
    for (guint i = 0; host.messages != NULL && i < host.messages->len; i++) {
        say(kind, host.messages->pdata[i]);
    }
    if (host.messages == NULL || host.messages->len == 0) {
        say(kind, igraph_strerror(code));
    }
    if (host.usage) {
        fprintf(stderr, "Try 'latigraph %s%s--help'.\n", command != NULL ? command : "",
                command != NULL ? " " : "");
    }
    g_free(kind);
}

int cli_host_end(igraph_error_t code, const char *command) {
    int status = CLI_OK;
    close_line();
    if (code != IGRAPH_SUCCESS && caught != 0) {
        if (code != IGRAPH_INTERRUPTED) {
            report_failure(code, command); /* for example, a checkpoint that is lost */
        }
        status = 128 + caught;
    } else if (code != IGRAPH_SUCCESS) {
        report_failure(code, command);
        status = host.usage || code == IGRAPH_EINVAL ? CLI_USAGE : CLI_FAILED;
    }
    g_clear_pointer(&host.messages, g_ptr_array_unref);
    g_clear_pointer(&host.warning, g_free);
    if (!close_stdout() && status == CLI_OK) {
        status = CLI_FAILED;
    }
    return cli_ranks_end(status);
}
