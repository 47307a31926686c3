# Writes the help pages into the folder that is given, from the table of operations and from the
# arguments of the package's functions: make update-r-pages. What is not in the table stands here.

suppressPackageStartupMessages(library(latigraph))
folder <- commandArgs(TRUE)[1L]
internal <- asNamespace("latigraph")
table <- internal$known$table

# --- Rd ----------------------------------------------------------------------------------------------

rd <- function(text) gsub("([\\\\%{}])", "\\\\\\1", text)
wrapped <- function(text) paste(strwrap(rd(text), 96L), collapse = "\n")
macro <- function(name, ...) paste0("\\", name, "{", paste(..., sep = "\n"), "}")
block <- function(name, text) if (length(text)) paste0("\\", name, "{\n", paste(text, collapse = "\n"), "\n}")
link <- function(page, shown = page) sprintf("\\code{\\link[=%s]{%s}}", page, shown)

page <- function(name, aliases, title, ...) {
    writeLines(enc2utf8(c(
        "% Made from the table of operations by pages.R; change that.",
        "\\encoding{UTF-8}",
        paste0("\\name{", name, "}"),
        paste0("\\alias{", c(name, aliases), "}"),
        paste0("\\title{", rd(title), "}"),
        unlist(list(...))
    )), file.path(folder, paste0(name, ".Rd")), useBytes = TRUE)
}

# "Finds the code." as a title: without the period.
title_of <- function(text) sub("\\.$", "", text)

usage_of <- function(shown, f) {
    parameters <- formals(f)
    texts <- vapply(names(parameters), function(name) {
        required <- identical(parameters[[name]], quote(expr = ))
        if (required) name else paste(name, deparse(parameters[[name]]), sep = "\001=\001")
    }, "")
    lines <- strwrap(sprintf("%s(%s)", shown, paste(texts, collapse = ", ")), 88L, exdent = 4L)
    paste(rd(gsub("\001", " ", lines)), collapse = "\n") # no line ends before a default
}

items <- function(arguments) {
    vapply(arguments, function(a) {
        sprintf("  \\item{\\code{%s}}{%s}", a$name, paste0(
            wrapped(paste0(a$doc, if (grepl("\\.$", a$doc)) "" else ".")),
            " (", rd(internal$argument_facts(a)), ")"
        ))
    }, "")
}

# --- Operations ------------------------------------------------------------------------------------

is_measure <- function(operation) startsWith(operation$name, "igraph_")

for (operation in Filter(Negate(is_measure), table)) {
    f <- unclass(lg_ops()[[operation$name]])
    page(
        paste0("operation-", operation$name), NULL,
        sprintf("Operation %s: %s", operation$name, title_of(operation$summary)),
        block("description", wrapped(operation$summary)),
        block("details", c(
            if (!is.na(operation$doc)) wrapped(operation$doc),
            if (operation$uses_randomness) "\nA seed that is left out is drawn from R's generator."
        )),
        paste0("\\section{Call}{\\preformatted{", usage_of(paste0("lg_ops()$", operation$name), f), "}}"),
        if (length(operation$inputs)) block("section{Inputs}", block("describe", items(operation$inputs))),
        block("value", if (length(operation$outputs)) {
            c(if (length(operation$outputs) > 1L) "A list of" else "The output",
              block("describe", items(operation$outputs)))
        } else "Nothing, invisibly."),
        block("seealso", paste0(link("lg_ops"), "."))
    )
}

measures <- Filter(is_measure, table)
page(
    "igraph-measures", NULL, "Measures of igraph as operations",
    block("description", wrapped(paste(
        "Measures of igraph that are operations, so that they can be called, and named wherever properties",
        "are: each takes one graph and gives one number."
    ))),
    block("section{Operations}", block("describe", vapply(measures, function(o) {
        sprintf("  \\item{\\code{lg_ops()$%s(graph)}}{%s}", o$name, wrapped(o$summary))
    }, ""))),
    block("seealso", paste0(link("lg_ops"), ", ", link("properties"), "."))
)

