# lg_ops() and the help pages against the table of operations.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

table <- internal$known$table
ops <- lg_ops()
equal(names(ops), names(table))
listed <- system2(file.path(build_tree, "latigraph"), "ops", stdout = TRUE, env = "LATIGRAPH_MODULE_PATH=")
equal(sub(" .*", "", listed), names(table))

# Names, defaults and texts.
for (operation in table) {
    f <- ops[[operation$name]]
    inputs <- setdiff(names(formals(f)), c("...", "progress", names(operation$options)))
    equal(sort(inputs), sort(setdiff(names(operation$inputs), if (length(operation$options)) "options")))
    text <- paste(capture.output(print(f)), collapse = " ")
    text <- gsub(" +", " ", text)
    for (argument in c(operation$inputs, operation$outputs)) {
        stopifnot(grepl(gsub(" +", " ", argument$doc), text, fixed = TRUE))
    }
    for (argument in operation$inputs) {
        required <- argument$name %in% names(formals(f)) && identical(formals(f)[[argument$name]], quote(expr = ))
        equal(required, !argument$optional && !(operation$takes_requests && argument$name == "targets"))
    }
}
equal(formals(ops$generate)$uncalibrated, FALSE)
equal(formals(ops$sample)$restart, 0.15)
equal(eval(formals(ops$sample)$size), c(100, 200))
equal(formals(ops$read_graphs)$undirected, "refuse")
stopifnot(any(grepl("generate", capture.output(print(ops)))))

# Every operation can be called. Inputs whose types do not suffice are given here.
folder <- tempfile()
dir.create(folder)
path <- function(name) file.path(folder, name)
lg_ops()$write_graph(circuits[[1]], path("graph.graphml"))
lg_save(model, path("model.safetensors"))
functional <- make_graph(c(1, 3, 2, 3))
V(functional)$bias <- c(NA, NA, 1)
given <- list(
    read_graphs = list(paths = path("graph.graphml")),
    inspect_graphs = list(paths = path("graph.graphml")),
    write_graph = list(path = path("w.gml")),
    select = list(condition = "hash<0.5"),
    sample = list(size = c(5, 8), count = 2),
    activity_factors = list(activity = cbind((1:80)^2 %% 7, (1:80)^3 %% 11, 1:80 %% 5, (1:80)^2 %% 13), animals = 2,
                            rank = 2, starts = 2),
    activity_states = list(activity = cbind((1:240)^2 %% 3, (1:240)^3 %% 4), iterations = 3),
    network = list(activity = cbind((1:40)^2 %% 11, (1:40)^3 %% 7), keep = "p=0.5", shifts = 20),
    functional_fit = list(inputs = cbind((1:40)^2 %% 11, (1:40)^3 %% 7), outputs = cbind((1:40)^2 %% 11), steps = 3),
    functional_respond = list(network = functional, inputs = cbind((1:40)^2 %% 11, (1:40)^3 %% 7)),
    functional_decode = list(counts = diag(2), maps = diag(2), places = cbind(0:1, 0:1)),
    bvc_place_cells = list(rooms = "circle120", cells = 2, minutes = 0.1),
    surrogates = list(connectomes = circuits[1], count = 2, steps = 3, steps_most = 20),
    random = list(nodes = 30, degrees = "poisson:4", count = 2),
    surrogate_test = list(connectomes = circuits[1], count = 3, only = "reciprocity", steps_most = 20),
    align = list(graphs = rep(circuits[1], 2)),
    consensus = list(graphs = rep(circuits[1], 2)),
    variability = list(graphs = rep(circuits[1], 3)),
    latents = list(weights = cbind((1:30)^2 %% 11 + 1, (1:30)^3 %% 7), neighbours = 4),
    lesion = list(circuits = circuits[1:2], property = "density", random = 3, set_max = 2),
    covariance = list(circuit = circuits[[1]], density = 0.5),
    synchrony = list(circuits = circuits[1:2], couplings = c(0.5, 2), seeds = 2, washout = 2, duration = 2),
    discriminate_maps = list(circuits = rep(circuits[1], 6), labels = rep(c("a", "b"), 3), permutations = 3),
    fit = list(steps = 2, baseline_steps = 2, hidden = 8, code = 2),
    evaluate = list(refine = 0, samples = 1),
    directions = list(effects = 0),
    card = list(path = path("model.safetensors")),
    model_read = list(path = path("model.safetensors")),
    model_write = list(path = path("w.safetensors")),
    generate_edges = list(path = path("edges"), nodes = 300, uncalibrated = TRUE),
    steer = list(targets = "density=+0.2sd", count = 2),
    traverse = list(property = "density", steps = 2, count = 2),
    interpolate = list(steps = 2, count = 2),
    report = list(count = 2, steps = 0, effects = 0, evaluate = FALSE),
    axes = list(count = 2),
    coordinate_effects = list(count = 2),
    write_weights = list(circuits = circuits[[1]], path = path("w.safetensors"))
)
for (operation in table) {
    if ("washout" %in% names(operation$inputs) && is.null(given[[operation$name]])) {
        given[[operation$name]] <- list(steps = 300, seeds = 1)
    }
}
usual <- list(graph = circuits[[1]], graph_list = circuits, model = model)
is_kind <- list(
    graph = is_igraph, graph_list = is.list, vector = function(v) is.numeric(v) || is.logical(v), matrix = is.matrix, integer = is.numeric,
    real = is.numeric, boolean = is.logical, string = is.character, string_list = is.character,
    model = function(m) inherits(m, "latigraph_model"), bytes = is.raw
)
for (operation in table) {
    inputs <- as.list(given[[operation$name]])
    for (argument in operation$inputs) {
        if (!argument$optional && is.null(inputs[[argument$name]])) {
            inputs[[argument$name]] <- usual[[argument$type]]
        }
    }
    result <- suppressWarnings(do.call(ops[[operation$name]], inputs))
    if (length(operation$outputs) == 1L) {
        result <- list(result)
    }
    for (i in seq_along(operation$outputs)) {
        kind <- operation$outputs[[i]]$type
        if (!is_kind[[kind]](result[[i]])) {
            stop(operation$name, ": ", operation$outputs[[i]]$name, " is no ", kind)
        }
    }
}

