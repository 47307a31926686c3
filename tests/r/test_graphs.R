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

# Surrogates of undirected graphs are undirected.
ring <- make_ring(12)
V(ring)$type <- rep(c("a", "b"), 6)
E(ring)$weight <- 1:12
made <- suppressMessages(suppressWarnings(surrogates(ring, keep = "degrees", count = 2, seed = 1)$surrogates))
for (graph in made) {
    stopifnot(!is_directed(graph))
    equal(unname(degree(graph)), rep(2, 12))
    equal(sort(E(graph)$weight), as.numeric(1:12))
    equal(V(graph)$type, V(ring)$type)
}

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

# Neurons that are the same in several animals.
worm <- function(connectome, names) {
    graph <- make_ring(length(names), directed = TRUE)
    graph$connectome <- connectome
    V(graph)$name <- names
    V(graph)$cell <- substr(names, 1, 3)
    graph
}
first <- worm("a", c("AVAL", "AVAR", "AVBL"))
second <- worm("b", c("AVAL", "AVER", "AVEL", "AVAR"))
equal(lg_ops()$overlap(first, second)$shared_identities, 0L)
shared <- lg_ops()$overlap(first, second, identity = "cell")
equal(unlist(shared[c("shared", "shared_identities", "known_identities")], use.names = FALSE), c(0L, 1L, 2L))
equal(lg_ops()$overlap(first, second, identity = "name")$shared_identities, 2L)

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

# Matrices: row i, column j is the edge from i to j. NA on the diagonal is no edge.
w <- rbind(c(0, 3, 0), c(4, NA, 1), c(2, 0, 0))
equal(unname(properties(w, "reciprocity")$values[1, ]), 0.5)
equal(nrow(properties(list(w, w > 0), "density")$values), 2L)
graph <- graph_from_matrix(w, positions = diag(3), unit = "um", connectome = "worm",
    nodes = data.frame(kind = factor(c("1", "2", NA)), size = c(1, NA, 3), row.names = c("ASEL", "ASER", "AWC")))
equal(as_edgelist(graph, names = FALSE), rbind(c(1, 2), c(2, 1), c(2, 3), c(3, 1)))
equal(E(graph)$weight, c(3, 4, 1, 2))
equal(V(graph)$x_um, c(1, 0, 0))
equal(V(graph)$name, c("ASEL", "ASER", "AWC"))
equal(V(graph)$kind, c("1", "2", NA))
equal(graph$connectome, "worm")
back <- there_and_back(graph)
equal(V(back)$size, c(1, NA, 3))
equal(V(back)$z_um, c(0, 0, 1))
named <- w
dimnames(named) <- list(c("a", "b", "c"), c("a", "b", "c"))
equal(V(there_and_back(named))$name, c("a", "b", "c"))
colnames(named) <- c("a", "c", "b")
raises(there_and_back(named), 'row and column 2 of the matrix are called "b" and "c"', "latigraph_value_error")
stopifnot(is.null(E(there_and_back(w > 0 & !is.na(w)))$weight))
raises(there_and_back(w[1:2, ]), "must be square, but this one is 2 by 3", "latigraph_value_error")
raises(graph_from_matrix(w[1:2, ]), "must be square", "latigraph_value_error")
raises(graph_from_matrix(w, positions = diag(2)), "2 rows of positions, but 3 neurons", "latigraph_value_error")
raises(graph_from_matrix(w, nodes = data.frame(size = 1:4)), "4 rows of nodes, but 3 neurons", "latigraph_value_error")
raises(graph_from_matrix("w"), "A matrix of numbers is needed, not character", "latigraph_value_error")
w[1, 3] <- NA
raises(there_and_back(w), "it is not known", "latigraph_value_error")

# Sparse matrices of every kind, with entries that repeat or are 0.
suppressPackageStartupMessages(library(Matrix))
general <- sparseMatrix(i = c(1, 2, 2, 3), j = c(2, 1, 3, 2), x = c(2, 0.5, 0, 7), dims = c(3, 3))
repeated <- new("dgTMatrix", i = c(0L, 0L, 1L), j = c(1L, 1L, 2L), x = c(1, 2, 4), Dim = c(3L, 3L))
pattern <- sparseMatrix(i = c(1, 3), j = c(2, 1), dims = c(3, 3))
symmetric <- forceSymmetric(sparseMatrix(i = 1, j = 2, x = 5, dims = c(3, 3)))
weights_of <- function(graph) structure(E(graph)$weight, names = ends(graph))
equal(weights_of(there_and_back(general)), c("1 2" = 2, "2 1" = 0.5, "3 2" = 7))
equal(weights_of(there_and_back(methods::as(general, "RsparseMatrix"))), c("1 2" = 2, "2 1" = 0.5, "3 2" = 7))
equal(weights_of(there_and_back(repeated)), c("1 2" = 3, "2 3" = 4))
equal(weights_of(there_and_back(symmetric)), c("1 2" = 5, "2 1" = 5))
equal(ends(there_and_back(pattern)), c("1 2", "3 1"))
stopifnot(is.null(E(there_and_back(pattern))$weight), is.null(E(there_and_back(methods::as(pattern, "lMatrix")))$weight))
equal(ecount(suppressWarnings(there_and_back(Diagonal(3)))), 0)
equal(weights_of(there_and_back(Matrix(c(0, 2, 3, 0), 2))), c("1 2" = 3, "2 1" = 2))

