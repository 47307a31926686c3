"""Every operation of latigraph's table, and of modules that were loaded, as a function.

Names, arguments, defaults and texts are those of the table, which the command and other languages read,
too. ``help(latigraph.ops.generate)`` shows one. Functions whose first argument is a model are its methods
as well; the others are functions of the package.
"""

from . import _call

__all__ = []


def _fill():
    """Makes functions of operations that have none yet."""
    for name in _call.read_table():
        if name not in __all__:
            globals()[name] = _call.table[name].function()
            __all__.append(name)


_fill()
