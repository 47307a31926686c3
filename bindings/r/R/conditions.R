# Errors, warnings and interrupts as R's conditions.

condition <- function(message, class, call = NULL, ...) {
    structure(class = c(class, "condition"), list(message = message, call = call, ...))
}

# A warning of igraph, or of the package.
warn <- function(message) {
    warning(condition(message, c("latigraph_warning", "warning")))
}

# Kinds of igraph's error codes; the others are failures to do something.
kinds_of_code <- list(
    latigraph_value_error = c(3L, 4L, 5L, 7L, 8L, 9L, 55L),
    latigraph_file_error = 10L
)

fail <- function(code, message) {
    kind <- names(kinds_of_code)[vapply(kinds_of_code, function(codes) code %in% codes, NA)]
    stop(condition(message, c(kind, "latigraph_error", "error"), code = code))
}

# As if Ctrl-C had been pressed in R code: handlers of "interrupt" first, then the top level.
interrupt <- function() {
    signalCondition(condition("interrupted", "interrupt"))
    invokeRestart("abort")
}

raise <- function(problem) {
    if (inherits(problem, "interrupt")) {
        interrupt()
    }
    stop(problem)
}

# A caveat on a result as a warning, with its kind and what it is about.
remark_condition <- function(kind, about, text) {
    condition(text, c("latigraph_remark", "latigraph_warning", "warning"), kind = kind, about = about)
}

# The end of a sentence: names a known word that is close, or is a full stop.
did_you_mean <- function(word, words) {
    words <- unique(as.character(words))
    distance <- as.vector(utils::adist(word, words, ignore.case = TRUE))
    distance[startsWith(words, word)] <- 1
    close <- which(distance <= max(nchar(word), 3) / 2.5)
    if (!length(close)) {
        return(".")
    }
    sprintf("; did you mean \"%s\"?", words[close[which.min(distance[close])]])
}

# Warnings of functions that the library called back, until the call is over.
later <- new.env(parent = emptyenv())
later$warnings <- list()

# Calls a function of the user's from inside the library: its value, or the condition that it raised.
guarded <- function(expression) {
    tryCatch(
        withCallingHandlers(expression, warning = function(w) {
            later$warnings[[length(later$warnings) + 1L]] <- w
            invokeRestart("muffleWarning")
        }),
        error = identity, interrupt = identity
    )
}

# Turns the answer of the C side into its result or the condition that fits; gives its warnings.
settle <- function(answer, waiting) {
    names(answer) <- c("code", "errors", "warnings", "condition", "cancelled", "result")
    raised <- later$warnings
    later$warnings <- waiting
    for (text in answer$warnings) {
        warn(text)
    }
    for (w in raised[!duplicated(vapply(raised, conditionMessage, ""))]) {
        warning(w)
    }
    if (!is.null(answer$condition)) {
        raise(answer$condition)
    }
    if (answer$cancelled) {
        interrupt()
    }
    if (answer$code != 0L) {
        fail(answer$code, paste(answer$errors, collapse = "\n"))
    }
    answer$result
}