# --- Functions ---------------------------------------------------------------------------------------

example <- function(...) {
    block("examples", c(
        "if (\"worm\" \\%in\\% lg_models()) {",
        paste0("    ", rd(c("model <- lg_load(\"worm\")", ...))), "}"
    ))
}

own <- list(
    graphs = "A graph of igraph, or a list of them: directed, with node data as vertex attributes.",
    graph = "A graph of igraph.",
    properties = paste(
        "Names of properties, or a list of names and functions: \\code{list(\"density\", hubs = f)}. A function",
        "takes a graph and gives a number, or \\code{NA} where it is not defined. Left out: all of the table."
    ),
    code = "One code for all circuits, or a matrix with one row for each.",
    progress = paste(
        "\\code{TRUE} draws a bar, a function is called with message and percent, \\code{NULL} does what",
        "\\code{\\link{lg_progress}()} said."
    ),
    seed = "Seed of the random numbers; left out: drawn from R's generator, so that \\code{set.seed()} decides."
)

# One page a function. `operation` has the texts of arguments that are not in `texts` or `own`.
face <- function(name, title, description, operation = NULL, texts = list(), value = NULL,
                 details = NULL, examples = NULL, with = NULL) {
    functions <- mget(c(name, with), envir = internal)
    parameters <- unique(unlist(lapply(functions, function(f) names(formals(f)))))
    described <- vapply(parameters, function(p) {
        text <- if (!is.null(texts[[p]])) texts[[p]] else own[[p]]
        if (is.null(text)) {
            text <- rd(table[[operation]]$inputs[[p]]$doc)
        }
        shown <- if (p == "...") "\\dots" else p
        sprintf("  \\item{%s}{%s}", shown, paste(strwrap(text, 96L), collapse = "\n"))
    }, "")
    page(
        name, with, title,
        block("description", paste(strwrap(description, 96L), collapse = "\n")),
        block("usage", vapply(names(functions), function(n) usage_of(n, functions[[n]]), "")),
        block("arguments", described),
        block("details", details),
        block("value", value),
        if (!is.null(operation)) block("seealso", paste0(
            "The operation ", link(paste0("operation-", operation), operation), "."
        )),
        examples
    )
}

outputs <- function(operation, ...) {
    c(..., block("describe", items(table[[operation]]$outputs)))
}

face("lg_load", "Models in files", "Reads a model, lists those that are installed, keeps one, says what it holds.",
    with = c("lg_save", "lg_models", "lg_describe"),
    texts = list(
        name = paste("A file, or the name of a pretrained model. Names are looked for in the folders of the",
            "environment variable \\env{LATIGRAPH_MODEL_PATH} and where latigraph was installed."),
        model = "A model.", path = "The file to write; it appears under its name only when it is complete."
    ),
    value = paste("\\code{lg_load}: a model. \\code{lg_models}: names. \\code{lg_describe}: JSON. Models live in the",
        "memory of a session; \\code{saveRDS()} does not keep them, \\code{lg_save} does."),
    examples = example("model", "substr(lg_describe(model), 1, 60)"))

face("encode", "Latent codes of graphs", "Finds the latent code of each graph.", "encode",
    texts = list(), value = "A list of \\code{mean} and \\code{sd}, one row a graph; of one graph, one code each.",
    examples = example("graphs <- generate(model, count = 3, nodes = 40, seed = 1)", "encode(model, graphs)$mean[, 1:4]"))

face("decode", "Edge probabilities of a graph", "Finds the probability of each edge of a graph, at its code.", "decode",
    value = "A matrix, source by target.",
    examples = example("graph <- generate(model, nodes = 30, seed = 1)[[1]]", "sum(decode(model, graph))"))

face("generate", "New graphs", "Generates circuits from codes: graphs with node data, weights and code as attributes.", "generate",
    value = "A list of graphs.",
    examples = example("generate(model, count = 2, nodes = 40, seed = 1)"))

