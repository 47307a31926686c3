.onLoad <- function(libname, pkgname) {
    # A package that holds the library holds the models, too.
    packaged <- file.path(libname, pkgname, "models")
    path <- strsplit(Sys.getenv("LATIGRAPH_MODEL_PATH"), .Platform$path.sep, fixed = TRUE)[[1L]]
    if (dir.exists(packaged) && !packaged %in% path) {
        Sys.setenv(LATIGRAPH_MODEL_PATH = paste(c(path, packaged), collapse = .Platform$path.sep))
    }
    # A module that is refused gives a warning, and the package is loaded all the same.
    settle(.Call(C_load_modules, NULL), list())
    read_table()
    for (name in faces) {
        assign(name, function_of(known$table[[name]], main_outputs[name]), envir = topenv())
    }
}

.onUnload <- function(libpath) {
    # The library stays: igraph and loaded modules are not made to be unloaded.
}
