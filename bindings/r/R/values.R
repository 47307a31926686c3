# Values of arguments, by the types of the table of operations, to what the C side reads and back.

# The kind of a value, for people: "NA", "numeric of length 2".
kind_of <- function(value) {
    if (is.atomic(value) && length(value) == 1L && is.na(value)) {
        return(if (is.nan(value)) "NaN" else "NA")
    }
    kind <- paste(class(value), collapse = "/")
    if (is.atomic(value) && !is.null(value) && length(value) != 1L) paste(kind, "of length", length(value)) else kind
}

needs <- function(what, value) {
    stop(what, " is needed, not ", kind_of(value), ".", call. = FALSE)
}

one_number <- function(value) {
    if (!is.numeric(value) || length(value) != 1L || is.na(value)) {
        needs("one number", value)
    }
    as.double(value)
}

whole_number <- function(value) {
    number <- one_number(value)
    if (number != trunc(number) || abs(number) > 2^53) {
        stop("a whole number is needed, not ", format(number, digits = 15L), ".", call. = FALSE)
    }
    number
}

truth <- function(value) {
    if (!is.logical(value) || length(value) != 1L || is.na(value)) {
        needs("TRUE or FALSE", value)
    }
    as.logical(value)
}

texts <- function(value) {
    if (!is.character(value) || anyNA(value)) {
        needs("text", if (is.character(value)) NA else value)
    }
    plain_texts(value)
}

# A named list of texts becomes a JSON object.
one_text <- function(value) {
    if (is.list(value) && !is.null(names(value))) {
        return(json_object(value))
    }
    if (!is.character(value) || length(value) != 1L) {
        needs("one text", value)
    }
    texts(value)
}

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

raw_bytes <- function(value) if (is.raw(value)) value else needs("a raw vector", value)

graph_list <- function(value) {
    value <- as_graphs(value)
    if (!is.list(value)) {
        needs("a graph of igraph, a matrix or a data frame, or a list of them,", value)
    }
    lapply(unname(value), to_raw)
}

numbers <- function(value) {
    if (!is.numeric(value)) {
        needs("a vector of numbers", value)
    }
    as.double(value)
}

# A vector counts as a matrix of one row.
number_matrix <- function(value) {
    if (is.data.frame(value)) {
        value <- as.matrix(value)
    }
    if (!is.numeric(value) || length(dim(value)) > 2L) {
        needs("a matrix of numbers", value)
    }
    if (length(dim(value)) != 2L) {
        value <- matrix(value, nrow = 1L)
    }
    value <- unname(value)
    storage.mode(value) <- "double"
    value
}

# A text is the name of a pretrained model, or a file.
model_pointer <- function(value) {
    if (is.character(value)) {
        value <- lg_load(value)
    }
    if (!inherits(value, "latigraph_model")) {
        needs("a model, as lg_load() and fit() make them,", value)
    }
    value$pointer
}

# A function of a graph as a property: NA or NULL is "not defined".
measure_of <- function(name, measure) {
    force(measure)
    function(raw) {
        guarded({
            value <- measure(from_raw(raw))
            if (is.null(value)) {
                value <- NA_real_
            }
            if (!(is.numeric(value) || is.logical(value)) || length(value) != 1L) {
                stop(sprintf(
                    "the property \"%s\" gave %s of length %d, not one number.",
                    name, class(value)[1L], length(value)
                ), call. = FALSE)
            }
            as.double(value)
        })
    }
}

callback <- function(value) {
    if (!is.list(value) || length(value) != 1L || !is.function(value[[1L]])) {
        needs("list(name = function)", value)
    }
    callback_list(value)[[1L]]
}

callback_list <- function(value) {
    if (is.function(value)) {
        stop("functions are needed by their names: list(name = function).", call. = FALSE)
    }
    if (!is.list(value) || !all(vapply(value, is.function, NA))) {
        needs("list(name = function)", value)
    }
    if (length(value) && (is.null(names(value)) || !all(nzchar(names(value))))) {
        stop("every function needs a name: list(name = function).", call. = FALSE)
    }
    unname(Map(function(name, f) list(plain_texts(name), measure_of(name, f)), names(value), value))
}

to_c <- list(
    graph = to_raw, graph_list = graph_list, vector = numbers, matrix = number_matrix,
    integer = whole_number, real = one_number, boolean = truth, string = one_text,
    string_list = texts, model = model_pointer, callback = callback, callback_list = callback_list,
    bytes = raw_bytes
)

new_model <- function(pointer) structure(list(pointer = pointer), class = "latigraph_model")

from_c <- list(
    graph = from_raw,
    graph_list = function(raws) lapply(raws, from_raw),
    model = new_model
)
