# The snippets of README.md, doc/r.md and the vignette run as they stand, one after the other.
here <- Sys.getenv("LATIGRAPH_SOURCE")
source(file.path(here, "tests", "r", "support.R"))

snippets <- function(path, fence) {
    lines <- readLines(file.path(source_tree, path), encoding = "UTF-8")
    begin <- grep(fence, lines)
    end <- which(lines == "```")
    lapply(begin, function(b) lines[(b + 1L):(min(end[end > b]) - 1L)])
}

run_all <- function(path, fence, least) {
    found <- snippets(path, fence)
    stopifnot(length(found) >= least)
    folder <- tempfile()
    dir.create(file.path(folder, "circuits"), recursive = TRUE)
    for (i in seq_len(30)) {
        file.copy(circuit_files[i], file.path(folder, "circuits"))
    }
    before <- setwd(folder)
    on.exit(setwd(before))
    environment <- new.env(parent = globalenv())
    for (i in seq_along(found)) {
        expressions <- parse(text = found[[i]], encoding = "UTF-8")
        shown <- capture.output(for (e in expressions) {
            value <- withVisible(eval(e, environment))
            if (value$visible) print(value$value)
        })
    }
    cat(path, ": ", length(found), " snippets\n", sep = "")
}

pdf(NULL)
run_all("README.md", "^```r$", 1)
run_all("doc/r.md", "^```r$", 5)
# The first chunk sets knitr up and shows nothing.
run_all("bindings/r/vignettes/latigraph.Rmd", "^```\\{r [a-z]+\\}", 5)
