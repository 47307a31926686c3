# Results of operations: outputs by name, entries with labels, tables, figures, remarks.

new_result <- function(operation, values, remarks, inputs) {
    structure(values,
        class = c(paste0("latigraph_", operation$name), "latigraph_result"), operation = operation$name,
        remarks = as.data.frame(remarks, stringsAsFactors = FALSE), inputs = inputs
    )
}

operation_of <- function(x) find_operation(attr(x, "operation"))

# --- Access by name and label ---------------------------------------------------------------------

labels_in <- function(value) if (is.matrix(value)) unlist(dimnames(value)) else names(value)

# All entries with a label, over all outputs; of a matrix its row or column.
record <- function(x, label) {
    found <- lapply(unclass(x), function(value) {
        if (!is.matrix(value)) {
            return(if (label %in% names(value)) value[[label]])
        }
        if (label %in% rownames(value)) value[label, ] else if (label %in% colnames(value)) value[, label]
    })
    found[!vapply(found, is.null, NA)]
}

`[[.latigraph_result` <- function(x, i) {
    if (!is.character(i) || length(i) != 1L || i %in% names(x)) {
        return(unclass(x)[[i]])
    }
    found <- record(x, i)
    if (!length(found)) {
        words <- c(names(x), unlist(lapply(unclass(x), labels_in)))
        fail(4L, sprintf("The result of %s has no output or label \"%s\"%s", attr(x, "operation"), i,
            did_you_mean(i, words)))
    }
    found
}

`$.latigraph_result` <- function(x, name) x[[name]]

# --- Tables -----------------------------------------------------------------------------------------

as.data.frame.latigraph_result <- function(x, row.names = NULL, optional = FALSE, ..., axis = NULL) {
    outputs <- operation_of(x)$outputs[names(x)]
    axes <- vapply(outputs, function(o) o$rows, "")
    numeric <- vapply(outputs, function(o) o$type %in% c("vector", "matrix"), NA)
    if (is.null(axis)) {
        axis <- axes[numeric & !is.na(axes)][1L]
    }
    chosen <- names(outputs)[!is.na(axes) & axes == axis]
    if (!length(chosen)) {
        fail(4L, sprintf("No output of %s has rows \"%s\"%s", attr(x, "operation"), axis,
            did_you_mean(as.character(axis), axes[!is.na(axes)])))
    }
    # Outputs that were not computed are empty.
    sizes <- vapply(unclass(x)[chosen], NROW, 0L)
    chosen <- chosen[sizes == max(sizes)]
    first <- names(Filter(is.matrix, unclass(x)[chosen]))[1L]
    columns <- list()
    for (name in chosen) {
        value <- x[[name]]
        titles <- if (is.matrix(value)) {
            paste0(if (name != first) paste0(name, ":") else "",
                if (is.null(colnames(value))) seq_len(ncol(value)) else colnames(value), recycle0 = TRUE)
        } else name
        columns[titles] <- unname(as.data.frame(unname(value), stringsAsFactors = FALSE))
    }
    labels <- if (is.matrix(x[[chosen[1L]]])) rownames(x[[chosen[1L]]]) else names(x[[chosen[1L]]])
    if (is.null(row.names) && anyDuplicated(labels)) { # row names must differ
        columns <- c(stats::setNames(list(labels), axis), columns)
        labels <- NULL
    }
    data.frame(columns, row.names = if (is.null(row.names)) labels else row.names, check.names = FALSE,
        stringsAsFactors = FALSE)
}

# --- Texts --------------------------------------------------------------------------------------------

# An output as the C side reads it; NULL if it cannot be set.
output_to_c <- function(type, value) {
    switch(type,
        vector = as.double(value),
        real = as.double(value),
        model = NULL,
        string = if (!is.na(value)) one_text(value),
        to_c[[type]](value)
    )
}

