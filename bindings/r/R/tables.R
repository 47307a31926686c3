# Matrices and data frames as graphs.
#
# A matrix becomes the raw graph of graphs.R: row i, column j is the edge from i to j. Data frames are
# written as the tables that the library reads from files, so that columns, ids and unknown values
# follow the same rules in every language.

is_matrix <- function(value) {
    (is.matrix(value) && (is.numeric(value) || is.logical(value))) || (isS4(value) && methods::is(value, "Matrix"))
}

# Is it a data frame that is an adjacency matrix, with numbers and the same names at its rows and columns?
is_square_frame <- function(value) {
    is.data.frame(value) && nrow(value) == length(value) && nrow(value) > 0L &&
        setequal(row.names(value), names(value)) && !anyDuplicated(names(value)) &&
        all(vapply(value, function(v) (is.numeric(v) || is.logical(v)) && !is.object(v), NA))
}

# Is it one graph, rather than a list of them?
is_graph <- function(value) {
    igraph::is_igraph(value) || is.data.frame(value) || is_matrix(value)
}

# --- Matrices --------------------------------------------------------------------------------------

# Row, column and value of the entries of a dense matrix that are not 0, NA among them.
dense_entries <- function(matrix) {
    places <- which(is.na(matrix) | matrix != 0)
    row <- (places - 1) %% nrow(matrix) + 1
    list(row = row, column = (places - 1) %/% nrow(matrix) + 1, value = as.vector(matrix[places]))
}

# The same of a matrix of the package Matrix. Symmetric, triangular and diagonal ones become general,
# and entries of one place become one; a pattern has no values.
sparse_entries <- function(matrix) {
    if (!requireNamespace("Matrix", quietly = TRUE)) {
        stop("a sparse matrix needs the package Matrix; install it.", call. = FALSE)
    }
    general <- methods::as(methods::as(matrix, "generalMatrix"), "CsparseMatrix")
    column <- rep(seq_len(ncol(general)), diff(general@p))
    value <- if (methods::.hasSlot(general, "x")) general@x else rep(TRUE, length(column))
    kept <- is.na(value) | value != 0
    list(row = general@i[kept] + 1, column = column[kept], value = value[kept])
}

# Names of the rows that are also those of the columns, or NULL.
matrix_names <- function(matrix) {
    names <- dimnames(matrix)
    if (is.null(names[[1L]]) && is.null(names[[2L]])) {
        return(NULL)
    }
    if (!is.null(names[[1L]]) && !is.null(names[[2L]]) && !identical(names[[1L]], names[[2L]])) {
        place <- which(names[[1L]] != names[[2L]])[1L]
        stop(sprintf(
            "row and column %d of the matrix are called \"%s\" and \"%s\". Reorder one of them, or drop the names with unname().",
            place, names[[1L]][place], names[[2L]][place]
        ), call. = FALSE)
    }
    plain_texts(if (is.null(names[[1L]])) names[[2L]] else names[[1L]])
}

# The raw graph of a matrix. NA on the diagonal is no edge, since some tools mark it so.
raw_of_matrix <- function(matrix) {
    if (nrow(matrix) != ncol(matrix)) {
        stop(sprintf("an adjacency matrix must be square, but this one is %d by %d.", nrow(matrix), ncol(matrix)), call. = FALSE)
    }
    names <- matrix_names(matrix)
    entries <- if (is.matrix(matrix)) dense_entries(matrix) else sparse_entries(matrix)
    kept <- which(entries$row != entries$column | !is.na(entries$value))
    kept <- kept[order(entries$row[kept], entries$column[kept])]
    ends <- cbind(as.double(entries$row[kept]), as.double(entries$column[kept]))
    value <- entries$value[kept]
    weighted <- !is.logical(value) || anyNA(value)
    list(
        as.double(nrow(matrix)), TRUE, ends, structure(list(), names = character()),
        if (is.null(names)) structure(list(), names = character()) else list(name = names),
        if (weighted) list(weight = as.double(value)) else structure(list(), names = character())
    )
}

count_mismatch <- function(what, rows, n) {
    if (rows != n) {
        fail(4L, sprintf("There are %d rows of %s, but %d neurons; give one row per neuron.", rows, what, n))
    }
}

