# Every operation of the library's table, as a function of R.

known <- new.env(parent = emptyenv())
known$table <- list() # operations by name

# Operations that are functions of the package; the others are in lg_ops().
faces <- c("align", "axes", "compare", "consensus", "coordinate_effects", "covariance", "decode", "directions",
    "discriminate", "encode", "evaluate", "explain", "fit", "generate", "interpolate", "lesion", "network",
    "node_properties", "overlap", "properties", "random", "report", "reservoir", "steer", "surrogate_test",
    "surrogates", "synchrony", "traverse", "variability")

# Outputs that a function of the package returns alone; the function in lg_ops() returns everything.
main_outputs <- c(generate = "circuits", fit = "model")

# --- The table -----------------------------------------------------------------------------------

described <- function(operation) {
    arguments <- operation$arguments
    names(arguments) <- vapply(arguments, function(a) a$name, "")
    output <- vapply(arguments, function(a) a$output, NA)
    operation$inputs <- arguments[!output]
    operation$outputs <- arguments[output]
    operation$takes_functions <- "functions" %in% names(operation$inputs)
    operation$takes_requests <- identical(operation$inputs$targets$type, "string_list")
    operation$options <- if (operation$name == "fit") fit_options(names(operation$inputs))
    operation
}

# Reads the table, again after modules were loaded.
read_table <- function() {
    table <- lapply(.Call(C_table), described)
    names(table) <- vapply(table, function(o) o$name, "")
    known$table <- table
    known$functions <- NULL
    known$properties <- NULL
}

find_operation <- function(name) {
    if (!is.character(name) || length(name) != 1L || is.null(known$table[[name]])) {
        name <- paste(name, collapse = " ")
        fail(4L, sprintf("There is no operation \"%s\"%s", name, did_you_mean(name, names(known$table))))
    }
    known$table[[name]]
}

refuse <- function(operation, name, more = NULL) {
    words <- c(names(operation$inputs), names(operation$options), more)
    fail(4L, sprintf("%s() has no argument \"%s\"%s", operation$name, name, did_you_mean(name, words)))
}

# --- Calls -----------------------------------------------------------------------------------------

# Draws from R's own generator, so that set.seed() decides.
draw_seed <- function() as.double(sample.int(.Machine$integer.max, 1L) - 1L)

converted <- function(operation, values) {
    Map(function(name, value) {
        type <- operation$inputs[[name]]$type
        if (is.null(type)) {
            refuse(operation, name)
        }
        tryCatch(to_c[[type]](value), error = function(e) {
            if (inherits(e, "latigraph_error")) {
                stop(e)
            }
            fail(4L, sprintf("Argument \"%s\" of %s: %s", name, operation$name, conditionMessage(e)))
        })
    }, names(values), values)
}

# Codes of a result carry the digest of their model, which the operation compares with its own.
with_digests <- function(operation, given) {
    for (name in names(given)) {
        input <- paste0(name, "_digest")
        digest <- attr(given[[name]], "digest", exact = TRUE)
        if (!is.null(digest) && !is.null(operation$inputs[[input]]) && is.null(given[[input]])) {
            given[[input]] <- digest
        }
    }
    given
}

# Paths given as the matrix activity are its files; a matrix with names of columns has these.
with_files <- function(operation, given) {
    activity <- given[["activity"]]
    if (is.null(operation$inputs[["files"]]) || is.null(activity)) {
        return(given)
    }
    if (is.character(activity) && is.null(dim(activity))) {
        given[["files"]] <- activity
        given[["activity"]] <- NULL
    } else if (is.null(given[["neuron_names"]]) && !is.null(colnames(activity))) {
        given[["neuron_names"]] <- colnames(activity)
    }
    given
}

# A call as a line of R; values that have no short text are called by the names of their arguments.
written_call <- function(operation, given) {
    given <- given[setdiff(intersect(names(operation$inputs), names(given)), "threads")]
    texts <- vapply(names(given), function(name) {
        value <- given[[name]]
        text <- if (is.atomic(value) && length(value) < 100L) paste(deparse(value, 500L), collapse = "") else name
        if (name %in% places_of(operation)) text else paste(name, "=", text)
    }, "")
    sprintf("%s(%s)", operation$name, paste(texts, collapse = ", "))
}

