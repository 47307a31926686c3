# Progress of long calls: a function or a bar.

state <- new.env(parent = emptyenv())
state$progress <- NULL
state$drawn <- 0L

lg_progress <- function(progress = TRUE) {
    if (!is.null(progress) && !is.logical(progress) && !is.function(progress)) {
        needs("TRUE, FALSE or a function of message and percent", progress)
    }
    before <- state$progress
    state$progress <- progress
    invisible(before)
}

# A bar on the terminal, if there is one.
draw_bar <- function(message, percent) {
    if (!isatty(stderr())) {
        return(invisible())
    }
    full <- round(24 * min(percent, 100) / 100)
    line <- substr(sprintf("[%s%s] %3.0f %%  %s", strrep("=", full), strrep(" ", 24 - full), percent, message), 1L, 79L)
    cat("\r", formatC(line, width = -state$drawn), sep = "", file = stderr())
    state$drawn <- nchar(line)
}

clear_bar <- function() {
    if (state$drawn > 0L) {
        cat("\r", strrep(" ", state$drawn), "\r", sep = "", file = stderr())
        state$drawn <- 0L
    }
}

# The function that the C side calls: it returns NULL, or the condition that was raised.
reporter_of <- function(progress) {
    if (is.null(progress)) {
        progress <- state$progress
    }
    if (isTRUE(progress)) {
        progress <- draw_bar
    }
    if (!is.function(progress)) {
        return(NULL)
    }
    function(message, percent) {
        result <- guarded({
            progress(message, percent)
            NULL
        })
        result
    }
}
