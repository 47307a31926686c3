# Graphs of igraph to what the C side reads, and back.
#
# R's igraph holds an igraph of its own, so no graph is handed from one to the other. A graph crosses
# as list(n, directed, ends, graph, vertex, edge attributes). Matrices and data frames do so, too
# (tables.R).

# Texts in UTF-8 with "" for missing ones. Bytes of no encoding stand for themselves.
plain_texts <- function(values) {
    values <- if (inherits(values, "integer64")) integer64_texts(values) else as.character(values)
    values[is.na(values)] <- ""
    known <- Encoding(values) != "bytes"
    values[known] <- enc2utf8(values[known])
    values
}

# Numbers, truth values without NA, or texts; NULL if the values are nothing of the kind.
plain_values <- function(values) {
    if (is.list(values) && all(lengths(values) <= 1L)) {
        values[lengths(values) == 0L] <- NA
        atomic <- vapply(values, function(v) is.atomic(v) && is.null(dim(v)), NA)
        values <- if (all(atomic)) unlist(lapply(values, function(v) if (is.factor(v)) as.character(v) else v)) else values
    }
    if (!is.atomic(values) || is.complex(values) || is.raw(values)) {
        return(NULL)
    }
    if (is.logical(values)) {
        if (!anyNA(values)) {
            return(as.logical(values))
        }
        # All missing is a number that is not known; some missing are categories.
        return(if (all(is.na(values))) as.double(values) else plain_texts(tolower(values)))
    }
    # Dates, factors and whole numbers of 64 bits have texts that say more than their numbers.
    if (is.numeric(values) && !is.object(values)) as.double(values) else plain_texts(values)
}

# Numbers in a row, such as a code, become a text, as latigraph writes them.
plain_note <- function(value) {
    if (is.numeric(value) && !is.object(value) && is.null(dim(value)) && length(value) > 1L) {
        return(paste(formatC(value, digits = 9L, format = "g", width = 1L), collapse = " "))
    }
    if (length(value) == 1L) plain_values(value)
}

plain_attributes <- function(attributes, plain, kind) {
    kept <- lapply(attributes, plain)
    missing <- vapply(kept, is.null, NA)
    for (name in names(attributes)[missing]) {
        warn(sprintf(
            "%s attribute \"%s\" is left out (%s): igraph's C attributes are numbers, truth values and texts.",
            kind, name, class(attributes[[name]])[1L]
        ))
    }
    kept <- kept[!missing]
    names(kept) <- plain_texts(names(kept))
    kept
}

to_raw <- function(graph) {
    if (is_square_frame(graph)) {
        graph <- as.matrix(graph[names(graph), , drop = FALSE])
    }
    if (is_matrix(graph)) {
        return(raw_of_matrix(graph))
    }
    if (is.data.frame(graph)) {
        graph <- graph_from_table(graph)
    }
    if (!igraph::is_igraph(graph)) {
        stop("a graph of igraph is needed, not ", class(graph)[1L], "; matrices and data frames of edges are taken, too.", call. = FALSE)
    }
    for (name in intersect(igraph::vertex_attr_names(graph), c("name", "id", "neuron"))) {
        warn_of_digits(name, igraph::vertex_attr(graph, name))
    }
    ends <- igraph::as_edgelist(graph, names = FALSE)
    storage.mode(ends) <- "double"
    list(
        as.double(igraph::vcount(graph)), igraph::is_directed(graph), ends,
        plain_attributes(igraph::graph_attr(graph), plain_note, "Graph"),
        plain_attributes(igraph::vertex_attr(graph), plain_values, "Vertex"),
        plain_attributes(igraph::edge_attr(graph), plain_values, "Edge")
    )
}

# The text "code" becomes numbers again.
graph_note <- function(name, value) {
    if (name == "code" && is.character(value) && !is.na(value)) {
        return(as.numeric(strsplit(value, " ", fixed = TRUE)[[1L]]))
    }
    value
}

from_raw <- function(raw) {
    graph <- igraph::make_graph(raw[[3L]], n = raw[[1L]], directed = raw[[2L]])
    notes <- raw[[4L]]
    if (length(notes)) {
        igraph::graph_attr(graph) <- Map(graph_note, names(notes), notes)
    }
    if (length(raw[[5L]])) {
        igraph::vertex_attr(graph) <- raw[[5L]]
    }
    if (length(raw[[6L]])) {
        igraph::edge_attr(graph) <- raw[[6L]]
    }
    graph
}

# One graph counts as a list of one, and a result as its circuits.
as_graphs <- function(graphs) {
    if (inherits(graphs, "latigraph_result")) {
        return(graphs[["circuits"]])
    }
    if (is_graph(graphs)) list(graphs) else graphs
}
