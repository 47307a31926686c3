# Arguments beyond the table: properties by names and functions, requests and options as arguments.

# Splits list("density", hubs = f) into its names and the functions among them. A function without a
# name in a literal list(...) or c(...) is called as it is written there.
names_and_functions <- function(properties, written) {
    if (is.function(properties)) {
        properties <- list(properties)
        written <- call("list", written)
    }
    if (!is.character(properties) && !is.list(properties)) {
        needs("names of properties, or a list of names and functions,", properties)
    }
    labels <- names(properties)
    if (is.null(labels)) {
        labels <- rep("", length(properties))
    }
    literal <- is.call(written) && as.character(written[[1L]])[1L] %in% c("list", "c") &&
        length(written) == length(properties) + 1L
    functions <- list()
    for (i in seq_along(properties)) {
        if (!is.function(properties[[i]])) {
            if (!is.character(properties[[i]]) || length(properties[[i]]) != 1L) {
                needs("the name of a property, or a function of a graph,", properties[[i]])
            }
            labels[i] <- one_text(properties[[i]])
            next
        }
        if (labels[i] == "" && literal && is.name(written[[i + 1L]])) {
            labels[i] <- as.character(written[[i + 1L]])
        }
        if (labels[i] == "") {
            stop("A function needs a name: list(name = function).", call. = FALSE)
        }
        functions <- c(functions, structure(list(properties[[i]]), names = labels[i]))
    }
    list(names = labels, functions = functions)
}

# Moves functions among the names of properties to the argument functions.
with_functions <- function(operation, given, written) {
    lists <- setdiff(names(Filter(function(a) a$type == "string_list", operation$inputs)), "targets")
    for (name in if (operation$takes_functions) intersect(lists, names(given))) {
        found <- names_and_functions(given[[name]], written[[name]])
        given[[name]] <- found$names
        same <- vapply(names(found$functions), function(one) {
            is.list(given$functions) && identical(given$functions[[one]], found$functions[[one]])
        }, NA)
        given$functions <- c(given$functions, found$functions[!same])
    }
    given
}

# --- Requests ----------------------------------------------------------------------------------

# Names of the properties of the table and of operations that measure one number of a graph.
property_names <- function() {
    if (is.null(known$properties)) {
        known$properties <- run("list_properties", list(), "names")$values$names
    }
    measures <- Filter(function(o) {
        needed <- Filter(function(a) !a$optional, o$inputs)
        length(needed) == 1L && needed[[1L]]$type == "graph" &&
            any(vapply(o$outputs, function(a) a$type %in% c("integer", "real", "boolean"), NA))
    }, known$table)
    c(known$properties, names(measures))
}

# "density" and "+1sd" as "density=+1sd"; a change such as "+=0.05" has its own sign.
target <- function(name, value) {
    if (is.character(value) && length(value) == 1L) {
        return(paste0(name, if (!grepl("^[+-]=", value)) "=", value))
    }
    if (!is.numeric(value) || length(value) != 1L || is.na(value)) {
        needs(sprintf("for %s, one number or text", name), value)
    }
    paste0(name, "=", format(as.double(value), digits = 15L))
}

# Arguments that are properties join the targets: mean_degree = 5 is "mean-degree=5".
with_requests <- function(operation, given, requests) {
    targets <- given$targets
    if (!is.null(targets) && !is.atomic(targets) && !is.list(targets)) {
        needs("texts, or a list of values by properties' names,", targets)
    }
    texts <- if (is.null(names(targets))) {
        as.character(targets)
    } else {
        unlist(Map(target, names(targets), targets), use.names = FALSE)
    }
    words <- c(property_names(), names(given$functions))
    named <- function(name) if (name %in% words) name else gsub("_", "-", name, fixed = TRUE)
    labels <- vapply(names(requests), named, "")
    wrong <- which(!labels %in% words)
    if (length(wrong)) {
        refuse(operation, names(requests)[wrong[1L]], gsub("-", "_", words, fixed = TRUE))
    }
    given$targets <- c(texts, unlist(Map(target, labels, requests), use.names = FALSE))
    given
}

# --- Options of a fit --------------------------------------------------------------------------

# Options of a fit by their names as arguments, but for those that are inputs of their own.
fit_options <- function(inputs) {
    rows <- .Call(C_fit_options)
    names <- gsub("-", "_", rows[, 1L], fixed = TRUE)
    options <- lapply(seq_along(names), function(i) {
        list(option = rows[i, 1L], default = rows[i, 2L], range = rows[i, 3L], doc = rows[i, 4L])
    })
    names(options) <- names
    options[!names %in% inputs]
}

option_text <- function(value) {
    if (!is.atomic(value)) {
        needs("for an option of a fit, a number or text", value)
    }
    if (is.logical(value)) {
        return(tolower(as.character(value)))
    }
    if (is.numeric(value)) {
        value <- format(value, digits = 15L, trim = TRUE, scientific = FALSE)
    }
    paste(value, collapse = ",")
}

# Options that were given as arguments join the texts of the input options.
with_options <- function(operation, given) {
    named <- intersect(names(given), names(operation$options))
    if (!length(named)) {
        return(given)
    }
    texts <- vapply(named, function(name) {
        paste0(operation$options[[name]]$option, "=", option_text(given[[name]]))
    }, "")
    given <- given[!names(given) %in% named]
    given$options <- c(given$options, unname(texts))
    given
}
