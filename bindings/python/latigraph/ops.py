"""Every operation of latigraph's table, and of modules that were loaded, as a function.

Names, arguments, defaults and texts are those of the table, which the command line and other languages
read, too. ``help(latigraph.ops.generate)`` shows one.
"""

from . import _call

__all__ = []


def _function(operation):
    def function(*args, **kwargs):
        return operation.call_python(*args, **kwargs)

    function.__name__ = function.__qualname__ = operation.name
    function.__module__ = __name__
    function.__doc__ = operation.documentation()
    function.__signature__ = operation.signature
    return function


def _fill():
    """Makes functions of operations that have none yet."""
    for name in _call.read_table():
        if name not in __all__:
            globals()[name] = _function(_call.table[name])
            __all__.append(name)


_fill()
