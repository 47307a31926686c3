# Models: a thin face over the operations of the table.

# --- Properties, by names and functions ------------------------------------------------------------

# list("density", hubs = f) as its names and the functions among them. A function without a name in a
# literal list(...) or c(...) is called as it is written there.
names_and_functions <- function(properties, written) {
    if (is.null(properties)) {
        return(list(names = NULL, functions = NULL))
    }
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
    list(names = labels, functions = if (length(functions)) functions)
}

# The property that an argument stands for: mean_degree is mean-degree.
property_name <- function(name) if (name %in% names(known$table)) name else gsub("_", "-", name, fixed = TRUE)

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

targets_of <- function(targets, more) {
    if (length(more) && (is.null(names(more)) || any(names(more) == ""))) {
        stop("Properties to steer need names: reciprocity = 0.2.", call. = FALSE)
    }
    if (!is.null(targets) && !is.atomic(targets) && !is.list(targets)) {
        needs("texts, or a list of values by properties' names,", targets)
    }
    asked <- if (is.null(names(targets))) {
        as.character(targets)
    } else {
        unlist(Map(target, names(targets), targets), use.names = FALSE)
    }
    names(more) <- vapply(names(more), property_name, "")
    c(asked, unlist(Map(target, names(more), more), use.names = FALSE))
}

# The arguments of a face function that an operation has, too.
passed <- function(operation, values, ...) {
    extra <- list(...)
    given <- values[names(values) %in% names(find_operation(operation)$inputs)]
    given[names(extra)] <- extra
    given
}

table_properties <- function() run("properties", list(), "names")$names

# --- Models ------------------------------------------------------------------------------------------

# What is no text is refused later, as an argument.
full_path <- function(path) if (is.character(path)) path.expand(path) else path

lg_load <- function(name) run("model_read", list(path = full_path(name)))$model

lg_save <- function(model, path) invisible(run("model_write", list(model = model, path = full_path(path))))

lg_models <- function() run("models", list())$names

lg_describe <- function(model) run("model_describe", list(model = model), "json")$json

print.lg_model <- function(x, ...) {
    size <- run("model_describe", list(model = x), "code_size")$code_size
    cat("<latigraph model of ", size, " code dimensions>\n", sep = "")
    invisible(x)
}

encode <- function(model, graphs, threads = 1, progress = NULL) {
    result <- run("encode", list(model = model, circuits = graphs, threads = threads), NULL, progress)
    if (igraph::is_igraph(graphs)) {
        return(lapply(result, function(m) m[1L, ]))
    }
    lapply(result, function(m) {
        rownames(m) <- names_of_graphs(graphs)
        m
    })
}

decode <- function(model, graph) run("decode", list(model = model, circuit = graph))$probabilities

generate <- function(model, count = 1, nodes = 0, like = NULL, code = NULL, group = NULL,
                     uncalibrated = FALSE, seed = NULL, threads = 1, progress = NULL) {
    given <- passed("generate", environment_list(environment()), codes = code)
    run("generate", given, NULL, progress)$circuits
}

directions <- function(model, graphs = NULL, properties = NULL, effects = 0, rewired = FALSE,
                       like = NULL, group = NULL, nodes = 0, seed = NULL, threads = 1,
                       progress = NULL) {
    asked <- names_and_functions(properties, substitute(properties))
    given <- passed("directions", environment_list(environment()),
        circuits = graphs, only = asked$names, functions = asked$functions
    )
    result <- run("directions", given, NULL, progress)
    labels <- result$properties
    columns <- result[vapply(result, function(v) is.null(dim(v)) && length(v) == length(labels), NA)]
    names(columns)[names(columns) == "properties"] <- "property"
    table <- data.frame(columns, check.names = FALSE, stringsAsFactors = FALSE)
    rownames(table) <- make.unique(labels)
    for (name in names(result)[vapply(result, is.matrix, NA)]) {
        if (nrow(result[[name]]) == length(labels)) {
            rownames(result[[name]]) <- labels
            attr(table, name) <- result[[name]]
        }
    }
    table
}

steer <- function(model, like = NULL, targets = NULL, ..., keep = NULL, release = NULL,
                  functions = NULL, through = "statistics", edit = FALSE, group = NULL, nodes = 0,
                  count = 10, seed = NULL, threads = 1, progress = NULL) {
    asked <- targets_of(targets, list(...))
    kept <- names_and_functions(keep, substitute(keep))
    asked_too <- vapply(names(kept$functions), function(name) {
        is.list(functions) && identical(functions[[name]], kept$functions[[name]])
    }, NA)
    functions <- c(functions, kept$functions[!asked_too])
    given <- passed("steer", environment_list(environment()),
        targets = asked, keep = kept$names, functions = functions
    )
    result <- run("steer", given, NULL, progress)
    rows <- c("asked", "start", "mean", "low", "high", "sd", "expected", "residual", "z_score",
        "conditional_z_score", "reached", "method", "limit")
    result$table <- data.frame(target = sub("([+-]?=).*$", "", asked), result[rows],
        stringsAsFactors = FALSE)
    result$table$reached <- result$table$reached != 0
    result[rows] <- NULL
    result$kept <- data.frame(property = as.character(kept$names), change = result$kept,
        error = result$kept_error, method = result$kept_method, stringsAsFactors = FALSE)
    result[c("kept_error", "kept_method")] <- NULL
    # Operations that are named become properties, in the order in which they are.
    moved <- unique(c(table_properties(), names(functions), result$table$target, kept$names, release))
    for (name in c("side_effects", "side_effects_error")) {
        if (length(result[[name]]) == length(moved)) {
            names(result[[name]]) <- moved
        }
    }
    if (length(result$edges) == 3L) {
        names(result$edges) <- c("kept", "added", "removed")
    }
    structure(result, class = "lg_steering")
}

