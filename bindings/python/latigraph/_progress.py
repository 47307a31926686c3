"""Progress of long calls: a callback, a bar in a terminal, or an element of a notebook."""

import contextvars
import html
import sys
import time

_UNSET = object()  # nobody has said what to do with progress
_current = contextvars.ContextVar("latigraph_progress", default=_UNSET)


def in_notebook():
    """Does a kernel of Jupyter run this process? Consoles of IPython have none."""
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return shell is not None and hasattr(shell, "kernel")


class Bar:
    """A bar in a terminal; elsewhere a line now and then. Writes to standard error."""

    WIDTH = 24
    PERIOD = 5.0  # seconds between two lines where nothing can be drawn over

    def __init__(self, stream=None):
        self._stream = stream if stream is not None else sys.stderr
        self._drawn = 0
        self._last = time.monotonic()

    def __call__(self, message, percent):
        if not self._stream.isatty():
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


class NotebookBar(Bar):
    """A bar below the cell, made of one element of HTML that is replaced. It needs no widgets.

    Nothing is shown for calls that end within a second, and nothing is left behind.
    """

    DELAY = 1.0

    def __init__(self):
        super().__init__()
        self._start = self._handle = None

    def __call__(self, message, percent):
        from IPython.display import display

        self._start = time.monotonic() if self._start is None else self._start
        if self._handle is None and time.monotonic() - self._start < self.DELAY:
            return
        element = {
            "text/plain": f"{percent:3.0f} %  {message}",
            "text/html": f'<progress value="{percent:.1f}" max="100" aria-label="progress"></progress> '
            f"{percent:.0f} % {html.escape(message)}",
        }
        if self._handle is None:
            self._handle = display(element, raw=True, display_id=True)
        else:
            self._handle.update(element, raw=True)
        time.sleep(0.001)  # lets the thread that talks to the notebook run

    def clear(self):
        if self._handle is not None:
            self._handle.update({"text/plain": "", "text/html": ""}, raw=True)
        self._start = self._handle = None


class progress:
    """Reports how far long calls have come.

    ``lg.progress()`` or ``lg.progress(True)`` draws a bar in a terminal or notebook,
    ``lg.progress(f)`` calls ``f(message, percent)`` at most ten times a second, and
    ``lg.progress(None)`` or ``lg.progress(False)`` reports nothing. The setting is that of the current
    thread or task; a ``with`` statement ends it. An exception that the function raises ends the call.
    Without a setting, notebooks show a bar for operations that can take long, and all else shows nothing.
    """

    def __init__(self, callback=True):
        if callback is True:
            callback = NotebookBar() if in_notebook() else Bar()
        elif callback is False:
            callback = None
        elif callback is not None and not callable(callback):
            raise TypeError("Progress is reported to a function of message and percent.")
        self._token = _current.set(callback)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        _current.reset(self._token)


def current(long_running):
    """The function that progress of an operation is reported to, or None."""
    callback = _current.get()
    if callback is not _UNSET:
        return callback
    return NotebookBar() if long_running and in_notebook() else None
