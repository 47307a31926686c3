# Models and the functions of the package.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

mutual_pairs <- function(graph) sum(which_mutual(graph)) / 2 / vcount(graph)

# --- Models ---
stopifnot("mouse-v1-l23" %in% lg_models())
equal(capture.output(model), c("latigraph model", "4 dimensions, circuits of 13 to 30 neurons"))
worm <- lg_load("worm")
shown <- capture.output(worm)
stopifnot(grepl("^latigraph model: Circuits of 40 to 80 cells", shown[1]), any(grepl("^Data: 473 cells", shown)))
stopifnot(any(grepl("largest_circuit: 80", capture.output(summary(worm)))))
stopifnot(grepl("\"groups\"", lg_describe(model), fixed = TRUE))
caught <- raises(lg_load("no-such-model"), "no-such-model", "latigraph_file_error")
equal(caught$code, 10L)
path <- file.path(tempdir(), "gr\u00f6\u00dfe.safetensors")
lg_save(model, path)
bytes <- function(file) readBin(file, "raw", file.size(file))
equal(bytes(path), bytes(file.path(data_folder, "MODEL")))
kept <- tempfile()
saveRDS(model, kept)
raises(generate(readRDS(kept)), "another session.*lg_save", "latigraph_value_error")

# --- Codes ---
codes <- encode(model, circuits)
equal(dim(codes$mean), c(12L, 4L))
stopifnot(all(codes$sd > 0), all(codes$sd <= 1.5))
equal(rownames(codes$mean), sapply(circuits, function(g) g$name))
equal(colnames(codes$mean), codes$coordinates)
stopifnot("reciprocity" %in% colnames(codes$sd))
one <- encode(model, circuits[[3]])
equal(one$mean[1, ], codes$mean[3, ], tolerance = 1e-6)
stopifnot(identical(predict(model, circuits)$mean, codes$mean))
equal(encode("worm", generate("worm", 2, nodes = 40, seed = 1))$mean, encode(worm, generate(worm, 2, nodes = 40, seed = 1))$mean)
# Numbers of the command are those of R.
command <- function(...) {
    paste(system2(file.path(build_tree, "latigraph"), c(..., "--json"), stdout = TRUE, stderr = FALSE), collapse = "")
}
file <- file.path(data_folder, "circuits", basename(circuit_files[3]))
shown <- command("encode", file.path(data_folder, "MODEL"), shQuote(file))
numbers <- as.numeric(regmatches(shown, gregexpr("-?[0-9]+\\.[0-9]+(e-?[0-9]+)?", shown))[[1]])
stopifnot(all(sapply(one$mean, function(z) min(abs(numbers - z)) < 1e-12)))
probabilities <- decode(model, circuits[[1]])$probabilities
equal(dim(probabilities), rep(vcount(circuits[[1]]), 2L))
stopifnot(all(probabilities >= 0 & probabilities <= 1), all(diag(probabilities) == 0))

# --- Generation ---
set.seed(5)
first <- generate(model, count = 3, nodes = 30)
set.seed(5)
stopifnot(same_graphs(first, generate(model, count = 3, nodes = 30)))
stopifnot(!same_graphs(first, generate(model, count = 3, nodes = 30)))
stopifnot(same_graphs(generate(model, count = 2, seed = 7), generate(model, count = 2, seed = 7, threads = 2)))
equal(sapply(first, vcount), c(30, 30, 30))
equal(length(first[[1]]$code), 4L)
like <- generate(model, like = circuits[[2]], codes = codes$mean[2, ], seed = 1)[[1]]
equal(V(like)$x_um, V(circuits[[2]])$x_um)
equal(like$code, unname(codes$mean[2, ]), tolerance = 1e-6)
# Every argument of the operation is one of the function.
large <- lg_ops()$generate(worm, nodes = 300, mean_degree = 5, place = "fitted", density = "degree", seed = 1)
equal(vcount(large$circuits[[1]]), 300)
equal(large$edges[[1]] / 300, 5, tolerance = 0.1)
equal(dimnames(large$value), list(large$names, large$statistics))
stopifnot(same_graphs(large$circuits, generate(worm, nodes = 300, mean_degree = 5, density = "degree", seed = 1)))
raises(generate(model, place = "moon"), "moon", "latigraph_value_error")
# A seed that is given leaves R's generator alone; one that is drawn moves it once.
set.seed(9)
state <- .Random.seed
invisible(generate(model, nodes = 10, seed = 1))
equal(.Random.seed, state)

