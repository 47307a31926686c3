# Models in files, and what R's generic functions make of a model.

# A value that is no text is refused later, as an argument.
full_path <- function(path) if (is.character(path)) path.expand(path) else path

lg_load <- function(name) run("model_read", list(path = full_path(name)))$values$model

lg_save <- function(model, path) {
    invisible(run("model_write", list(model = model, path = full_path(path)))$values)
}

lg_models <- function() unname(run("models", list(), "names")$values$names)

lg_describe <- function(model) run("info", list(model = model), "description")$values$description

# The description as the command prints it.
description_lines <- function(model) {
    operation <- find_operation("info")
    found <- new_result(operation, run("info", list(model = model))$values, matrix("", 0L, 3L), list())
    strsplit(render(found, "table", getOption("width")), "\n", fixed = TRUE)[[1L]]
}

print.latigraph_model <- function(x, ...) {
    lines <- description_lines(x)
    fact <- function(name) {
        pattern <- sprintf("^ *%s: ", name)
        sub(pattern, "", grep(pattern, lines, value = TRUE)[1L])
    }
    title <- fact("title")
    text <- c(
        if (is.na(title)) "latigraph model" else paste("latigraph model:", title),
        sprintf("%s dimensions, circuits of %s to %s neurons", fact("code"), fact("smallest_circuit"),
            fact("largest_circuit")),
        if (!is.na(fact("data"))) paste("Data:", fact("data"))
    )
    cat(strwrap(text, getOption("width"), exdent = 4L), sep = "\n")
    invisible(x)
}

summary.latigraph_model <- function(object, ...) {
    structure(list(lines = description_lines(object)), class = "summary.latigraph_model")
}

print.summary.latigraph_model <- function(x, ...) {
    cat(x$lines, sep = "\n")
    invisible(x)
}

predict.latigraph_model <- function(object, newdata, ...) lg_ops()$encode(object, newdata, ...)

plot.latigraph_model <- function(x, circuits, ..., file = NULL) {
    show_image(function(format) lg_ops()$figure(x, circuits, ..., format = format), file)
}
