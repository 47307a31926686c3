# Graphs cross unharmed.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

# Through the library, which makes a circuit of it and a graph again.
there_and_back <- function(graph) lg_ops()$select(graph, condition = "hash<2")$selected

# Through the library as it is, into a property that keeps what it sees.
seen_by_property <- function(graph) {
    seen <- NULL
    suppressWarnings(properties(graph, list(seen = function(g) {
        seen <<- g
        1
    })))
    seen
}

attributed <- function() {
    graph <- make_graph(c(1, 2, 2, 3, 3, 4, 4, 1, 1, 3), directed = TRUE)
    graph$name <- "K\u00f6rbchen \U1F9E0"
    graph$note <- "zwei\nZeilen"
    graph$temperature <- 36.6
    V(graph)$name <- c("\u03b1", "\u03b2", "\u03b3", "\u03b4")
    V(graph)$Zelltyp <- c("Korb", NA, "Pyramide", "Korb")
    graph <- set_vertex_attr(graph, "gr\u00f6\u00dfe", value = c(1.5, 2.5, NA, -0.25))
    V(graph)$layer <- 2:5
    E(graph)$weight <- c(1, 2.5, 3.25, 4, 5)
    graph
}

# Attributes of every kind, a missing one in each, and names beyond ASCII.
graph <- attributed()
back <- there_and_back(graph)
equal(pairs_of(back), pairs_of(graph))
for (name in c("name", "Zelltyp", "gr\u00f6\u00dfe", "layer")) {
    equal(vertex_attr(back, name), vertex_attr(graph, name))
}
ends <- function(g) apply(as_edgelist(g, names = FALSE), 1L, paste, collapse = " ")
equal(E(back)$weight[order(ends(back))], E(graph)$weight[order(ends(graph))])
for (name in c("name", "note", "temperature")) {
    equal(graph_attr(back, name), graph_attr(graph, name))
}
stopifnot(same_graph(graph, attributed()))
equal(Encoding(vertex_attr_names(back)[vertex_attr_names(back) == "gr\u00f6\u00dfe"]), "UTF-8")

# Whatever the locale of R.
shown <- other_process(c(
    "suppressPackageStartupMessages({library(igraph); library(latigraph)})",
    "g <- make_graph(c(1, 2, 2, 3), directed = TRUE)",
    "V(g)$name <- c('\\u03b1', '\\u03b2', '\\u03b3')",
    "b <- lg_ops()$select(g, condition = 'hash<2')$selected",
    "stopifnot(identical(enc2utf8(V(b)$name), c('\\u03b1', '\\u03b2', '\\u03b3')), vcount(b) == 3)",
    "cat('fine\\n')"
), "LC_ALL=C")
equal(tail(shown, 1L), "fine")

# Truth values are categories; so are factors, and identifiers of 64 bits keep every digit.
graph <- make_graph(c(1, 2, 2, 3), directed = TRUE)
V(graph)$proofread <- c(TRUE, FALSE, TRUE)
V(graph)$checked <- c(TRUE, NA, FALSE)
graph <- set_vertex_attr(graph, "kind", value = c("b", "a", "b"))
graph$simple <- TRUE
V(graph)$root <- c("864691135572385061", "864691135572385062", "864691135572385063")
back <- there_and_back(graph)
equal(V(back)$proofread, c("true", "false", "true"))
equal(V(back)$checked, c("true", NA, "false"))
equal(V(back)$root, V(graph)$root)
equal(V(seen_by_property(graph))$kind, c("b", "a", "b"))
equal(internal$plain_values(factor(c("x", NA, "y"))), c("x", "", "y"))
equal(internal$plain_values(as.Date("2020-02-29")), "2020-02-29")
equal(internal$plain_values(list("x", NULL, "y")), c("x", "", "y"))
equal(internal$plain_values(c(NA, NA)), c(NA_real_, NA_real_))