face("directions", "Directions of the code along which properties grow",
    "Finds the directions of the code along which properties of graphs grow.", "directions",
    texts = list(graphs = "Graphs to relate codes and properties on; left out: the directions that the model holds."),
    value = c("A data frame with one row a direction. Matrices with one row a direction are attributes of it, such as",
        "\\code{attr(table, \"steps\")}: the step of the code that adds one standard deviation of the property.",
        "All of them:", block("describe", items(table$directions$outputs))),
    examples = example("head(directions(model)[, c(\"property\", \"r2\")])"))

face("steer", "Graphs with properties that are asked for",
    "Generates circuits whose properties take asked values.", "steer",
    texts = list(
        like = "A graph to start from, its node data and code; left out: from training circuits.",
        targets = paste("Requests as texts, \\code{\"density=+1sd\"}, or as a named list, \\code{list(density = \"+1sd\")}."),
        ... = paste("Properties by name, with \\code{_} for \\code{-}: a value, \\code{reciprocity = 0.2}; a change,",
            "\\code{\"+=0.05\"}; percent, \\code{mean_degree = \"+10\\%\"}; or standard deviations of the training",
            "circuits, \\code{\"+1sd\"}."),
        keep = paste("Properties to leave as they are: names, or a list of names and functions,",
            "\\code{list(\"density\", hubs = f)}. Statistics that steering controls are held; others stay by the",
            "least change of the rest. \\code{character()}: none; left out: every statistic that steering controls."),
        functions = "Properties of your own that targets and keep may name: \\code{list(hubs = f)}."
    ),
    value = c("A list of \\code{circuits}, \\code{table} (a data frame with one row a target: what was asked, what was",
        "achieved and how), \\code{kept} (a data frame with one row for each property in keep: how well it was",
        "kept) and other outputs:", block("describe", items(table$steer$outputs))),
    examples = example("graph <- generate(model, nodes = 40, seed = 1)[[1]]",
        "steer(model, graph, reciprocity = \"+0.5sd\", count = 2, seed = 1)"))

face("explain", "From which coordinates properties are read",
    "Tells from which coordinates of the code properties are read, of a model or of graphs.", "explain",
    texts = list(
        graphs = paste("Graphs whose mean code is explained, and that functions and operations are learnt on;",
            "left out: none."),
        properties = paste("Names of properties, or a list of names and functions: \\code{list(\"density\", hubs = f)}.",
            "Left out: all that the model has a direction of.")
    ),
    value = outputs("explain", "A list; rows and columns are named by properties and coordinates:"),
    examples = example("explain(model, properties = \"transitivity\")$share"))

face("traverse", "Walks along a property", "Walks the code along the direction of a property.", "traverse",
    texts = list(like = "A graph to start from, its node data and code; left out: the mean code."),
    value = outputs("traverse", "A list; columns are named by their properties:"),
    examples = example("traverse(model, \"reciprocity\", steps = 3, count = 2, nodes = 40, seed = 1)$position"))

face("evaluate", "How good a model is", "Judges a model by how briefly it describes graphs, which should be of unseen neurons.",
    "evaluate", texts = list(curve = "Work out the rate-distortion curve, too?"),
    value = outputs("evaluate", "A list; \\code{per_circuit} and \\code{curve} are data frames:"),
    examples = example("graphs <- generate(model, count = 3, nodes = 40, seed = 1)",
        "evaluate(model, graphs, refine = 0, seed = 1)$bits_total"))