# --- Properties ---
measured <- properties(circuits, list("reciprocity", "igraph_girth", mutual_pairs))
table <- as.data.frame(measured)
equal(names(table), c("reciprocity", "igraph_girth", "mutual_pairs"))
equal(table$reciprocity, sapply(circuits, reciprocity), tolerance = 1e-12)
equal(table$mutual_pairs, sapply(circuits, mutual_pairs), tolerance = 1e-12)
equal(rownames(table), sapply(circuits, function(g) g$name))
equal(measured[["reciprocity"]]$mean, mean(table$reciprocity), tolerance = 1e-12)
equal(rownames(as.data.frame(measured, axis = "properties")), names(table))
equal(measured[[circuits[[2]]$name]]$values, measured$values[2, ])
several <- properties(circuits[[1]], list(a = mutual_pairs, b = function(g) NA, c = function(g) NULL))
equal(colnames(several$values), c("a", "b", "c"))
stopifnot(is.na(several$values[1, c("b", "c")]))
equal(unname(properties(circuits[[1]], mutual_pairs)$values[1, 1]), mutual_pairs(circuits[[1]]))
stopifnot(properties(circuits)$properties %in% lg_ops()$list_properties()$names)
raises(properties(circuits, list("reciprocity", function(g) 1)), "A function needs a name", "error")
raises(properties(circuits, list(reciprocity = function(g) 1)), "reciprocity", "latigraph_value_error")
raises(properties(circuits, "recprocity"), "did you mean \"reciprocity\"", "latigraph_value_error")
raises(properties(circuits, 3), "names of properties", "error")

# --- Directions ---
many <- lg_ops()$read_graphs(circuit_files)$circuits
found <- directions(model, many, list("reciprocity", mutual_pairs), effects = 0, seed = 1)
equal(found$directions, c("reciprocity", "mutual_pairs"), check.attributes = FALSE)
equal(dimnames(found$steps), list(names(found$r2), found$coordinates))
equal(found$mean[["mutual_pairs"]], mean(sapply(many, mutual_pairs)))
held <- as.data.frame(suppressWarnings(directions(model, effects = 0)), axis = "directions")
stopifnot(nrow(held) > 5, all(c("r2", "mean", "sd") %in% names(held)))

# --- Steering ---
steered <- steer(model, like = circuits[[1]], reciprocity = "+=0.02", keep = "density", count = 6, seed = 1)
equal(length(steered$circuits), 6L)
equal(names(steered$achieved), "reciprocity")
equal(steered$achieved[["reciprocity"]], mean(sapply(steered$circuits, reciprocity)), tolerance = 1e-9)
equal(steered$asked - steered$start, c(reciprocity = 0.02), tolerance = 1e-6)
equal(steered$kept_method, c(density = "layer"))
stopifnot(is.logical(steered$reached), "reciprocity" %in% names(steered$side_effects))
# The same request on the command gives the same numbers.
shown <- command("steer", file.path(data_folder, "MODEL"), "--to", "'reciprocity+=0.02'", "--keep", "density", "--like",
    shQuote(file.path(data_folder, "circuits", basename(circuit_files[1]))), "--count", 6, "--seed", 1)
