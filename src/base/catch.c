/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Errors that do not end the work of the caller.
 *
 * igraph's error handler frees the FINALLY stack, and a program's own handler may end the program.
 * So a handler of this file is set while the function runs, on a level of the stack of its own. The
 * message is kept for each thread, like the handler. Calls may be nested.
 */
#include "base/catch.h"

#include <glib.h>

/* Place of the message. */
typedef struct {
    char *text;
    size_t size;
} reason_t;

static GPrivate present;

static void keep_reason(const char *text, const char *file, int line, igraph_error_t code) {
    const reason_t *reason = g_private_get(&present);
    (void)file;
    (void)line;
    if (reason->text[0] == '\0') {
        g_strlcpy(reason->text, text != NULL && text[0] != '\0' ? text : igraph_strerror(code),
                  reason->size);
    }
    IGRAPH_FINALLY_FREE();
}

igraph_error_t latigraph_catch(latigraph_caught_t *function, void *data, char *reason,
                               size_t size) {
    reason_t here = {reason, size}, *outer = g_private_get(&present);
    igraph_error_handler_t *before = igraph_set_error_handler(keep_reason);
    IGRAPH_FINALLY_ENTER();
    reason[0] = '\0';
    g_private_set(&present, &here);
    const igraph_error_t code = function(data);
    IGRAPH_FINALLY_FREE();
    g_private_set(&present, outer);
    IGRAPH_FINALLY_EXIT();
    igraph_set_error_handler(before);
    return code;
}