# Calls by name: places, wanted outputs alone, bad names and values.
equal(names(lg_op("encode", model, circuits)), c("names", "coordinates", "mean", "sd", "digest"))
equal(names(lg_op("encode", model, circuits, .outputs = "sd")), "sd")
raises(lg_op("encode", model, circuits, .outputs = "nothing"), 'no (output|argument) "nothing"', "latigraph_value_error")
raises(lg_op("encode", model, circuits, thread = 1), 'no argument "thread"; did you mean "threads"', "latigraph_value_error")
raises(lg_op("nothing"), 'There is no operation "nothing"', "latigraph_value_error")
raises(ops$nothing, 'There is no operation "nothing"', "latigraph_value_error")
raises(ops$encod, 'did you mean "encode"', "latigraph_value_error")
raises(lg_op("encode", model), 'needs its argument "circuits"', "latigraph_value_error")
raises(lg_op("igraph_girth", circuits[[1]], 2), "igraph_girth\\(\\) takes graph by place", "latigraph_value_error")
raises(ops$generate(model, count = 1.5), "a whole number is needed, not 1.5", "latigraph_value_error")
raises(ops$generate(model, count = "1"), "one number is needed, not character", "latigraph_value_error")
raises(ops$generate(model, count = 1:2), "one number is needed, not integer", "latigraph_value_error")
raises(ops$generate(model, uncalibrated = NA), "TRUE or FALSE is needed", "latigraph_value_error")
raises(ops$generate(model, seed = -1), "-1 but must be", "latigraph_value_error")
raises(ops$generate(3), "a model, as lg_load", "latigraph_value_error")
raises(ops$read_graphs(NA_character_), "text is needed", "latigraph_value_error")
raises(ops$generate(model, codes = "a"), "a matrix of numbers is needed", "latigraph_value_error")
raises(ops$generate(model, codes = c(1, 2)), "The codes have 2 columns", "latigraph_value_error")
raises(ops$generate(model, 1, 2), "takes model, count by place", "latigraph_value_error")
raises(ops$properties(circuits, functions = list(degree)), "every function needs a name", "latigraph_value_error")

# Help pages are those of the table.
pages <- file.path(source_tree, "bindings", "r", "man")
made <- tempfile()
dir.create(made)
status <- system2(Sys.getenv("RSCRIPT"), c("--vanilla", file.path(source_tree, "bindings", "r", "pages.R"), made))
equal(status, 0L)
equal(list.files(pages), list.files(made))
for (page in list.files(made)) {
    if (!identical(readLines(file.path(made, page)), readLines(file.path(pages, page)))) {
        stop(page, " is not what the table says: make update-r-pages")
    }
    problems <- tools::checkRd(file.path(made, page), listOK = TRUE)
    if (length(problems)) {
        print(problems)
        stop(page)
    }
}

# Modules add operations, and properties with them.
hello <- file.path(build_tree, "examples", ".libs", paste0("module-hello", Sys.getenv("MODULE_SUFFIX", ".so")))
if (file.exists(hello)) {
    equal(lg_load_module(hello), c("wedges", "wedge_ratio"))
    wedges <- make_graph(c(1, 3, 2, 3, 4, 3, 1, 4), directed = TRUE)
    equal(lg_ops()$wedge_ratio(wedges), 0.75)
    equal(lg_ops()$wedges(wedges), c(0, 0, 3, 0))
    equal(properties(wedges, c("wedge_ratio", "igraph_girth"))$values[1, ], c(wedge_ratio = 0.75, igraph_girth = 3))
    many <- lg_ops()$read_graphs(circuit_files)$circuits
    found <- directions(model, many, c("wedge_ratio", "reciprocity"), effects = 0, seed = 1)
    equal(sort(names(found$r2)), c("reciprocity", "wedge_ratio"))
    steered <- suppressWarnings(steer(model, like = circuits[[1]], wedge_ratio = "+0.1sd", count = 2, seed = 1))
    equal(steered$achieved[["wedge_ratio"]], mean(sapply(steered$circuits, lg_ops()$wedge_ratio)))
}
raises(lg_load_module("no-such-module.so"), "refused: there is no such file", "latigraph_file_error")
# A package whose search path has a module that is none is loaded all the same, and says so.
shown <- other_process(c("library(latigraph)", "cat(lg_ops()$igraph_girth(igraph::make_ring(3)), '\\n')"),
    paste0("LATIGRAPH_MODULE_PATH=", file.path(data_folder, "MODEL")))
stopifnot(any(grepl("is refused: it cannot be opened", shown)), trimws(tail(shown, 1L)) == "3")
