# latigraph as a guest: conditions, interrupts, progress, memory.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

one <- circuits[[1]]

# --- Conditions ---
mine <- structure(class = c("mine", "error", "condition"), list(message = "of mine", call = NULL, extra = 42))
caught <- raises(properties(one, list(bad = function(g) stop(mine))), "of mine", "mine")
equal(caught$extra, 42)
raises(properties(one, list(bad = function(g) "text")), "gave character of length 1, not one number", "error")
raises(properties(one, list(bad = function(g) 1:2)), "gave integer of length 2", "error")
raises(directions(model, circuits, list(bad = function(g) stop("in a direction"))), "in a direction", "error")
raises(steer(model, list(bad = "+1"), like = one, functions = list(bad = function(g) stop("in steering")), count = 2), "in steering", "error")
raises(lg_ops()$select(one, condition = "nonsense"), "nonsense", "latigraph_value_error")
# Messages name the argument that is wrong.
for (value in list(NA, NULL, 1:2, mean, list(1))) {
    raises(steer(model, list(density = value), like = one), "for density, one number or text is needed, not", "error")
}
raises(generate(model, NA), "\"count\" of generate: one number is needed, not NA", "latigraph_value_error")
raises(generate(model, c(1, 2)), "not numeric of length 2", "latigraph_value_error")
raises(steer(model, mean, like = one), "by properties' names, is needed, not function", "error")
raises(lg_load(3), "\"path\" of model_read: one text is needed, not numeric", "latigraph_value_error")
raises(lg_load(NA_character_), "text is needed, not NA", "latigraph_value_error")
raises(fit(circuits, steps = mean), "an option of a fit", "error")
raises(properties(one, list("density", NULL)), "the name of a property, or a function", "error")
raises(properties(one, list(f = vcount, f = ecount)), "\"f\" .*already used", "latigraph_value_error")
# Only models of this session are accepted.
for (pointer in list(3, "text", NULL, unserialize(serialize(model, NULL))$pointer)) {
    raises(encode(structure(list(pointer = pointer), class = "latigraph_model"), one), "model", "latigraph_value_error")
}
# Functions of one text that see other values are two.
counter <- function(which) function(g) length(g) * which
several <- suppressWarnings(steer(model, list(a = "+0"), like = one, keep = list(b = counter(2)), functions = list(a = counter(1)), count = 2, seed = 1))
equal(names(several$kept), "b")
# Warnings come once, after the call, and can be muffled; the value stands.
value <- NULL
heard <- character()
withCallingHandlers(
    value <- properties(circuits, list(w = function(g) {
        warning("beware")
        1
    })),
    warning = function(w) {
        heard <<- c(heard, conditionMessage(w))
        invokeRestart("muffleWarning")
    }
)
equal(heard, "beware")
equal(unname(value$values[, "w"]), rep(1, 12))
# A way out of the function to the user's own code ends the call there.
escape <- function() callCC(function(out) properties(one, list(f = function(g) out("gone"))))
stopifnot(inherits(try(escape(), silent = TRUE), "try-error") || identical(escape(), "gone"))
equal(colnames(properties(one, "density")$values), "density")
# A property may call the library, and fail there.
nested <- as.data.frame(properties(circuits, list(
    girth = function(g) lg_ops()$igraph_girth(g),
    safe = function(g) tryCatch(lg_ops()$select(g, condition = "nonsense"), latigraph_error = function(e) 7),
    mean = function(g) mean(properties(list(g, g), list(n = vcount))$values)
)))
equal(nested$safe, rep(7, 12))
equal(nested$mean, sapply(circuits, vcount))
equal(nested$girth, sapply(circuits, lg_ops()$igraph_girth))
raises(properties(one, list(f = function(g) lg_ops()$select(g, condition = "nonsense"))), "nonsense", "latigraph_value_error")

