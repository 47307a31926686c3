.onLoad <- function(libname, pkgname) {
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
