# Allocations that fail within a call: an error, and the package stays usable. The script runs itself once more, in a
# process whose allocator can fail.
here <- Sys.getenv("LATIGRAPH_SOURCE")
allocator <- Sys.getenv("LATIGRAPH_FAILING_ALLOCATOR")
places <- 20L # allocations of a call that are failed

if (!nzchar(allocator)) {
    compiler <- strsplit(Sys.getenv("CC", "cc"), " +")[[1]]
    if (!nzchar(Sys.which(compiler[1]))) {
        quit(status = 77)
    }
    library <- tempfile(fileext = ".so")
    source_file <- file.path(here, "tests", "python", "failing_allocator.c")
    stopifnot(system2(compiler[1], c(compiler[-1], "-O1", "-shared", "-fPIC", source_file, "-o", library)) == 0)
    script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
    settings <- c(paste0("LD_PRELOAD=", library), paste0("LATIGRAPH_FAILING_ALLOCATOR=", library))
    quit(status = system2(file.path(R.home("bin"), "Rscript"), c("--vanilla", script), env = settings))
}

source(file.path(here, "tests", "r", "support.R"))
dyn.load(allocator)
stopifnot(.C("allocator_r_find", "latigraph.so", found = 0L)$found == 1L)
arm <- function(number) invisible(.C("allocator_r_arm", as.integer(number)))
disarm <- function() .C("allocator_r_disarm", calls = 0L)$calls

graphs <- circuits[1:3]
calls <- list(
    properties = function() properties(graphs, list("density", size = function(g) vcount(g))),
    encode = function() encode(model, graphs),
    generate = function() generate(model, 1, seed = 2)
)
for (name in names(calls)) {
    call <- calls[[name]]
    call()
    arm(-1)
    call()
    count <- disarm()
    stopifnot(count > 0)
    for (place in seq(1, count, by = max(1, count %/% places))) {
        arm(place)
        ending <- tryCatch({
            call()
            "no error"
        }, latigraph_error = function(e) NULL, condition = function(c) paste(class(c), collapse = "/"))
        disarm()
        if (!is.null(ending)) {
            stop(name, ", allocation ", place, " of ", count, ": ", ending)
        }
        call()
    }
}