print.lg_steering <- function(x, ...) {
    cat(length(x$circuits), " circuits\n", sep = "")
    print(x$table[c("target", "asked", "start", "mean", "sd", "reached", "limit")], row.names = FALSE)
    if (nrow(x$kept)) {
        cat("Kept, change in standard deviations:\n")
        print(x$kept, row.names = FALSE)
    }
    invisible(x)
}

explain <- function(model, graphs = NULL, properties = NULL, threads = 1, progress = NULL) {
    asked <- names_and_functions(properties, substitute(properties))
    given <- passed("explain", environment_list(environment()),
        circuits = graphs, asked = asked$names, functions = asked$functions
    )
    result <- run("explain", given, NULL, progress)
    for (name in c("r2", "sd", "base", "spread", "reading", "measured")) {
        if (length(result[[name]])) {
            names(result[[name]]) <- result$properties
        }
    }
    for (name in c("coordinate_sd", "code")) {
        if (length(result[[name]])) {
            names(result[[name]]) <- result$coordinates
        }
    }
    for (name in c("weight", "share", "conditional_share", "part", "conditional_part")) {
        if (nrow(result[[name]])) {
            dimnames(result[[name]]) <- list(result$properties, result$coordinates)
        }
    }
    for (name in c("axis_share", "axis_part")) {
        if (nrow(result[[name]])) {
            rownames(result[[name]]) <- result$properties
        }
    }
    dimnames(result$told) <- list(result$properties, c("statistics", "free"))
    colnames(result$axes) <- result$coordinates
    result
}

traverse <- function(model, property, like = NULL, from = -2, to = 2, steps = 5, count = 10,
                     group = NULL, nodes = 0, seed = NULL, threads = 1, progress = NULL) {
    given <- passed("traverse", environment_list(environment()))
    result <- run("traverse", given, NULL, progress)
    labels <- table_properties()
    for (name in c("asked", "mean", "sd", "change")) {
        if (is.matrix(result[[name]]) && ncol(result[[name]]) == length(labels)) {
            colnames(result[[name]]) <- labels
        }
    }
    for (name in c("slope", "linearity")) {
        if (length(result[[name]]) == length(labels)) {
            names(result[[name]]) <- labels
        }
    }
    result
}

evaluate <- function(model, graphs, samples = 4, refine = 100, curve_weights = NULL, budget = 800,
                     curve = FALSE, seed = NULL, threads = 1, progress = NULL) {
    outputs <- names(find_operation("evaluate")$outputs)
    if (!curve) {
        outputs <- setdiff(outputs, c("curve", "auc_at_budget"))
    }
    given <- passed("evaluate", environment_list(environment()), circuits = graphs)
    result <- run("evaluate", given, outputs, progress)
    figures <- outputs[seq_len(match("auc_node_data", outputs))]
    if (ncol(result$per_circuit) == length(figures)) {
        colnames(result$per_circuit) <- figures
    }
    rownames(result$per_circuit) <- names_of_graphs(as_graphs(graphs))
    result$per_circuit <- as.data.frame(result$per_circuit)
    if (curve) {
        colnames(result$curve) <- c("weight", "bits_codes", "bits_code", "bits_nodes", "bits_edges",
            "bits_total", "auc")[seq_len(ncol(result$curve))]
        result$curve <- as.data.frame(result$curve)
    }
    result
}

# What a function was given, but for the names that are nobody's argument.
environment_list <- function(environment) as.list.environment(environment)

# --- Learning and measuring -----------------------------------------------------------------------

# An option of a fit as text.
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

fit <- function(graphs, validation = NULL, ..., card = NULL, seed = NULL, threads = 1,
                progress = NULL) {
    options <- list(...)
    if (length(options) && (is.null(names(options)) || any(names(options) == ""))) {
        stop("Options of a fit need names: steps = 400.", call. = FALSE)
    }
    texts <- paste0(gsub("_", "-", names(options), fixed = TRUE), "=", vapply(options, option_text, ""),
        recycle0 = TRUE)
    run("fit", list(
        circuits = graphs, validation = validation, options = if (length(texts)) texts,
        card = if (is.list(card)) json_object(card) else card, seed = seed, threads = threads
    ), NULL, progress)$model
}

# A list of texts as a JSON object.
json_object <- function(texts) {
    quoted <- function(text) {
        text <- plain_texts(text)
        text <- gsub("\\", "\\\\", text, fixed = TRUE)
        text <- gsub("\"", "\\\"", text, fixed = TRUE)
        text <- gsub("\n", "\\n", text, fixed = TRUE)
        text <- gsub("\t", "\\t", text, fixed = TRUE)
        paste0("\"", gsub("[[:cntrl:]]", " ", text), "\"")
    }
    values <- vapply(texts, one_text, "")
    paste0("{", paste0(quoted(names(texts)), ": ", quoted(values), collapse = ", "), "}")
}

properties <- function(graphs, properties = NULL, progress = NULL) {
    asked <- names_and_functions(properties, substitute(properties))
    result <- run("properties",
        list(circuits = graphs, only = asked$names, functions = asked$functions),
        c("values", "names"), progress
    )
    table <- result$values
    table[is.nan(table)] <- NA_real_
    colnames(table) <- result$names
    if (igraph::is_igraph(graphs)) {
        return(table[1L, ])
    }
    rownames(table) <- names_of_graphs(graphs)
    as.data.frame(table)
}