# A text or a figure, which the library makes of the values; nothing is computed again. `graphs`: are
# graphs and other inputs needed?
render <- function(x, form, width = 0L, graphs = FALSE, style = character()) {
    operation <- operation_of(x)
    outputs <- operation$outputs[names(x)]
    is_graph <- vapply(outputs, function(o) grepl("graph", o$type), NA)
    outputs <- outputs[graphs | !is_graph]
    values <- Map(function(o, value) output_to_c(o$type, value), outputs, unclass(x)[names(outputs)])
    inputs <- attr(x, "inputs")
    labels <- unlist(lapply(outputs, function(o) c(o$rows, o$columns)))
    inputs <- inputs[graphs | names(inputs) %in% labels]
    answer <- .Call(C_render, operation$name, converted(operation, inputs),
        values[!vapply(values, is.null, NA)], form, as.integer(width), style)
    settle(answer, later$warnings)
}

# An output in a few words.
brief <- function(value) {
    if (is.matrix(value)) {
        return(paste(nrow(value), "x", ncol(value), "matrix"))
    }
    if (is.list(value)) {
        return(paste("list of", length(value)))
    }
    if (length(value) > 6L) paste(class(value)[1L], "of length", length(value)) else paste(format(value), collapse = " ")
}

result_text <- function(x) {
    text <- tryCatch(render(x, "table", getOption("width")), latigraph_error = function(e) "")
    text <- gsub(", see --json", "", text, fixed = TRUE) # the command says where the rest is
    if (nzchar(text)) {
        return(sub("\n+$", "", text))
    }
    filled <- names(x)[lengths(unclass(x)) > 0L]
    paste0(filled, ": ", vapply(unclass(x)[filled], brief, ""), collapse = "\n")
}

print.latigraph_result <- function(x, ...) {
    cat(result_text(x), "\n", sep = "")
    invisible(x)
}

summary.latigraph_result <- function(object, ...) {
    structure(class = "summary.latigraph_result", list(
        operation = attr(object, "operation"), summary = operation_of(object)$summary,
        table = result_text(object), outputs = vapply(unclass(object), brief, ""),
        remarks = attr(object, "remarks")
    ))
}

print.summary.latigraph_result <- function(x, ...) {
    width <- getOption("width")
    cat(strwrap(paste0(x$operation, ": ", x$summary), width), "", x$table, "", sep = "\n")
    cat(strwrap(paste("Outputs:", paste(names(x$outputs), collapse = ", ")), width, exdent = 4L), sep = "\n")
    for (text in x$remarks$text) {
        cat(strwrap(paste("Remark:", text), width, exdent = 4L), sep = "\n")
    }
    invisible(x)
}

# --- Figures --------------------------------------------------------------------------------------------

# Writes the image to a file, or draws it on R's device.
show_image <- function(draw, file) {
    if (!is.null(file)) {
        file <- one_text(full_path(file))
        writeBin(draw(tolower(sub("^.*\\.", "", basename(file)))), file)
        return(invisible(file))
    }
    if (!requireNamespace("png", quietly = TRUE)) {
        stop("Drawing on a device needs the package png; plot(x, file = \"figure.svg\") writes a file.",
            call. = FALSE)
    }
    grid::grid.newpage()
    grid::grid.raster(png::readPNG(draw("png")))
    invisible()
}

plot.latigraph_result <- function(x, file = NULL, ...) {
    if (!operation_of(x)$has_figure) {
        fail(4L, sprintf("Operation \"%s\" has no figure.", attr(x, "operation")))
    }
    style <- style_texts(list(...))
    show_image(function(format) render(x, format, graphs = TRUE, style = style), file)
}

# Options of a figure as texts by their names.
style_texts <- function(style) {
    style <- style[!vapply(style, is.null, NA)]
    if (length(style) && (is.null(names(style)) || !all(nzchar(names(style))))) {
        stop("Options of a figure need names, such as width = 120 or theme = \"dark\".", call. = FALSE)
    }
    vapply(stats::setNames(seq_along(style), names(style)), function(k) {
        value <- style[[k]]
        if (length(value) != 1L) {
            fail(4L, sprintf("Option \"%s\" of the figure must be one value, not %s of length %d.",
                names(style)[k], class(value)[1L], length(value)))
        }
        one_text(format(value, digits = 15L, scientific = FALSE))
    }, "")
}
