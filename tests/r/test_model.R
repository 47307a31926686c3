# The face: models and what they do.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

mutual_pairs <- function(graph) sum(which_mutual(graph)) / 2 / vcount(graph)

# --- Models ---
stopifnot("mouse-v1-l23" %in% lg_models())
equal(capture.output(model), "<latigraph model of 4 code dimensions>")
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
one <- encode(model, circuits[[3]])
equal(one$mean, unname(codes$mean[3, ]), tolerance = 1e-6)
# Numbers of the command are those of R.
file <- file.path(data_folder, "circuits", basename(circuit_files[3]))
shown <- system2(file.path(build_tree, "latigraph"), c("encode", file.path(data_folder, "MODEL"), shQuote(file), "--json"), stdout = TRUE)
numbers <- as.numeric(regmatches(paste(shown, collapse = ""), gregexpr("-?[0-9]+\\.[0-9]+(e-?[0-9]+)?", paste(shown, collapse = "")))[[1]])
stopifnot(all(sapply(one$mean, function(z) min(abs(numbers - z)) < 1e-4)))
probabilities <- decode(model, circuits[[1]])
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
like <- generate(model, like = circuits[[2]], code = codes$mean[2, ], seed = 1)[[1]]
equal(V(like)$x_um, V(circuits[[2]])$x_um)
equal(like$code, unname(codes$mean[2, ]), tolerance = 1e-6)
# A seed that is given leaves R's generator alone; one that is drawn moves it once.
set.seed(9)
state <- .Random.seed
invisible(generate(model, nodes = 10, seed = 1))
equal(.Random.seed, state)

# --- Properties ---
table <- properties(circuits, list("reciprocity", "igraph_girth", mutual_pairs))
equal(names(table), c("reciprocity", "igraph_girth", "mutual_pairs"))
equal(table$reciprocity, sapply(circuits, reciprocity), tolerance = 1e-12)
equal(table$mutual_pairs, sapply(circuits, mutual_pairs), tolerance = 1e-12)
equal(rownames(table), sapply(circuits, function(g) g$name))
equal(names(properties(circuits[[1]], list(a = mutual_pairs, b = function(g) NA))), c("a", "b"))
stopifnot(is.na(properties(circuits[[1]], list(b = function(g) NULL))))
equal(unname(properties(circuits[[1]], mutual_pairs)), mutual_pairs(circuits[[1]]))
equal(ncol(properties(circuits)), length(lg_op("properties", .outputs = "names")$names))
raises(properties(circuits, list("reciprocity", function(g) 1)), "A function needs a name", "error")
raises(properties(circuits, list(reciprocity = function(g) 1)), "reciprocity", "latigraph_value_error")
raises(properties(circuits, "nonsense"), "nonsense", "latigraph_value_error")
raises(properties(circuits, 3), "names of properties", "error")

# --- Directions ---
many <- lg_ops()$read_graphs(circuit_files)$circuits
found <- directions(model, many, list("reciprocity", mutual_pairs), seed = 1)
equal(found$property, c("reciprocity", "mutual_pairs"))
equal(dim(attr(found, "steps")), c(2L, 4L))
equal(rownames(attr(found, "steps")), found$property)
equal(found$mean[2], mean(sapply(many, mutual_pairs)))
equal(found$sd[2], sd(sapply(many, mutual_pairs)), tolerance = 0.05)
held <- directions(model)
stopifnot(is.data.frame(held), nrow(held) > 5, all(c("property", "r2", "mean", "sd") %in% names(held)))

# --- Steering ---
steered <- steer(model, circuits[[1]], reciprocity = "+=0.02", keep = "density", count = 6, seed = 1)
equal(length(steered$circuits), 6L)
equal(steered$table$target, "reciprocity")
equal(steered$table$mean, mean(sapply(steered$circuits, reciprocity)), tolerance = 1e-9)
equal(steered$table$asked - steered$table$start, 0.02, tolerance = 1e-6)
stopifnot("reciprocity" %in% names(steered$leakage), any(grepl("reciprocity", capture.output(steered))))
several <- steer(model, circuits[[1]], list(density = "+0.1sd"), out_degree_cv = "+1%", count = 2, seed = 1, keep = character())
equal(several$table$target, c("density", "out-degree-cv"))
own <- steer(model, circuits[[1]], list(mutual_pairs = "+0.1sd"), functions = list(mutual_pairs = mutual_pairs), count = 2, seed = 1)
equal(own$table$mean, mean(sapply(own$circuits, mutual_pairs)))
raises(steer(model, circuits[[1]], 0.2), "0.2", "error")
raises(steer(model, circuits[[1]], list(), 0.2), "need names", "error")
edited <- steer(model, circuits[[1]], reciprocity = "+=0.01", edit = TRUE, count = 2, seed = 1)
equal(names(edited$edges), c("kept", "added", "removed"))
equal(edited$edges[["kept"]] + edited$edges[["removed"]], ecount(circuits[[1]]))

# --- Walking, judging, learning ---
walk <- traverse(model, "reciprocity", circuits[[1]], steps = 3, count = 2, seed = 1)
equal(length(walk$circuits), 6L)
equal(walk$position, c(-2, 0, 2))
equal(walk$mean[1, "reciprocity"], c(reciprocity = mean(sapply(walk$circuits[1:2], reciprocity))))
judged <- evaluate(model, circuits[1:3], refine = 0, seed = 1)
equal(judged$bits_total, mean(judged$per_circuit$bits_total), tolerance = 1e-9)
stopifnot(!"curve" %in% names(judged), judged$auc > 0.5)
judged <- evaluate(model, circuits[1:2], refine = 2, samples = 1, curve = TRUE, curve_weights = c(2, 1), seed = 1)
equal(judged$curve$weight, c(Inf, 2, 1))
fits <- lapply(1:2, function(i) {
    set.seed(3)
    fit(circuits, steps = 4, companion_steps = 2, hidden = 8, code = 2, node_data = "none", card = list(title = "A \"test\""))
})
files <- sapply(fits, function(f) {
    path <- tempfile()
    lg_save(f, path)
    path
})
equal(bytes(files[1]), bytes(files[2]))
stopifnot(grepl("A \\\\\"test\\\\\"", lg_describe(fits[[1]])))
raises(fit(circuits, no_such = 1), "no-such", "latigraph_value_error")
raises(fit(circuits, 4), "", "condition")