options <- .Call(internal$C_fit_options)
options <- options[!options[, 1L] %in% c("seed", "threads"), ]
face("fit", "Learning a latent space", "Learns a latent space from graphs.", "fit",
    texts = list(
        validation = rd(table$fit$inputs$validation$doc),
        ... = "Options, with \\code{_} for \\code{-}; see below.",
        card = "Facts to keep in the model, a named list of texts: title, data, citation, licence and others."
    ),
    value = "A model.",
    details = c("The options of a fit:", block("describe", sprintf(
        "  \\item{\\code{%s}}{%s (%s; default %s)}", gsub("-", "_", options[, 1L]),
        vapply(options[, 4L], wrapped, ""), rd(options[, 3L]), rd(options[, 2L])
    ))),
    examples = example("graphs <- generate(model, count = 8, nodes = 20, seed = 1)",
        "fit(graphs, steps = 2, baseline_steps = 2, hidden = 8, code = 2, seed = 1)"))

face("properties", "Properties of graphs", "Measures properties of graphs, your own among them.", "properties",
    value = "A data frame with one row a graph and one column a property; of one graph, a named vector. What is not
defined is \\code{NA}.",
    examples = example("graphs <- generate(model, count = 2, nodes = 40, seed = 1)",
        "hubs <- function(graph) max(igraph::degree(graph)) / igraph::vcount(graph)",
        "properties(graphs, list(\"reciprocity\", \"igraph_girth\", hubs = hubs))"))

face("lg_ops", "Every operation of the library",
    paste("Every operation of the library's table, and of modules that were loaded, as a function with the arguments,",
        "defaults and texts of the table. Printing one shows its help."),
    with = c("lg_op", "lg_load_module"),
    texts = list(
        operation = "The name of an operation.",
        ... = "Its inputs, by name; those that come first may be given by place.",
        .outputs = "Names of the outputs that are wanted; left out: all.", .progress = own$progress,
        path = "A module: a shared object whose operations are added."
    ),
    value = paste("\\code{lg_ops}: a list of functions. \\code{lg_op}: the output, or a list of several by their names.",
        "\\code{lg_load_module}: names of the operations that were added."),
    details = c("The operations are", block("describe", vapply(Filter(Negate(is_measure), table), function(o) {
        sprintf("  \\item{%s}{%s}", link(paste0("operation-", o$name), o$name), wrapped(o$summary))
    }, "")), paste0("and ", link("igraph-measures", "measures of igraph"), ". Modules named in the environment"),
    "variable \\env{LATIGRAPH_MODULE_PATH} are loaded with the package."),
    examples = block("examples", c("lg_ops()$generate", "lg_ops()$igraph_girth(igraph::make_ring(5, directed = TRUE))",
        "lg_op(\"igraph_diameter\", igraph::make_ring(5, directed = TRUE))")))

face("lg_progress", "Progress of long calls", "Says whom long calls tell how far they have come, from now on.",
    texts = list(progress = paste("\\code{TRUE} draws a bar in a terminal; a function is called with message and percent,",
        "at most ten times a second, and may end the call by an error; \\code{FALSE} or \\code{NULL}: nobody.")),
    value = "What was set before, invisibly.",
    examples = block("examples", c("before <- lg_progress(TRUE)", "lg_progress(before)")))

page("latigraph-package", "latigraph", "Generative models of circuits for igraph",
    "\\docType{package}",
    block("description", wrapped(paste("latigraph teaches igraph to learn: it turns a set of circuits into a small latent",
        "space, and from a point of that space it builds new graphs of igraph."))),
    block("details", c(
        paste0("Models: ", link("lg_load"), ", ", link("fit"), ", ", link("evaluate"), "."),
        paste0("Codes: ", link("encode"), ", ", link("decode"), ", ", link("generate"), ", ", link("directions"), ", ",
            link("traverse"), ", ", link("steer"), ", ",
            link("explain"), "."),
        paste0("Graphs: ", link("properties"), ". Everything else: ", link("lg_ops"), "."), "",
        wrapped(paste("Random operations draw a seed from R's generator where none is given. Ctrl-C ends a call and",
            "leaves everything usable. Errors are conditions of class latigraph_error with igraph's message, and of",
            "latigraph_value_error or latigraph_file_error; warnings are of class latigraph_warning."))
    )),
    "\\keyword{package}")