# Vertex attributes of a data frame with one row per neuron.
node_attributes <- function(nodes, n) {
    count_mismatch("nodes", nrow(nodes), n)
    attributes <- plain_attributes(as.list(nodes), plain_values, "Vertex")
    attributes <- lapply(attributes, function(values) {
        if (is.character(values)) replace(values, values == "", NA) else values
    })
    if (is.null(attributes$name) && is.character(attr(nodes, "row.names"))) {
        attributes$name <- plain_texts(row.names(nodes))
    }
    if (!is.null(attributes$name)) {
        attributes$name <- plain_texts(attributes$name)
    }
    attributes
}

position_attributes <- function(positions, unit, n) {
    positions <- number_matrix(positions)
    count_mismatch("positions", nrow(positions), n)
    if (!ncol(positions) %in% 2:3) {
        fail(4L, sprintf("Positions have 2 or 3 columns, but these have %d.", ncol(positions)))
    }
    names <- paste0(c("x", "y", "z")[seq_len(ncol(positions))], if (!is.null(unit)) paste0("_", one_text(unit)))
    structure(lapply(seq_along(names), function(d) positions[, d]), names = names)
}

graph_from_matrix <- function(w, positions = NULL, nodes = NULL, unit = NULL, connectome = NULL) {
    if (is.data.frame(w)) {
        w <- as.matrix(w)
    }
    if (!is_matrix(w)) {
        fail(4L, sprintf("A matrix of numbers is needed, not %s.", kind_of(w)))
    }
    raw <- tryCatch(raw_of_matrix(w), error = function(e) fail(4L, capitalised(conditionMessage(e))))
    if (!is.null(nodes)) {
        of_nodes <- node_attributes(nodes, raw[[1L]])
        raw[[5L]][names(of_nodes)] <- of_nodes
    }
    if (!is.null(positions)) {
        axes <- position_attributes(positions, unit, raw[[1L]])
        raw[[5L]][names(axes)] <- axes
    }
    if (!is.null(connectome)) {
        raw[[4L]]$connectome <- one_text(connectome)
    }
    raw[[3L]] <- as.vector(t(raw[[3L]]))
    from_raw(raw)
}

capitalised <- function(text) paste0(toupper(substring(text, 1L, 1L)), substring(text, 2L))

# --- Data frames -------------------------------------------------------------------------------------

# Decimal texts of whole numbers of 64 bits, as the package bit64 keeps them: in the bits of doubles.
# Parts of 16 bits are divided by 10000 again and again, and the remainders are the digits.
integer64_texts <- function(values) {
    bits <- matrix(readBin(writeBin(as.vector(unclass(values)), raw(), endian = "little"), "integer",
        4L * length(values), size = 2L, signed = FALSE, endian = "little"), nrow = 4L)
    negative <- bits[4L, ] >= 32768
    missing <- bits[4L, ] == 32768 & colSums(bits[1:3, , drop = FALSE]) == 0
    carry <- rep(1, ncol(bits))
    for (k in 1:4) { # the two's complement of negative numbers
        flipped <- 65535 - bits[k, ] + carry
        carry <- as.numeric(flipped > 65535)
        bits[k, ] <- ifelse(negative, flipped %% 65536, bits[k, ])
    }
    texts <- rep("", ncol(bits))
    for (round in 1:5) {
        rest <- rep(0, ncol(bits))
        for (k in 4:1) {
            part <- rest * 65536 + bits[k, ]
            bits[k, ] <- part %/% 10000
            rest <- part %% 10000
        }
        texts <- paste0(sprintf("%04.0f", rest), texts)
    }
    texts <- sub("^0+(?=.)", "", texts, perl = TRUE)
    ifelse(missing, NA, paste0(ifelse(negative, "-", ""), texts))
}

# Whole numbers beyond 2^53 in doubles may stand for others, because their last digits are lost.
warn_of_digits <- function(name, values) {
    if (is.double(values) && !is.object(values) && any(abs(values) > 2^53 & is.finite(values), na.rm = TRUE)) {
        warn(sprintf(paste("\"%s\" holds numbers beyond 2^53, which R's doubles round, so that ids may be wrong or",
            "alike. Read ids as text (colClasses = \"character\") or as integer64 of the package bit64."), name))
    }
}