# --- Interrupts ---
# Ctrl-C from a process beside this one.
pressed <- function(expression, after = 0.3) {
    system(sprintf("(sleep %s; kill -INT %d) &", after, Sys.getpid()))
    start <- proc.time()[["elapsed"]]
    outcome <- tryCatch({
        expression
        "went through"
    }, interrupt = function(e) "interrupted")
    late <- proc.time()[["elapsed"]] - start - after
    equal(outcome, "interrupted")
    late
}
late <- pressed(fit(circuits, steps = 1e6, seed = 1))
cat(sprintf("interrupted %.2f s after Ctrl-C, in fit\n", late))
stopifnot(late < 2)
late <- pressed(properties(circuits, list(slow = function(g) {
    while (TRUE) {}
})))
cat(sprintf("interrupted %.2f s after Ctrl-C, in a property\n", late))
stopifnot(late < 2)
mouse <- lg_load("mouse-v1-l23")
late <- pressed(generate(mouse, count = 1e5, nodes = 150, seed = 1))
cat(sprintf("interrupted %.2f s after Ctrl-C, in generate\n", late))
stopifnot(late < 2)
late <- pressed(evaluate(mouse, generate(mouse, 2, nodes = 100, seed = 1), refine = 1e6, seed = 1), after = 0.6)
cat(sprintf("interrupted %.2f s after Ctrl-C, in the refinement of evaluate\n", late))
stopifnot(late < 2)
# Everything can be used as before.
stopifnot(same_graphs(generate(model, 2, seed = 1), generate(model, 2, seed = 1)))
# A script without a handler ends, as R's own functions do.
shown <- other_process(c(
    "library(latigraph)",
    sprintf("m <- lg_load('%s')", file.path(data_folder, "MODEL")),
    "system(sprintf('(sleep 0.3; kill -INT %d) &', Sys.getpid()))",
    "generate(m, count = 1e7)", "cat('went on\\n')"
))
stopifnot(!any(grepl("went on", shown)), attr(shown, "status") != 0)

# --- Progress ---
said <- list()
invisible(fit(circuits, validation = circuits[1:2], steps = 40, baseline_steps = 2, hidden = 8, code = 2, seed = 1, progress = function(message, percent) {
    said[[length(said) + 1L]] <<- list(message, percent)
}))
stopifnot(length(said) >= 1L, is.character(said[[1]][[1]]), is.numeric(said[[1]][[2]]), said[[length(said)]][[2]] == 100)
raises(fit(circuits, steps = 1e6, seed = 1, progress = function(message, percent) stop("enough")), "enough", "simpleError")
before <- lg_progress(function(message, percent) said <<- "global")
invisible(encode(model, circuits))
invisible(lg_progress(before))
equal(said, "global")
equal(capture.output(invisible(encode(model, circuits, progress = TRUE)), type = "message"), character())

# --- Memory ---
resident <- function() {
    invisible(gc())
    lines <- readLines("/proc/self/status")
    as.numeric(gsub("[^0-9]", "", grep("^VmRSS", lines, value = TRUE)))
}
if (file.exists("/proc/self/status")) {
    # Small graphs, so that it is calls that take the time.
    one <- generate(model, count = 1, nodes = 6, seed = 1)[[1]]
    two <- list(one, make_graph(c(1, 2, 2, 3), directed = TRUE))
    ops <- lg_ops()
    silent <- function(expression) tryCatch(expression, error = function(e) NULL)
    round <- function() {
        ops$igraph_max_in_degree(one)
        ops$select(one, condition = "hash<0.9")
        properties(two, list("density", n = vcount))
        ops$generate(model, count = 1, nodes = 6, codes = rep(0, 4), uncalibrated = TRUE)
        silent(properties(one, list(f = function(g) stop("no"))))
        silent(ops$select(one, condition = "nonsense"))
        ops$models()
        ops$encode(model, one)
        silent(ops$generate(model, count = 0, like = one))
        lg_op("properties", one, only = c("density", "triad-300"), .outputs = "values")
    }
    # R's heap grows by leaps until it is as large as it wants to be; a leak grows in every batch.
    grown <- replicate(5, {
        before <- resident()
        for (i in 1:200) round()
        resident() - before
    })
    cat("10,000 calls in five batches, kB more:", grown, "\n")
    stopifnot(min(grown) < 200) # a hundred bytes a call
    grown <- replicate(4, {
        before <- resident()
        for (i in 1:20) invisible(lg_load("worm"))
        resident() - before
    })
    stopifnot(min(grown) < 470) # one is 470 kB
}