# Calls an operation and returns its wanted outputs and the remarks on them; NULL wants all outputs.
run <- function(name, given, outputs = NULL, progress = NULL) {
    operation <- find_operation(name)
    given <- with_files(operation, with_digests(operation, given))
    inputs <- converted(operation, given)
    if (operation$uses_randomness && is.null(inputs$seed)) {
        inputs$seed <- draw_seed()
    }
    if (!is.null(operation$inputs[["command"]]) && is.null(inputs$command)) {
        inputs$command <- written_call(operation, c(given[names(given) != "seed"], list(seed = inputs$seed)))
    }
    if (is.null(outputs)) {
        outputs <- names(operation$outputs)
    }
    waiting <- later$warnings
    later$warnings <- list()
    on.exit(clear_bar())
    answer <- .Call(C_call, name, inputs, as.character(outputs), reporter_of(progress))
    result <- settle(answer, waiting)
    names(result) <- c("values", "remarks")
    for (output in names(result$values)) {
        back <- from_c[[operation$outputs[[output]]$type]]
        if (!is.null(back)) {
            result$values[[output]] <- back(result$values[[output]])
        }
    }
    result$values <- mark_codes(operation, result$values)
    colnames(result$remarks) <- c("kind", "about", "text")
    for (i in which(!result$remarks[, "kind"] %in% c("not-applicable", "note"))) {
        warning(do.call(remark_condition, as.list(result$remarks[i, ])))
    }
    result
}

# Gives codes among the outputs the digest of their model as an attribute.
mark_codes <- function(operation, values) {
    digest <- values[["digest"]]
    for (name in if (is.null(digest)) character() else names(values)) {
        output <- operation$outputs[[name]]
        if (is.numeric(values[[name]]) && "coordinates" %in% c(output$rows, output$columns)) {
            attr(values[[name]], "digest") <- digest
        }
    }
    values
}

# The result of a call as users see it: an output alone, or all as an object.
answer_of <- function(operation, given, outputs = NULL, progress = NULL) {
    found <- run(operation$name, given, outputs, progress)
    if (is.null(outputs) && length(operation$outputs) < 2L) {
        return(if (length(found$values)) found$values[[1L]] else invisible(NULL))
    }
    new_result(operation, found$values, found$remarks, given)
}

without_name <- function(values) if (is.null(names(values))) rep(TRUE, length(values)) else names(values) == ""

refuse_place <- function(operation) {
    places <- paste(places_of(operation), collapse = ", ")
    fail(4L, sprintf("%s() takes %s by place; other arguments need names.", operation$name,
        if (nzchar(places)) places else "nothing"))
}

# Names values that were given by place, in the order of the inputs.
by_place <- function(operation, given) {
    places <- without_name(given)
    free <- setdiff(places_of(operation), names(given))
    if (sum(places) > length(free)) {
        refuse_place(operation)
    }
    names(given)[places] <- free[seq_len(sum(places))]
    given
}

# What a function of the package was given, by the table's names. `more` are arguments beyond its
# formal ones, `written` the expressions of the arguments.
answer_function <- function(operation, given, more, written, main) {
    if (any(without_name(more))) {
        refuse_place(operation)
    }
    if (operation$takes_requests) {
        given <- with_requests(operation, given, more)
    } else if (length(more)) {
        refuse(operation, names(more)[1L])
    }
    given <- given[!vapply(given, is.null, NA)]
    progress <- given$progress
    given$progress <- NULL
    given <- with_functions(operation, with_options(operation, given), written)
    result <- answer_of(operation, given, NULL, progress)
    if (is.na(main)) result else result[[main]]
}

# --- Functions ---------------------------------------------------------------------------------

# Inputs that may be given by place: required ones, those that the command takes by place, the first
# list of graphs and of properties, and the number of circuits to generate.
places_of <- function(operation) {
    inputs <- operation$inputs
    types <- vapply(inputs, function(a) a$type, "")
    required <- vapply(inputs, function(a) !a$optional, NA)
    chosen <- required | vapply(inputs, function(a) a$positional, NA)
    first <- match(c("graph_list", if (operation$takes_functions) "string_list"), types)
    chosen[first[!is.na(first)]] <- TRUE
    if (operation$name == "generate") {
        chosen["count"] <- TRUE
    }
    c(names(inputs)[required], names(inputs)[chosen & !required])
}

# A default of the table as an expression of R.
default_of <- function(type, text) {
    if (is.na(text)) {
        return(NULL)
    }
    number <- function(text) str2lang(deparse(as.numeric(text)))
    switch(type,
        boolean = text == "true",
        integer = ,
        real = number(text),
        vector = as.call(c(quote(c), lapply(strsplit(text, "[,: ]+")[[1L]], number))),
        text
    )
}

