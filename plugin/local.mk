# The loadable module.
