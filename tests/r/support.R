# Shared by the tests: checks, and the made-up circuits and the model that tiny_model leaves.

suppressPackageStartupMessages({
    library(igraph)
    library(latigraph)
})
options(warn = 1, error = NULL)

source_tree <- Sys.getenv("LATIGRAPH_SOURCE")
build_tree <- Sys.getenv("LATIGRAPH_BUILD")
data_folder <- Sys.getenv("LATIGRAPH_TEST_DATA")
model <- lg_load(file.path(data_folder, "MODEL"))
circuit_files <- sort(list.files(file.path(data_folder, "circuits"), full.names = TRUE))
circuits <- lg_ops()$read_graphs(circuit_files[1:12])$circuits
internal <- asNamespace("latigraph")

# Stops with what was found, not only that it is wrong.
equal <- function(found, wanted, ...) {
    same <- all.equal(found, wanted, ...)
    if (!isTRUE(same)) {
        stop(deparse(substitute(found))[1L], ": ", paste(same, collapse = "; "), call. = FALSE)
    }
}

# The condition of a class that an expression raises, with this in its message.
raises <- function(expression, message, class = "latigraph_error") {
    caught <- tryCatch({
        expression
        NULL
    }, condition = identity)
    if (is.null(caught)) {
        stop(deparse(substitute(expression))[1L], " went through.", call. = FALSE)
    }
    if (!inherits(caught, class)) {
        stop(paste(class(caught), collapse = "/"), " raised, not ", class, ": ", conditionMessage(caught), call. = FALSE)
    }
    if (!grepl(message, conditionMessage(caught))) {
        stop("The message is \"", conditionMessage(caught), "\", without ", message, call. = FALSE)
    }
    invisible(caught)
}

pairs_of <- function(graph) {
    ends <- as_edgelist(graph, names = FALSE)
    sort(paste(ends[, 1L], ends[, 2L]))
}

same_graph <- function(first, second) {
    identical(as_edgelist(first, names = FALSE), as_edgelist(second, names = FALSE)) &&
        identical(vertex_attr(first), vertex_attr(second)) &&
        identical(edge_attr(first), edge_attr(second)) && identical(graph_attr(first), graph_attr(second))
}

same_graphs <- function(first, second) length(first) == length(second) && all(mapply(same_graph, first, second))

# Runs R code in a process of its own: its output, with status as attribute.
other_process <- function(lines, environment = character()) {
    script <- tempfile(fileext = ".R")
    writeLines(enc2utf8(lines), script, useBytes = TRUE)
    on.exit(unlink(script))
    suppressWarnings(system2(Sys.getenv("RSCRIPT", "Rscript"), c("--vanilla", script), stdout = TRUE, stderr = TRUE, env = environment))
}
