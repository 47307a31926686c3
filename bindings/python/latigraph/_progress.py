"""Progress of long calls: a callback or a bar."""

import contextvars
import sys
import time

_current = contextvars.ContextVar("latigraph_progress", default=None)


def _in_notebook():
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return shell is not None and hasattr(shell, "kernel")


class Bar:
    """A bar in a terminal or notebook; elsewhere a line now and then. Writes to standard error."""

    WIDTH = 24
    PERIOD = 5.0  # seconds between two lines where nothing can be drawn over

    def __init__(self, stream=None):
        self._stream = stream if stream is not None else sys.stderr
        self._drawn = 0
        self._last = time.monotonic()

    def __call__(self, message, percent):
        if not (self._stream.isatty() or _in_notebook()):
            if time.monotonic() - self._last >= self.PERIOD:
                self._last = time.monotonic()
                self._stream.write(f"{percent:3.0f} %  {message}\n")
            return
        full = round(self.WIDTH * min(percent, 100) / 100)
        line = f"[{'=' * full}{' ' * (self.WIDTH - full)}] {percent:3.0f} %  {message}"[:79]
        self._stream.write("\r" + line.ljust(self._drawn))
        self._drawn = len(line)
        if percent >= 100:
            self.clear()
        self._stream.flush()

    def clear(self):
        """Wipes the bar off, so that what is printed next begins on a clean line."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0


class progress:
    """Reports how far long calls have come.

    ``lg.progress()`` or ``lg.progress(True)`` draws a bar in a terminal or notebook,
    ``lg.progress(f)`` calls ``f(message, percent)`` at most ten times a second, and
    ``lg.progress(None)`` or ``lg.progress(False)`` reports nothing. The setting is that of the current
    thread or task; a ``with`` statement ends it. An exception that the function raises ends the call.
    """

    def __init__(self, callback=True):
        if callback is True:
            callback = Bar()
        elif callback is False:
            callback = None
        elif callback is not None and not callable(callback):
            raise TypeError("Progress is reported to a function of message and percent.")
        self._token = _current.set(callback)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        _current.reset(self._token)


def current():
    """The function that progress is reported to, or None."""
    return _current.get()