# A code is numbers.
graph$code <- c(0.5, -2.25)
equal(there_and_back(graph)$code, c(0.5, -2.25))

# A warning names attributes that cannot be kept.
odd <- make_graph(c(1, 2), directed = TRUE)
V(odd)$where <- list(1:3, 4:6)
raises(there_and_back(odd), 'Vertex attribute "where" is left out', "latigraph_warning")
stopifnot(!"where" %in% vertex_attr_names(suppressWarnings(there_and_back(odd))))
odd <- make_graph(c(1, 2), directed = TRUE)
odd$layout <- matrix(0, 2, 2)
raises(there_and_back(odd), 'Graph attribute "layout" is left out', "latigraph_warning")

# Bytes that are no text return unchanged.
odd <- make_graph(c(1, 2), directed = TRUE)
bytes <- "a\xff"
Encoding(bytes) <- "bytes"
V(odd)$name <- c(bytes, "b")
equal(charToRaw(V(there_and_back(odd))$name[1L]), charToRaw(bytes))

# Order of edges and vertices, direction, no vertices, no edges.
graph <- make_graph(c(5, 1, 1, 5, 3, 2), n = 6, directed = TRUE)
seen <- seen_by_property(graph)
equal(vcount(seen), 6)
equal(pairs_of(seen), pairs_of(graph))
stopifnot(is_directed(seen))
equal(lg_ops()$igraph_weak_components(make_empty_graph(0)), 0)
equal(vcount(there_and_back(make_empty_graph(3))), 3)
equal(lg_ops()$overlap(list(), list())$shared, 0L)

# Messages on undirected graphs, parallel edges and loops are clear.
raises(there_and_back(make_ring(4)), "is undirected, but circuits are directed", "latigraph_value_error")
raises(encode(model, list(circuits[[1]], make_ring(4))), "is undirected", "latigraph_value_error")
raises(there_and_back(make_graph(c(1, 2, 2, 2), directed = TRUE)), "1 self-loops", "latigraph_warning")
raises(there_and_back(make_graph(c(1, 2, 1, 2), directed = TRUE)), "1 edges were merged into parallel", "latigraph_warning")
equal(ecount(suppressWarnings(there_and_back(make_graph(c(1, 2, 1, 2, 2, 2), directed = TRUE)))), 1)

# No graphs at all.
for (wrong in list(3, "graph", list(1, 2), circuits)) {
    raises(lg_ops()$igraph_girth(wrong), 'Argument "graph" of igraph_girth: a graph of igraph is needed', "latigraph_value_error")
}
raises(encode(model, list("a")), "a graph of igraph is needed, not character", "latigraph_value_error")

# Not defined is NA.
acyclic <- make_graph(c(1, 2, 2, 3), directed = TRUE)
stopifnot(is.na(lg_ops()$igraph_girth(acyclic)), is.na(suppressWarnings(properties(acyclic, "igraph_girth"))$values))

# A million edges: 1 s there and back, asserted at five times that, in processor time.
set.seed(1)
n <- 1e5
large <- make_graph(as.vector(matrix(sample.int(n, 2e6, replace = TRUE), 2)), n = n, directed = TRUE)
spent <- function(expression) sum(system.time(expression)[1:2])
there <- spent(lg_ops()$igraph_max_out_degree(large))
raw <- NULL
returned <- NULL
hidden <- internal$measure_of("keep", identity)
keep <- function(r) {
    raw <<- r
    1
}
assign_answer <- .Call(internal$C_call, "properties",
    list(circuits = list(internal$to_raw(large)), only = "keep", functions = list(list("keep", keep))), "values", NULL)
stopifnot(assign_answer[[1L]] == 0L)
back <- spent(returned <- internal$from_raw(raw))
cat(sprintf("1e6 edges: %.2f s there, %.2f s back\n", there, back))
stopifnot(vcount(returned) == n, ecount(returned) > 0.99e6, there + back < 5)