achieved <- sub(".*\"achieved\" *: *\\{ *\"reciprocity\" *: *([0-9.e-]+).*", "\\1", shown)
equal(as.numeric(achieved), steered$achieved[["reciprocity"]], tolerance = 1e-12)
several <- steer(model, list(density = "+0.1sd"), like = circuits[[1]], out_degree_cv = "+1%", only_keep = character(), count = 2, seed = 1)
equal(several$steered, c("density", "out-degree-cv"), check.attributes = FALSE)
equal(length(several$kept), 0L)
own <- steer(model, like = circuits[[1]], mutual_pairs = "+0.1sd", functions = list(mutual_pairs = mutual_pairs), count = 2, seed = 1)
equal(own$achieved[["mutual_pairs"]], mean(sapply(own$circuits, mutual_pairs)))
kept <- steer(model, like = circuits[[1]], reciprocity = "+0.5sd", keep = list(mutual_pairs, "igraph_local_efficiency"), count = 4, seed = 1)
equal(names(kept$kept), c("mutual_pairs", "igraph_local_efficiency"))
equal(kept$kept, kept$side_effects[names(kept$kept)])
released <- steer(model, reciprocity = "+0.5sd", release = "density", nodes = 20, count = 2, seed = 1)
stopifnot(released$achieved > 0)
raises(steer(model, like = circuits[[1]], density = 0.2, keep = list(seven = function(g) 7), count = 2), "seven", "latigraph_value_error")
raises(steer(model, like = circuits[[1]], list(mine = 0.1), functions = list(mine = mutual_pairs), keep = list(mine = mutual_pairs), count = 2), "mine is to be kept", "latigraph_value_error")
raises(steer(model, 0.2), "0.2", "error")
raises(steer(model, list(), 0.2), "takes model, targets by place", "latigraph_value_error")
raises(steer(model, recprocity = 0.2), "no argument \"recprocity\"; did you mean \"reciprocity\"", "latigraph_value_error")
raises(steer(model, reciprocity = 0.2, cuont = 3), "did you mean \"count\"", "latigraph_value_error")
raises(steer(model, reciprocity = 0.2, keep = "densty"), "did you mean \"density\"", "latigraph_value_error")
edited <- steer(model, like = circuits[[1]], reciprocity = "+=0.01", edit = TRUE, count = 2, seed = 1)
equal(edited$kept_edges + edited$removed_edges, ecount(circuits[[1]]))

# --- Explaining, walking, judging ---
explained <- explain(model, many, list("reciprocity", mine = function(g) reciprocity(g)))
equal(dimnames(explained$share), list(names(explained$r2), explained$coordinates))
equal(sum(explained$part["mine", ]), explained$reading[["mine"]] - explained$base[["mine"]], tolerance = 1e-9)
raises(explain(model, only = list(mine = mutual_pairs)), "needs circuits to learn it from", "latigraph_value_error")
walk <- traverse(model, "reciprocity", like = circuits[[1]], steps = 3, count = 2, seed = 1)
equal(unname(walk$position), c(-2, 0, 2))
equal(walk$mean[1, "reciprocity"], mean(sapply(walk$circuits[1:2], reciprocity)))
judged <- suppressWarnings(evaluate(model, circuits[1:3], refine = 0, seed = 1))
equal(judged$bits_total, mean(judged$per_circuit[, "bits_total"]), tolerance = 1e-9)

# --- Learning ---
fits <- lapply(1:2, function(i) {
    set.seed(3)
    fit(circuits, validation = circuits[1:3], steps = 4, baseline_steps = 2, hidden = 8, code = 2, node_data = "none", card = list(title = "A \"test\""))
})
files <- sapply(fits, function(f) {
    path <- tempfile()
    lg_save(f, path)
    path
})
equal(bytes(files[1]), bytes(files[2]))
stopifnot(grepl("A \\\\\"test\\\\\"", lg_describe(fits[[1]])))
raises(fit(circuits, no_such = 1), "no_such", "latigraph_value_error")
raises(fit(circuits, circuits, 4), "takes circuits by place", "latigraph_value_error")
raises(fit(circuits, stepz = 4), "did you mean \"steps\"", "latigraph_value_error")