# Data frames, by the rules of tables. Whole numbers of 64 bits keep their digits.
integer64 <- function(high, low) { # as bit64 keeps them, from two halves of 32 bits
    bytes <- as.vector(rbind(matrix(writeBin(low, raw(), endian = "little"), 4L), matrix(writeBin(high, raw(), endian = "little"), 4L)))
    structure(readBin(bytes, "double", length(low), endian = "little"), class = "integer64")
}
first <- integer64(rep(201326592L, 3L), 1:3) # 864691128455135232 + 1, 2, 3
ids <- paste0("86469112845513523", 3:5)
equal(internal$integer64_texts(first), ids)
equal(internal$integer64_texts(integer64(c(-1L, -1L, 0L, 0L, 2147483647L, NA), c(-1L, -7L, 0L, 12L, -1L, 0L))),
    c("-1", "-7", "0", "12", "9223372036854775807", NA))
edges <- data.frame(pre = ids[c(1, 1, 2)], post = ids[c(2, 2, 3)], n_syn = c(5, 7, 9))
nodes <- data.frame(id = ids, x = c(0.1 + 0.2, NA, 2), y = 1:3, cluster = factor(c("1", "2", NA)), note = c("a,b", "\"c\"", NA))
graph <- graph_from_table(edges, nodes, connectome = "cortex")
equal(V(graph)$name, ids)
equal(weights_of(graph), c("1 2" = 12, "2 3" = 9))
equal(V(graph)$x[1], 0.1 + 0.2, tolerance = 0)
equal(V(graph)$cluster, c("1", "2", NA))
equal(V(graph)$note, c("a,b", "\"c\"", NA))
equal(graph$connectome, "cortex")
edges$pre <- first[c(1, 1, 2)]
class(edges$pre) <- "integer64"
edges$post <- structure(unclass(first)[c(2, 2, 3)], class = "integer64")
equal(weights_of(graph_from_table(edges, nodes)), c("1 2" = 12, "2 3" = 9))
equal(unname(properties(edges, "density")$values[1, ]), 2 / 6)
edges$pre <- as.numeric(ids[c(1, 1, 2)])
raises(graph_from_table(edges[1:2]), '"pre" holds numbers beyond 2\\^53', "latigraph_warning")
square <- data.frame(a = c(0, 2, 0), b = c(0, 0, 3), c = c(1, 0, 0), row.names = c("b", "c", "a"))
stopifnot(identical(
    properties(square, c("density", "weight-mean"))$values[1L, ],
    properties(as.matrix(square[c("a", "b", "c"), ]), c("density", "weight-mean"))$values[1L, ]
))
raises(graph_from_table(list(edges)), "A data frame is needed, not list", "latigraph_value_error")
raises(graph_from_table(data.frame(from = "u", to = "v"), wrong = 1), 'no argument "wrong"', "latigraph_value_error")
raises(graph_from_table(data.frame(a = 1:3, b = 2:4, c = 3:5)), "source", "latigraph_value_error")
graph <- graph_from_table(data.frame(from = c("u", "v"), to = c("v", "w"), weight = c(1, NA)),
    data.frame(pos_x = 1:3, pos_y = 4:6, row.names = c("u", "v", "w")), missing = "one", positions = "pos_x,pos_y:um")
equal(V(graph)$name, c("u", "v", "w"))
equal(V(graph)$y_um, c(4, 5, 6))
equal(E(graph)$weight, c(1, 1))
several <- data.frame(from = c("u", "v"), to = c("v", "u"), subject = c("s1", "s2"))
raises(graph_from_table(several), "holds 2 circuits, one per subject", "latigraph_value_error")

# Circuits of tables without a connectome are different ones, and the same table is the same circuit.
one <- data.frame(from = "u", to = "v")
equal(graph_from_table(one)$name, graph_from_table(one)$name)
stopifnot(graph_from_table(one)$name != graph_from_table(data.frame(from = "u", to = "w"))$name)

# Ids in the doubles of a graph are warned of.
odd <- make_graph(c(1, 2), directed = TRUE)
V(odd)$name <- c(2^53 + 2, 2^53 + 4)
raises(there_and_back(odd), '"name" holds numbers beyond 2\\^53', "latigraph_warning")

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