# The type of an option of a fit follows from its default.
option_default <- function(text) {
    default_of(if (text %in% c("true", "false")) "boolean" else
        if (grepl("^-?[0-9.]+(e-?[0-9]+)?$", text)) "real" else "string", text)
}

# Formal arguments: those by place, further requests, then those by name.
formals_of <- function(operation) {
    inputs <- lapply(operation$inputs, function(a) {
        requests <- operation$takes_requests && a$name == "targets"
        if (a$optional || requests) default_of(a$type, a$default) else quote(expr = )
    })
    places <- places_of(operation)
    hidden <- if (length(operation$options)) "options"
    options <- lapply(operation$options, function(o) option_default(o$default))
    c(inputs[places], list(... = quote(expr = )), inputs[setdiff(names(inputs), c(places, hidden))], options,
        if (operation$long_running) list(progress = NULL))
}

function_of <- function(.operation, .main = NA) {
    force(.main)
    f <- function(...) {
        .written <- match.call(expand.dots = FALSE)
        .given <- mget(as.character(setdiff(names(.written)[-1L], "...")), environment())
        answer_function(.operation, .given, list(...), .written, .main)
    }
    formals(f) <- as.pairlist(formals_of(.operation))
    structure(f, class = c("latigraph_operation", "function"), operation = .operation$name)
}

lg_ops <- function() {
    if (is.null(known$functions)) {
        known$functions <- structure(lapply(known$table, function_of), class = "latigraph_operations")
    }
    known$functions
}

lg_op <- function(operation, ..., .outputs = NULL, .progress = NULL) {
    described <- find_operation(operation)
    answer_of(described, by_place(described, list(...)), .outputs, .progress)
}

lg_load_module <- function(path) {
    before <- names(known$table)
    settle(.Call(C_load_modules, one_text(full_path(path))), later$warnings)
    read_table()
    setdiff(names(known$table), before)
}

# --- Descriptions ------------------------------------------------------------------------------

argument_facts <- function(argument) {
    given <- function(text, format = "%s") if (!is.na(text)) sprintf(format, text)
    bound <- function(number) format(number, digits = 15L, scientific = FALSE, trim = TRUE)
    closed <- !is.na(argument$min) && !is.na(argument$max) && argument$max < 2^53
    axes <- c(argument$rows, argument$columns)
    axes <- gsub("|", ", ", axes[!is.na(axes)], fixed = TRUE)
    facts <- c(
        gsub("_", " ", argument$type, fixed = TRUE),
        given(gsub("|", ", ", argument$choices, fixed = TRUE), "one of %s"),
        if (closed) sprintf("from %s to %s", bound(argument$min), bound(argument$max)),
        if (!closed && !is.na(argument$min)) paste("at least", bound(argument$min)),
        if (length(axes)) paste("by", paste(axes, collapse = " and ")),
        given(argument$unit, "in %s"),
        if (!argument$output) given(argument$default, "default %s")
    )
    paste(facts, collapse = ", ")
}

argument_text <- function(argument) {
    paste0(if (is.na(argument$doc)) "" else argument$doc,
        if (!is.na(argument$undefined)) sprintf(" Can be NA because %s.", argument$undefined))
}

describe_arguments <- function(title, arguments) {
    lines <- vapply(arguments, function(a) {
        text <- sprintf("%s (%s): %s", a$name, argument_facts(a), argument_text(a))
        paste(strwrap(text, 79L, indent = 4L, exdent = 8L), collapse = "\n")
    }, "")
    if (length(arguments)) c("", paste0(title, ":"), lines)
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

print.latigraph_operation <- function(x, ...) {
    operation <- find_operation(attr(x, "operation"))
    shown <- names(formals(x))
    cat(strwrap(sprintf("%s(%s)", operation$name, paste(shown, collapse = ", ")), 79L, exdent = 4L),
        "", operation_text(operation), sep = "\n")
    invisible(x)
}

print.latigraph_operations <- function(x, ...) {
    width <- max(nchar(names(x)))
    for (name in names(x)) {
        cat(formatC(name, width = -width), "  ", known$table[[name]]$summary, "\n", sep = "")
    }
    invisible(x)
}

`$.latigraph_operations` <- function(x, name) x[[name]]

`[[.latigraph_operations` <- function(x, i) {
    if (is.character(i)) {
        find_operation(i)
    }
    unclass(x)[[i]]
}
