# Results of operations: labels, records, tables, texts, remarks, figures.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

result <- steer(model, like = circuits[[1]], reciprocity = "+0.5sd", mean_degree = "+5%", count = 3, seed = 1)
equal(class(result), c("latigraph_steer", "latigraph_result"))

# --- Labels and records ---
equal(names(result$achieved), c("reciprocity", "mean-degree"))
equal(colnames(result$values), unname(result$properties))
one <- result[["mean-degree"]]
equal(one$achieved, result$achieved[["mean-degree"]])
equal(one$side_effects, result$side_effects[["mean-degree"]])
equal(one$values, result$values[, "mean-degree"])
raises(result$achievd, 'no output or label "achievd"; did you mean "achieved"', "latigraph_value_error")
raises(result[["recprocity"]], 'did you mean "reciprocity"', "latigraph_value_error")

# --- Tables ---
table <- as.data.frame(result)
equal(rownames(table), c("reciprocity", "mean-degree"))
equal(table$achieved, unname(result$achieved))
stopifnot(is.logical(table$reached), is.character(table$method))
effects <- as.data.frame(result, axis = "properties")
equal(effects["density", "side_effects"], result$side_effects[["density"]])
codes <- as.data.frame(encode(model, circuits))
equal(names(codes), c(encode(model, circuits)$coordinates, paste0("sd:", encode(model, circuits)$coordinates)))
raises(as.data.frame(result, axis = "propertys"), 'did you mean "properties"', "latigraph_value_error")

# --- Texts ---
old <- options(width = 60)
shown <- capture.output(print(result))
stopifnot(any(grepl("^reciprocity +", shown)), all(nchar(shown) <= 60), !any(grepl("--json", shown)))
options(width = 120)
stopifnot(max(nchar(capture.output(print(result)))) > 60)
options(old)
stopifnot(any(grepl("^Outputs: circuits, ", capture.output(summary(result)))))
stopifnot(any(grepl("list of 2", capture.output(lg_ops()$generate(model, 2, seed = 1)))))
# A result that was kept in a file prints as before, without its model.
path <- tempfile()
saveRDS(result, path)
kept <- readRDS(path)
equal(capture.output(print(kept)), capture.output(print(result)))
equal(kept$achieved, result$achieved)

# --- Remarks ---
far <- NULL
heard <- list()
withCallingHandlers(
    far <- steer(model, assortativity = 0.99, nodes = 20, count = 2, seed = 1),
    latigraph_remark = function(w) {
        heard[[length(heard) + 1L]] <<- w
        invokeRestart("muffleWarning")
    }
)
stopifnot(!far$reached, length(heard) >= 1L, inherits(heard[[1]], "warning"))
remarks <- attr(far, "remarks")
equal(names(remarks), c("kind", "about", "text"))
raised <- remarks[!remarks$kind %in% c("not-applicable", "note"), ]
equal(raised$text, sapply(heard, conditionMessage))
equal(raised$kind, sapply(heard, function(w) w$kind))
stopifnot(any(raised$about == "assortativity"), any(remarks$kind == "not-applicable"))
# Remarks that are not applicable raise nothing.
quiet <- tryCatch(steer(model, reciprocity = "+0.1sd", count = 2, seed = 1), latigraph_remark = identity)
stopifnot(inherits(quiet, "latigraph_result"), nrow(attr(quiet, "remarks")) > 0)
shown <- capture.output(summary(quiet))
stopifnot(any(grepl("^Remark: ", shown)))

# --- Figures ---
begins <- function(path, bytes) identical(readBin(path, "raw", length(bytes)), bytes)
svg <- tempfile(fileext = ".svg")
equal(plot(result, file = svg), svg)
stopifnot(any(grepl("<svg", readLines(svg, n = 3), fixed = TRUE)))
plot(result, file = svg, width = 100, theme = "dark", title = "Held & steered")
stopifnot(any(grepl(">Held &amp; steered</text>", readLines(svg), fixed = TRUE)))
raises(plot(result, file = svg, theme = "blue"), "one of light, dark, print", "latigraph_value_error")
raises(plot(result, file = svg, 100), "need names", "error")
raises(plot(result, file = svg, width = c(1, 2)), 'Option "width" of the figure', "latigraph_value_error")
png <- tempfile(fileext = ".png")
plot(result, file = png)
stopifnot(begins(png, as.raw(c(0x89, 0x50, 0x4e, 0x47))))
map <- tempfile(fileext = ".pdf")
plot(model, circuits, property = "density", seed = 1, file = map)
stopifnot(begins(map, charToRaw("%PDF")))
raises(plot(result, file = "figure.bmp"), "bmp", "latigraph_value_error")
raises(plot(lg_ops()$list_properties(), file = svg), 'Operation "list_properties" has no figure', "latigraph_value_error")
plot(encode(model, circuits), file = svg)
stopifnot(any(grepl(">log-density</text>", readLines(svg), fixed = TRUE)))
pdf(NULL)
if (requireNamespace("png", quietly = TRUE)) {
    plot(result)
    stopifnot(length(grid::grid.ls(print = FALSE)$name) == 1L)
} else {
    raises(plot(result), "needs the package png", "error")
}

# Bytes are raw vectors.
image <- lg_ops()$figure(model, circuits, format = "svg", seed = 1)
stopifnot(is.raw(image), grepl("<svg", rawToChar(image), fixed = TRUE))

# A report is a text.
page <- report(model, circuits[1:2], steps = 0, effects = 0, evaluate = FALSE, seed = 1)
stopifnot(is.character(page), length(page) == 1L, grepl("id=\"latigraph-data\"", page, fixed = TRUE))
stopifnot(identical(page, report(model, circuits[1:2], steps = 0, effects = 0, evaluate = FALSE, seed = 1, threads = 2)))
stopifnot(grepl("report(model, circuits, steps = 0, effects = 0, evaluate = FALSE, seed = 1)", page, fixed = TRUE))
