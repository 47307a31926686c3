# The package as others would check and install it: R CMD build and R CMD check of what is distributed.
# The vignette needs knitr, rmarkdown and pandoc, which "make check-r" uses; its code is run by test_docs.R.
build <- Sys.getenv("LATIGRAPH_BUILD")
source <- Sys.getenv("LATIGRAPH_SOURCE")
folder <- tempfile()
dir.create(folder)
setwd(folder)
r <- file.path(R.home("bin"), "R")
flags <- system2("pkg-config", c("--cflags", "igraph"), stdout = TRUE)
libraries <- system2("pkg-config", c("--libs", "igraph"), stdout = TRUE)
Sys.setenv(
    LATIGRAPH_CFLAGS = sprintf("-I%s/include -I%s/include %s", source, build, flags),
    LATIGRAPH_LIBS = sprintf("-L%s/.libs -Wl,-rpath,%s/.libs -llatigraph %s", build, build, libraries),
    `_R_CHECK_FORCE_SUGGESTS_` = "false", R_REPOSITORIES = "NULL", MAKEFLAGS = ""
)
run <- function(...) {
    log <- suppressWarnings(system2(r, c("CMD", ...), stdout = TRUE, stderr = TRUE))
    if (!is.null(attr(log, "status"))) {
        writeLines(log)
        stop(paste("R CMD", ...))
    }
    invisible(log)
}
run("build", "--no-build-vignettes", file.path(build, "bindings", "r", "stage", "latigraph"))
package <- list.files(pattern = "^latigraph_.*\\.tar\\.gz$")
log <- run("check", "--no-manual", "--no-vignettes", "--no-build-vignettes", "--ignore-vignettes", package)
bad <- grep("(ERROR|WARNING|NOTE)$", log)
# Suggested packages need not be installed; that alone is noted then.
suggested <- vapply(c("knitr", "rmarkdown", "png"), requireNamespace, NA, quietly = TRUE)
if (!all(suggested)) {
    first <- grep("^\\* checking package dependencies", log)
    last <- grep("^\\* checking if this is a source package", log)
    bad <- bad[!(bad >= first & bad < last) & !grepl("^Status: 1 NOTE$", log[bad])]
}
if (length(bad)) {
    writeLines(log)
    stop(paste(log[bad], collapse = "; "))
}
cat("R CMD check:", grep("^Status", log, value = TRUE), "\n")

# The version is that of the library.
version <- read.dcf(file.path(source, "bindings", "r", "DESCRIPTION"), "Version")[1L]
stopifnot(identical(version, .Call(asNamespace("latigraph")$C_version)))

# Without a library, configure says what to do.
Sys.unsetenv(c("LATIGRAPH_CFLAGS", "LATIGRAPH_LIBS"))
Sys.setenv(PKG_CONFIG_LIBDIR = "/nonexistent", PKG_CONFIG_PATH = "")
log <- suppressWarnings(system2(r, c("CMD", "INSTALL", "--library", shQuote(folder), package), stdout = TRUE, stderr = TRUE))
stopifnot(!is.null(attr(log, "status")), any(grepl("latigraph was not found by pkg-config", log)))
