.onLoad <- function(libname, pkgname) {
    # Modules that are refused are told, and the package is loaded all the same.
    settle(.Call(C_load_modules, NULL), list())
    read_table()
}

.onUnload <- function(libpath) {
    # The library stays: igraph and loaded modules are not made to be unloaded.
}
