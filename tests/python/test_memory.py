"""Allocations that fail within a call: MemoryError, and the package stays usable."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import SOURCE

PLACES = 20  # allocations of a call that are failed


def calls():
    """Calls that cross the border both ways: graphs, numbers, texts, models, functions."""
    import latigraph as lg
    from support import circuits, model

    graphs = circuits(3)
    return {
        "properties": lambda: lg.properties(graphs, ["density", "size"], functions={"size": lambda g: g.vcount()}),
        "encode": lambda: model().encode(graphs),
        "generate": lambda: model().generate(count=1, seed=2),
        "a misspelt name": lambda: caught(lambda: lg.properties(graphs, ["densty"])),
    }


def caught(call):
    """A refusal is the result here."""
    import latigraph as lg

    try:
        call()
    except lg.LatigraphValueError as error:
        return str(error)
    raise AssertionError("the call is not refused")


def fail_all():
    """Runs in a process of its own, whose allocator can fail; prints what does not end well."""
    allocator = ctypes.CDLL(None)
    calls()  # loads the package
    if not allocator.allocator_find(b"_latigraph"):
        sys.exit("the extension is not found")
    for name, call in calls().items():
        call()
        allocator.allocator_arm(-1)
        call()
        count = allocator.allocator_disarm()
        if count == 0:
            sys.exit(f"{name}: nothing was allocated")
        for place in range(1, count + 1, count // PLACES | 1):
            allocator.allocator_arm(place)
            try:
                call()
                ending = None if name == "a misspelt name" else "no error"  # its message may be lost
            except MemoryError:
                ending = None
            except Exception as error:
                ending = repr(error)
            allocator.allocator_disarm()
            if ending is not None:
                print(f"{name}, allocation {place} of {count}: {ending}")
            call()


class Memory(unittest.TestCase):
    def test_every_call_survives(self):
        compiler = (os.environ.get("CC") or "cc").split()
        if shutil.which(compiler[0]) is None:
            self.skipTest("no C compiler")
        with tempfile.TemporaryDirectory() as folder:
            library = os.path.join(folder, "failing_allocator.so")
            source = os.path.join(SOURCE, "tests/python/failing_allocator.c")
            subprocess.run([*compiler, "-O1", "-shared", "-fPIC", source, "-o", library], check=True)
            done = subprocess.run(
                [sys.executable, "-c", "import test_memory; test_memory.fail_all()"],
                env={**os.environ, "LD_PRELOAD": library}, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