number_texts <- function(values) {
    whole <- is.finite(values) & values == trunc(values)
    texts <- formatC(values, digits = 15L, format = "g", width = 1L)
    inexact <- which(is.finite(values) & !whole & suppressWarnings(as.numeric(texts)) != values)
    texts[inexact] <- formatC(values[inexact], digits = 17L, format = "g", width = 1L)
    texts[which(whole)] <- sprintf("%.0f", values[which(whole)])
    texts
}

quoted_text <- function(texts) paste0("\"", gsub("\"", "\"\"", texts, fixed = TRUE), "\"")

# The cells of a column as they are written into a table; NA is an empty cell.
cells_of <- function(name, values) {
    if (is.list(values)) { # coordinates of one neuron per cell
        values <- vapply(values, function(v) if (length(v)) paste0("[", paste(number_texts(v), collapse = " "), "]") else NA_character_, "")
    }
    if (!is.null(dim(values)) || !is.atomic(values)) {
        fail(4L, sprintf("Column \"%s\" is %s; columns hold one number or text per row.", name, kind_of(values)))
    }
    missing <- is.na(values)
    if (inherits(values, "integer64")) {
        cells <- integer64_texts(values)
        missing <- is.na(cells)
    } else if (is.numeric(values) && !is.object(values)) {
        warn_of_digits(name, values)
        cells <- number_texts(values)
    } else {
        cells <- plain_texts(values)
        special <- grepl("[\",;|#%\t\r\n]|^\\s|\\s$", cells, perl = TRUE, useBytes = TRUE)
        cells[special] <- quoted_text(cells[special])
    }
    ifelse(missing, "", cells)
}

# Row names that were given become the column "name" of a table that has no other names.
named_rows <- function(table) {
    has_names <- grepl("id$|^name$|^label$|^neuron$", names(table), ignore.case = TRUE)
    named <- is.character(attr(table, "row.names")) && !any(has_names)
    c(if (named) list(name = row.names(table)), as.list(table))
}

write_frame <- function(table, path) {
    columns <- Map(cells_of, names(table), table)
    lines <- c(paste(quoted_text(plain_texts(names(table))), collapse = ","), do.call(paste, c(unname(columns), sep = ",")))
    file <- file(path, "wb")
    on.exit(close(file))
    writeLines(lines, file, useBytes = TRUE)
}

# Factors are texts, whatever their levels look like. Neurons are in the order of the nodes' rows.
restore_factors <- function(graph, nodes) {
    for (name in names(nodes)) {
        if (is.factor(nodes[[name]]) && is.numeric(igraph::vertex_attr(graph, name))) {
            graph <- igraph::set_vertex_attr(graph, name, value = as.character(nodes[[name]]))
        }
    }
    graph
}

graph_from_table <- function(edges, nodes = NULL, ...) {
    for (table in list(edges, if (is.null(nodes)) edges else nodes)) {
        if (!is.data.frame(table)) {
            fail(4L, sprintf("A data frame is needed, not %s.", kind_of(table)))
        }
    }
    parent <- tempfile("latigraph")
    dir.create(parent)
    on.exit(unlink(parent, recursive = TRUE))
    file <- file.path(parent, "edges.csv")
    write_frame(as.list(edges), file)
    # The name depends on the edges, so that circuits without a connectome do not pass for one.
    folder <- file.path(parent, paste0("table-", substring(tools::md5sum(file), 1L, 12L)))
    dir.create(folder)
    file.rename(file, file.path(folder, "edges.csv"))
    if (!is.null(nodes)) {
        write_frame(named_rows(nodes), file.path(folder, "nodes.csv"))
    }
    found <- run("read_graphs", list(paths = folder, ...), "circuits")$values$circuits
    if (length(found) != 1L) {
        fail(4L, sprintf("The table holds %d circuits, one per subject; give the rows of one of them.", length(found)))
    }
    if (is.null(nodes)) found[[1L]] else restore_factors(found[[1L]], nodes)
}
