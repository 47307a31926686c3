# Writes the help pages into the folder that is given: make update-r-pages. Texts come from the table
# of operations; this file adds examples and the pages of functions that are no operations.

suppressPackageStartupMessages(library(latigraph))
folder <- commandArgs(TRUE)[1L]
internal <- asNamespace("latigraph")
table <- internal$known$table

# --- Rd ----------------------------------------------------------------------------------------------

rd <- function(text) gsub("([\\\\%{}])", "\\\\\\1", text)
wrapped <- function(text) paste(strwrap(rd(text), 96L), collapse = "\n")
block <- function(name, text) if (length(text)) paste0("\\", name, "{\n", paste(text, collapse = "\n"), "\n}")
link <- function(page, shown = page) sprintf("\\code{\\link[=%s]{%s}}", page, shown)

page <- function(name, aliases, title, ...) {
    writeLines(enc2utf8(c(
        "% Made from the table of operations by pages.R.",
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

text_of <- function(argument) {
    paste0(
        wrapped(internal$argument_text(argument)), " (", rd(internal$argument_facts(argument)), ")"
    )
}

items <- function(arguments) {
    vapply(arguments, function(a) sprintf("  \\item{\\code{%s}}{%s}", a$name, text_of(a)), "")
}

# --- Operations ------------------------------------------------------------------------------------

progress_text <- paste(
    "\\code{TRUE} draws a bar, a function is called with message and percent, \\code{NULL} follows",
    "\\code{\\link{lg_progress}()}."
)

further_text <- function(operation) {
    if (!operation$takes_requests) {
        return("Arguments after this one need their names. A name that is not known is an error that suggests the nearest one.")
    }
    paste(
        "Properties by name, with \\code{_} for \\code{-}: a value, \\code{reciprocity = 0.2}; a change,",
        "\\code{\"+=0.05\"}; percent, \\code{mean_degree = \"+10\\%\"}; or standard deviations of the training",
        "circuits, \\code{\"+1sd\"}."
    )
}

# The text of each formal argument of a function.
argument_items <- function(operation, f) {
    vapply(names(formals(f)), function(name) {
        option <- operation$options[[name]]
        text <- if (name == "...") further_text(operation) else if (name == "progress") progress_text else
            if (!is.null(option)) sprintf("%s (%s)", wrapped(option$doc), rd(option$range)) else
                text_of(operation$inputs[[name]])
        sprintf("  \\item{%s}{%s}", if (name == "...") "\\dots" else name, text)
    }, "")
}

value_of <- function(operation, main) {
    several <- length(operation$outputs) > 1L
    begin <- if (!length(operation$outputs)) "Nothing, invisibly." else if (!several) "The output" else
        paste0("A ", link("latigraph_result", "result"), " with the outputs")
    if (!is.na(main)) {
        begin <- sprintf("\\code{%s} alone. \\code{lg_ops()$%s()} returns all outputs:", main, operation$name)
    }
    c(begin, if (length(operation$outputs)) block("describe", items(operation$outputs)))
}

details_of <- function(operation) {
    c(
        if (!is.na(operation$doc)) wrapped(operation$doc),
        if (operation$takes_functions) paste(
            "\nProperties are given by names, or as a list of names and functions:",
            "\\code{list(\"density\", hubs = f)}. A function takes a graph and returns a number, or",
            "\\code{NA} if it is not defined."
        ),
        if (operation$uses_randomness) paste("\nA seed that is left out is drawn from R's generator, so that",
            "\\code{set.seed()} decides.")
    )
}

example <- function(...) {
    block("examples", c(
        "if (\"worm\" \\%in\\% lg_models()) {",
        paste0("    ", rd(c("model <- lg_load(\"worm\")", ...))), "}"
    ))
}

few <- "graphs <- generate(model, count = 3, nodes = 40, seed = 1)"
examples <- list(
    encode = example(few, "encode(model, graphs)$mean[, 1:4]"),
    decode = example("graph <- generate(model, nodes = 30, seed = 1)[[1]]", "sum(decode(model, graph)$probabilities)"),
    generate = example("generate(model, count = 2, nodes = 40, seed = 1)",
        "generate(model, nodes = 300, mean_degree = 5, seed = 1)"),
    steer = example("graph <- generate(model, nodes = 40, seed = 1)[[1]]",
        "result <- steer(model, like = graph, reciprocity = \"+0.5sd\", count = 2, seed = 1)",
        "result$achieved[\"reciprocity\"]"),
    traverse = example("traverse(model, \"reciprocity\", steps = 3, count = 2, nodes = 40, seed = 1)$position"),
    evaluate = example(few, "evaluate(model, graphs, refine = 0, seed = 1)$bits_total"),
    node_properties = example(few,
        "head(as.data.frame(node_properties(graphs, only = c(\"betweenness\", \"coreness\"))))"),
    lesion = example(few, "lesion(graphs[1:2], \"global-efficiency\", random = 9, seed = 1)"),
    properties = example(few, "hubs <- function(graph) max(igraph::degree(graph)) / igraph::vcount(graph)",
        "as.data.frame(properties(graphs, list(\"reciprocity\", \"igraph_girth\", hubs = hubs)))"),
    fit = example("graphs <- generate(model, count = 8, nodes = 20, seed = 1)",
        "fit(graphs, validation = graphs[1:2], steps = 2, baseline_steps = 2, hidden = 8, code = 2, seed = 1)")
)

is_measure <- function(operation) startsWith(operation$name, "igraph_")
is_face <- function(operation) operation$name %in% internal$faces
page_of <- function(operation) paste0(if (!is_face(operation)) "operation-", operation$name)

for (operation in Filter(Negate(is_measure), table)) {
    name <- operation$name
    f <- if (is_face(operation)) internal[[name]] else unclass(lg_ops()[[name]])
    page(
        page_of(operation), NULL, title_of(operation$summary),
        block("description", wrapped(operation$summary)),
        if (is_face(operation)) c(
            block("usage", usage_of(name, f)), block("arguments", argument_items(operation, f))
        ) else c(
            paste0("\\section{Call}{\\preformatted{", usage_of(paste0("lg_ops()$", name), f), "}}"),
            if (length(operation$inputs)) block("section{Inputs}", block("describe", items(operation$inputs)))
        ),
        block("details", details_of(operation)),
        block("value", value_of(operation, if (is_face(operation)) internal$main_outputs[name] else NA)),
        block("seealso", paste0(link("latigraph_result"), ", ", link("lg_ops"), ".")),
        examples[[name]]
    )
}

measures <- Filter(is_measure, table)
page(
    "igraph-measures", NULL, "Measures of igraph as operations",
    block("description", wrapped(paste(
        "Measures of igraph that are operations: each takes one graph and returns one number. Their names",
        "can be used wherever names of properties are."
    ))),
    block("section{Operations}", block("describe", vapply(measures, function(o) {
        sprintf("  \\item{\\code{lg_ops()$%s(graph)}}{%s}", o$name, wrapped(o$summary))
    }, ""))),
    block("seealso", paste0(link("lg_ops"), ", ", link("properties"), "."))
)

# --- Functions that are no operations ----------------------------------------------------------------

usages <- function(names) {
    vapply(names, function(name) usage_of(name, get(name, envir = internal)), "")
}

method_usages <- function(class, generics) {
    vapply(generics, function(generic) {
        usage <- usage_of(generic, get(paste0(generic, ".", class), envir = internal))
        sub("^[^(]*", sprintf("\\\\method{%s}{%s}", generic, class), usage)
    }, "")
}

function_page <- function(name, title, description, usage, arguments, value, details = NULL, with = NULL, examples = NULL) {
    page(
        name, with, title,
        block("description", paste(strwrap(description, 96L), collapse = "\n")),
        block("usage", usage),
        block("arguments", sprintf("  \\item{%s}{%s}", names(arguments), vapply(arguments, function(text) {
            paste(strwrap(text, 96L), collapse = "\n")
        }, ""))),
        block("details", details), block("value", value), examples
    )
}

function_page("lg_load", "Models in files", "Reads a model, lists installed models, writes and describes one.",
    usages(c("lg_load", "lg_save", "lg_models", "lg_describe")),
    list(
        name = paste("A file, or the name of a pretrained model. Names are looked for in the folders of the",
            "environment variable \\env{LATIGRAPH_MODEL_PATH} and where latigraph was installed."),
        model = "A model.", path = "The file to write; it appears under its name only when it is complete."
    ),
    paste("\\code{lg_load}: a model. \\code{lg_models}: names. \\code{lg_describe}: JSON. Models live in the",
        "memory of a session; \\code{lg_save} keeps them in a file, \\code{saveRDS()} does not."),
    with = c("lg_save", "lg_models", "lg_describe"),
    examples = example("model", "substr(lg_describe(model), 1, 60)"))

model_methods <- c("print", "summary", "predict", "plot")
function_page("latigraph_model", "Methods of models",
    "Prints and describes a model, encodes graphs, and draws the latent map of circuits.",
    method_usages("latigraph_model", model_methods),
    list(
        x = "A model.", object = "A model.", newdata = "Graphs.", circuits = "Circuits to place on the map.",
        file = "File of the image: .svg, .png or .pdf. \\code{NULL} draws on R's device with the package png.",
        "\\dots" = paste("Of \\code{predict}: further arguments of", link("encode"), "; of \\code{plot}: those of",
            paste0(link("operation-figure", "figure"), "."))
    ),
    "\\code{predict}: the codes of graphs, as of \\code{encode}. \\code{plot}: the file, invisibly.",
    with = paste0(model_methods, ".latigraph_model"),
    examples = example(few, "predict(model, graphs)", "plot(model, graphs, file = tempfile(fileext = \".svg\"), seed = 1)"))

result_methods <- c("print", "summary", "plot", "as.data.frame")
function_page("latigraph_result", "Results of operations",
    "Outputs of an operation by their names, with tables, figures and remarks.",
    method_usages("latigraph_result", result_methods),
    list(
        x = "A result.", object = "A result.",
        file = "File of the figure: .svg, .png or .pdf. \\code{NULL} draws on R's device with the package png.",
        axis = paste("Output that labels the rows, such as \\code{\"properties\"}; \\code{NULL} takes that of the",
            "first labelled vector or matrix."),
        row.names = "Names of the rows; \\code{NULL} takes the labels.", optional = "Not used.",
        "\\dots" = paste("Of \\code{plot}: options of the figure, such as \\code{width} in mm, \\code{theme} or",
            "\\code{title}; those of", paste0(link("operation-figure", "figure"), "."))
    ),
    c("\\code{as.data.frame}: one row per label, one column per output that has these labels.",
        "\\code{plot}: the file, invisibly."),
    details = c(wrapped(paste("A result is a list. Vectors are named and matrices have dimnames, so that entries are",
        "found by the names of properties, circuits and coordinates.")),
        "\\code{result[[\"reciprocity\"]]} is a list of all entries with that label, over all outputs.", "",
        paste("Caveats are in \\code{attr(result, \"remarks\")}, with kind, about and text. The call also raises each",
            "as a warning of class \\code{latigraph_remark}, unless its kind is \\code{\"note\"} or \\code{\"not-applicable\"}.")),
    with = paste0(result_methods, ".latigraph_result"),
    examples = example("result <- steer(model, reciprocity = \"+0.5sd\", nodes = 40, count = 2, seed = 1)",
        "result$achieved[\"reciprocity\"]", "as.data.frame(result)",
        "plot(result, file = tempfile(fileext = \".svg\"))"))

function_page("graph_from_matrix", "Graphs of matrices and data frames",
    paste("Makes a graph of an adjacency matrix, or of a data frame with one row per edge or synapse. Matrices,",
        "those of the package Matrix, and data frames of edges are also taken wherever graphs are."),
    usages(c("graph_from_matrix", "graph_from_table")),
    list(
        w = paste("A square matrix of numbers or truth values, sparse ones of Matrix among them. Row i, column j is the",
            "weight of the edge from i to j. 0, and \\code{NA} on the diagonal, are no edges; another \\code{NA} is a",
            "weight that is not known. Names of rows and columns are names of neurons."),
        positions = "A matrix of two or three columns with one row per neuron; \\code{NA} is not known.",
        nodes = paste("A data frame with one row per neuron. The column \\code{name}, else the row names, are names of",
            "neurons. \\code{graph_from_table} finds ids by the usual names of columns."),
        unit = "The unit of the positions, such as \\code{\"um\"}.",
        connectome = "The name of the connectome that the neurons belong to.",
        edges = "A data frame of edges. Columns are found by their usual names, as in files.",
        "\\dots" = paste0("Options of ", link("operation-read_graphs", "read_graphs"),
            ", such as \\code{source}, \\code{target}, \\code{id}, \\code{weight} and \\code{undirected}.")
    ),
    "A graph of igraph.",
    details = c(wrapped(paste("Factors are texts, and NA is not known. Whole numbers beyond 2^53 are warned of, because R's",
        "doubles round them. Ids as text, or as integer64 of the package bit64, keep all their digits."))),
    with = "graph_from_table",
    examples = block("examples", c("w <- matrix(c(0, 3, 0, 0, 0, 2, 1, 0, 0), 3, byrow = TRUE)",
        "graph <- graph_from_matrix(w, positions = diag(3), unit = \"um\")",
        "properties(w, \"density\")$values[1, ]",
        "edges <- data.frame(pre = c(\"a\", \"a\", \"b\"), post = c(\"b\", \"b\", \"c\"), n_syn = c(5, 7, 9))",
        "igraph::E(graph_from_table(edges))$weight")))

function_page("lg_ops", "Every operation of the library",
    paste("Every operation of the library's table, and of modules that were loaded, as a function with the arguments,",
        "defaults and texts of the table. Printing one shows its help."),
    usages(c("lg_ops", "lg_op", "lg_load_module")),
    list(
        operation = "The name of an operation.",
        "\\dots" = "Its inputs, by name; those that come first may be given by place.",
        .outputs = "Names of the wanted outputs; \\code{NULL} wants all.", .progress = progress_text,
        path = "A module: a shared object whose operations are added."
    ),
    paste("\\code{lg_ops}: a list of functions. \\code{lg_op}: the output, or a result with several.",
        "\\code{lg_load_module}: names of the operations that were added."),
    details = c("The operations are", block("describe", vapply(Filter(Negate(is_measure), table), function(o) {
        sprintf("  \\item{%s}{%s}", link(page_of(o), o$name), wrapped(o$summary))
    }, "")), paste0("and ", link("igraph-measures", "measures of igraph"), ". Modules named in the environment"),
    "variable \\env{LATIGRAPH_MODULE_PATH} are loaded with the package."),
    with = c("lg_op", "lg_load_module"),
    examples = block("examples", c("lg_ops()$generate", "lg_ops()$igraph_girth(igraph::make_ring(5, directed = TRUE))",
        "lg_op(\"igraph_diameter\", igraph::make_ring(5, directed = TRUE))")))

function_page("lg_progress", "Progress of long calls", "Sets how long calls report their progress, from now on.",
    usages("lg_progress"),
    list(progress = paste("\\code{TRUE} draws a bar in a terminal; a function is called with message and percent,",
        "at most ten times a second, and may end the call by an error; \\code{FALSE} or \\code{NULL}: no reports.")),
    "The value before, invisibly.",
    examples = block("examples", c("before <- lg_progress(TRUE)", "lg_progress(before)")))

page("latigraph-package", "latigraph", "Generative models of circuits for igraph",
    "\\docType{package}",
    block("description", wrapped(paste("latigraph turns a set of circuits into a small latent space, and builds new graphs",
        "of igraph from points of that space."))),
    block("details", c(
        paste0("Models: ", link("lg_load"), ", ", link("fit"), ", ", link("evaluate"), ", ", link("latigraph_model"), "."),
        paste0("Codes: ", paste(link(setdiff(internal$faces, c("fit", "evaluate", "properties", "node_properties", "lesion", "align", "consensus", "variability"))), collapse = ", "), "."),
        paste0("Graphs: ", link("properties"), ", ", link("node_properties"), ", ", link("lesion"), ". Several animals: ", link("align"), ", ", link("consensus"), ", ", link("variability"), ". Everything else: ", link("lg_ops"), ". Results: ",
            link("latigraph_result"), "."), "",
        wrapped(paste("Random operations draw a seed from R's generator if none is given. Ctrl-C ends a call and",
            "leaves everything usable. Errors are conditions of class latigraph_error with igraph's message, and of",
            "latigraph_value_error or latigraph_file_error; warnings are of class latigraph_warning."))
    )),
    "\\keyword{package}")
