# Every operation of the library's table, as a function of R.

known <- new.env(parent = emptyenv()) # operations by name
known$table <- list()

described <- function(operation) {
    arguments <- operation$arguments
    names(arguments) <- vapply(arguments, function(a) a$name, "")
    output <- vapply(arguments, function(a) a$output, NA)
    operation$inputs <- arguments[!output]
    operation$outputs <- arguments[output]
    operation
}

# Reads the table again, when modules were loaded.
read_table <- function() {
    table <- lapply(.Call(C_table), described)
    names(table) <- vapply(table, function(o) o$name, "")
    known$table <- table
}

find_operation <- function(name) {
    if (!is.character(name) || length(name) != 1L || is.null(known$table[[name]])) {
        fail(4L, sprintf("There is no operation \"%s\".", paste(name, collapse = " ")))
    }
    known$table[[name]]
}

# From R's own generator, so that set.seed() decides.
draw_seed <- function() sample.int(.Machine$integer.max, 1L) - 1L

convert <- function(operation, name, value) {
    tryCatch(to_c[[operation$inputs[[name]]$type]](value), error = function(e) {
        if (inherits(e, "latigraph_error")) {
            stop(e)
        }
        fail(4L, sprintf("Argument \"%s\" of %s: %s", name, operation$name, conditionMessage(e)))
    })
}

# Calls an operation; what is NULL counts as left out. `outputs` are those that are wanted, all if NULL;
# the result has them by their names.
run <- function(name, given, outputs = NULL, progress = NULL) {
    operation <- find_operation(name)
    given <- given[!vapply(given, is.null, NA)]
    unknown <- setdiff(names(given), names(operation$inputs))
    if (length(unknown) || (length(given) && is.null(names(given))) || any(names(given) == "")) {
        fail(4L, sprintf(
            "Operation \"%s\" has no input \"%s\".", name, paste(unknown, collapse = "\", \"")
        ))
    }
    if (operation$uses_randomness && is.null(given$seed)) {
        given$seed <- draw_seed()
    }
    inputs <- list()
    for (argument in names(given)) {
        inputs[[argument]] <- convert(operation, argument, given[[argument]])
    }
    if (is.null(outputs)) {
        outputs <- names(operation$outputs)
    }
    waiting <- later$warnings
    later$warnings <- list()
    teller <- teller_of(progress)
    on.exit(clear_bar())
    answer <- .Call(C_call, name, inputs, as.character(outputs), teller)
    result <- settle(answer, waiting)
    for (output in names(result)) {
        back <- from_c[[operation$outputs[[output]]$type]]
        if (!is.null(back)) {
            result[[output]] <- back(result[[output]])
        }
    }
    result
}

# --- Functions ---------------------------------------------------------------------------------

# An optional argument's default as a value of R.
default_of <- function(argument) {
    text <- argument$default
    if (is.na(text)) {
        return(NULL)
    }
    switch(argument$type,
        boolean = text == "true",
        integer = ,
        real = as.numeric(text),
        text
    )
}

# Required arguments have no default, as anywhere in R.
function_of <- function(operation) {
    parameters <- lapply(operation$inputs, function(a) if (a$optional) default_of(a) else quote(expr = ))
    name <- operation$name
    outputs <- names(operation$outputs)
    f <- function() {
        given <- as.list(environment())
        result <- run(name, given)
        if (length(outputs) == 1L) result[[1L]] else if (length(outputs)) result else invisible(NULL)
    }
    formals(f) <- as.pairlist(parameters)
    structure(f, class = c("lg_operation", "function"), operation = name)
}

lg_ops <- function() {
    structure(lapply(known$table, function_of), class = "lg_ops")
}

lg_op <- function(operation, ..., .outputs = NULL, .progress = NULL) {
    described <- find_operation(operation)
    given <- list(...)
    # Required inputs may be given by place, as those of lg_ops().
    free <- setdiff(names(described$inputs), names(given))
    places <- if (is.null(names(given))) rep(TRUE, length(given)) else names(given) == ""
    if (sum(places) > length(free)) {
        fail(4L, sprintf("Operation \"%s\" has no more than %d inputs.", operation, length(described$inputs)))
    }
    names(given)[places] <- free[seq_len(sum(places))]
    result <- run(operation, given, .outputs, .progress)
    if (is.null(.outputs) && length(result) == 1L) result[[1L]] else result
}

lg_load_module <- function(path) {
    before <- names(known$table)
    settle(.Call(C_load_modules, one_text(full_path(path))), later$warnings)
    read_table()
    setdiff(names(known$table), before)
}

# --- What they look like -----------------------------------------------------------------------

argument_facts <- function(argument) {
    facts <- gsub("_", " ", argument$type, fixed = TRUE)
    if (!is.na(argument$choices)) {
        facts <- c(facts, paste("one of", gsub("|", ", ", argument$choices, fixed = TRUE)))
    }
    bound <- function(number) format(number, digits = 15L, scientific = FALSE, trim = TRUE)
    if (!is.na(argument$min) && !is.na(argument$max) && argument$max < 2^53) {
        facts <- c(facts, sprintf("from %s to %s", bound(argument$min), bound(argument$max)))
    } else if (!is.na(argument$min)) {
        facts <- c(facts, paste("at least", bound(argument$min)))
    }
    if (!argument$output && !is.na(argument$default)) {
        facts <- c(facts, paste("default", argument$default))
    }
    paste(facts, collapse = ", ")
}

describe_arguments <- function(title, arguments) {
    if (!length(arguments)) {
        return(character())
    }
    lines <- vapply(arguments, function(a) {
        text <- sprintf("%s (%s): %s", a$name, argument_facts(a), if (is.na(a$doc)) "" else a$doc)
        paste(strwrap(text, 79L, indent = 4L, exdent = 8L), collapse = "\n")
    }, "")
    c("", paste0(title, ":"), lines)
}

operation_text <- function(operation) {
    c(
        strwrap(operation$summary, 79L),
        if (!is.na(operation$doc)) c("", strwrap(operation$doc, 79L)),
        if (operation$uses_randomness) c("", "A seed that is left out is drawn from R's generator."),
        describe_arguments("Arguments", operation$inputs),
        describe_arguments("Value", operation$outputs)
    )
}

print.lg_operation <- function(x, ...) {
    operation <- find_operation(attr(x, "operation"))
    shown <- vapply(operation$inputs, function(a) {
        if (!a$optional) a$name else paste(a$name, "=", deparse(default_of(a)))
    }, "")
    cat(strwrap(sprintf("%s(%s)", operation$name, paste(shown, collapse = ", ")), 79L, exdent = 4L),
        "", operation_text(operation), sep = "\n")
    invisible(x)
}

print.lg_ops <- function(x, ...) {
    width <- max(nchar(names(x)))
    for (name in names(x)) {
        cat(formatC(name, width = -width), "  ", known$table[[name]]$summary, "\n", sep = "")
    }
    invisible(x)
}

`$.lg_ops` <- function(x, name) x[[name]]

`[[.lg_ops` <- function(x, i) {
    found <- unclass(x)[i]
    if (is.character(i) && is.na(names(found))) {
        fail(4L, sprintf("There is no operation \"%s\".", i))
    }
    found[[1L]]
}
