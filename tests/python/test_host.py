"""The library as a guest in Python: errors, warnings, progress, Ctrl-C, threads, memory."""

import gc
import io
import math
import os
import signal
import subprocess
import sys
import threading
import time
import unittest
import warnings

import igraph
import latigraph as lg
from latigraph import _latigraph
from support import circuits, linked_igraph, measured, model, same_graphs


def setUpModule():
    """A shell ignores SIGINT for its background jobs, and Python then installs no handler."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Errors(unittest.TestCase):
    def test_classes(self):
        for name in ("LatigraphValueError", "LatigraphRuntimeError", "LatigraphFileError"):
            self.assertTrue(issubclass(getattr(lg, name), lg.LatigraphError))
        self.assertTrue(issubclass(lg.LatigraphValueError, ValueError))
        self.assertTrue(issubclass(lg.LatigraphRuntimeError, RuntimeError))

    def test_messages_are_igraphs(self):
        with self.assertRaises(lg.LatigraphValueError) as caught:
            model().generate(count=0)
        self.assertEqual(
            str(caught.exception),
            'Argument "count" of operation "generate" is 0 but must be from 1 to 100000000.',
        )
        with self.assertRaisesRegex(lg.LatigraphValueError, 'no property "nothing"'):
            lg.properties(circuits(), ["nothing"])
        with self.assertRaises(lg.LatigraphFileError):
            lg.ops.read_graphs("no-such-file.gml")

    def test_wrong_calls(self):
        for wrong in (
            lambda: lg.ops.generate(),
            lambda: lg.ops.generate(model(), nothing=1),
            lambda: lg.ops.generate(model(), count="many"),
            lambda: lg.ops.generate(model(), count=1.5),
            lambda: lg.ops.generate(model(), uncalibrated="yes"),
            lambda: lg.ops.generate("mouse"),
            lambda: lg.ops.encode(model(), 3),
            lambda: lg.ops.select(circuits()[0], condition=3),
        ):
            self.assertRaises(TypeError, wrong)
        with self.assertRaisesRegex(lg.LatigraphValueError, 'no operation "nothing"'):
            lg.call("nothing")

    def test_what_is_wrong_is_named(self):
        graph = circuits()[0]
        for kind, named, wrong in (
            (OverflowError, "'count' of generate: .* 101 bits", lambda: model().generate(count=2**100)),
            (OverflowError, "'seed' of generate: .* 64 bits", lambda: model().generate(seed=2**63)),
            (ValueError, "'path' of model_read: .* NUL character in it: 'a.x00b'", lambda: lg.load("a\0b")),
            (TypeError, "'circuits' of properties: Graphs are needed, not int", lambda: lg.properties(3)),
            (TypeError, "'keep' of steer: Names and functions .* not int", lambda: model().steer(density=0.1, keep=3)),
            (TypeError, "density is asked to be None", lambda: model().steer(density=None)),
            (TypeError, "'targets' of steer: .* not int", lambda: model().steer(3)),
            (TypeError, "'only' of properties: .* not int", lambda: lg.properties(graph, only=3)),
            (TypeError, "no argument 'cuont'; did you mean 'count'", lambda: model().generate(cuont=3)),
            (TypeError, "no argument 'recprocity'; did you mean 'reciprocity'", lambda: model().steer(recprocity=1)),
            (TypeError, "no argument 'setps'; did you mean 'steps'", lambda: lg.fit(circuits(), setps=3)),
            (ValueError, 'no property "densty"; did you mean "density"', lambda: lg.properties(graph, "densty")),
            (ValueError, "no operation .enode.; did you mean 'encode'", lambda: lg.call("enode")),
            (AttributeError, "did you mean 'properties'", lambda: lg.propertes),
            (ValueError, "of properties: .*NUL", lambda: lg.properties(graph, ("a\0", len))),
        ):
            with self.subTest(named), self.assertRaisesRegex(kind, named):
                wrong()

    def test_handlers_are_set_back(self):
        """igraph's own, in this copy of it: an error outside of a call would end the process."""
        library = linked_igraph()
        if library is None:
            self.skipTest("another igraph")
        script = (
            "import ctypes, latigraph as lg\n"
            "try:\n    lg.ops.read_graphs('no-such-file')\n"
            "except lg.LatigraphFileError:\n    pass\n"
            f"c = ctypes.CDLL({library!r})\n"
            "c.igraph_set_error_handler.restype = ctypes.c_void_p\n"
            "assert c.igraph_set_error_handler(None) is None\n"
            "c.igraph_set_progress_handler.restype = ctypes.c_void_p\n"
            "assert c.igraph_set_progress_handler(None) is None\n"
            "c.igraph_set_interruption_handler.restype = ctypes.c_void_p\n"
            "assert c.igraph_set_interruption_handler(None) is None\n"
            "assert not c.igraph_has_attribute_table()\n"
            "assert c.IGRAPH_FINALLY_STACK_SIZE() == 0\n"
        )
        subprocess.run([sys.executable, "-c", script], check=True)


class Warnings(unittest.TestCase):
    def test_are_pythons(self):
        graph = igraph.Graph(3, [(0, 1), (0, 1), (1, 2)], directed=True)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            lg.properties([graph, graph], ["density"])
        self.assertEqual([str(w.message) for w in caught], ["2 edges were merged into parallel ones."])
        self.assertEqual(caught[0].filename, __file__)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(lg.LatigraphWarning):
                lg.properties(graph, ["density"])
            with self.assertRaises(lg.LatigraphWarning):
                lg.ops.encode(model(), [graph])


class Functions(unittest.TestCase):
    def test_get_graphs(self):
        seen = []

        def count(graph):
            seen.append(graph)
            return graph.vcount()

        table = measured(circuits()[:2], count)
        self.assertEqual(list(table["count"]), [g.vcount() for g in circuits()[:2]])
        self.assertEqual(seen[0].vs["name"], circuits()[0].vs["name"])
        self.assertIsInstance(seen[0], igraph.Graph)

    def test_names(self):
        graph = circuits()[0]
        for properties, name in (
            (lambda g: 1, "lambda"),
            (("mine", lambda g: 1), "mine"),
            ([("mine", lambda g: 1)], "mine"),
            (igraph.Graph.vcount, "vcount"),
        ):
            self.assertEqual(list(measured(graph, properties)), [name])
        with self.assertRaisesRegex(lg.LatigraphValueError, '"density" .*already used'):
            lg.properties(graph, [("density", lambda g: 1)])
        with self.assertRaises(TypeError):
            lg.properties(graph, [3])

    def test_not_defined(self):
        for nothing in (None, math.nan):
            value = measured(circuits()[0], lambda g: nothing)["lambda"]
            self.assertTrue(math.isnan(value[0]))
        with self.assertRaisesRegex(lg.LatigraphValueError, "must be finite"):
            lg.properties(circuits()[0], lambda g: math.inf)

    def test_exceptions_come_through(self):
        class Mine(Exception):
            pass

        def fail(graph):
            raise Mine("no reason")

        for _ in range(3):
            with self.assertRaisesRegex(Mine, "no reason"):
                lg.properties(circuits(), fail)
        for value, kind in (("text", ValueError), ([1, 2], TypeError), (1j, TypeError), (10**400, OverflowError)):
            with self.assertRaisesRegex(kind, "property 'mine' gave .*, not one number"):
                lg.properties(circuits(), ("mine", lambda g: value))
        self.assertEqual(len(measured(circuits(), ["density"])["density"]), 12)

    def test_may_call_the_library(self):
        """An error in the inner call leaves what the outer one holds alone."""

        def nested(graph):
            for _ in range(3):
                try:
                    lg.ops.select(graph, condition="nonsense")
                except lg.LatigraphValueError:
                    pass
            inner = measured(graph, [("deepest", lambda g: lg.igraph_max_in_degree(g))])
            return inner["deepest"][0]

        table = measured(circuits(), ["igraph_max_in_degree", nested])
        self.assertEqual(list(table["nested"]), list(table["igraph_max_in_degree"]))


class Progress(unittest.TestCase):
    def test_callback(self):
        reports = []
        many = circuits() * 60
        model().encode(many, progress=lambda message, percent: reports.append((message, percent)))
        self.assertEqual(reports[-1], ("Encoding circuits", 100.0))
        with lg.progress(lambda *news: reports.append(news)):
            del reports[:]
            lg.ops.encode(model(), many)
            self.assertTrue(reports)
        del reports[:]
        model().encode(many)
        self.assertEqual(reports, [])

    def test_exceptions_end_the_call(self):
        def stop(message, percent):
            raise StopIteration("enough")

        with self.assertRaisesRegex(StopIteration, "enough"):
            lg.properties(circuits() * 60, progress=stop)
        self.assertEqual(len(measured(circuits(), ["density"])["density"]), 12)

    def test_bar(self):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        stream = Terminal()
        bar = lg.Bar(stream)
        bar("Working", 50)
        self.assertIn("[============            ]  50 %  Working", stream.getvalue())
        bar("Working", 100)
        self.assertTrue(stream.getvalue().endswith("\r"))
        quiet = io.StringIO()
        lg.Bar(quiet)("Working", 50)
        self.assertEqual(quiet.getvalue(), "")
        with self.assertRaises(TypeError):
            lg.progress(3)


class Interruption(unittest.TestCase):
    def stop(self, work, delay=0.3):
        """Processor time from Ctrl-C until the exception; None if the work was done before."""
        sent = []

        def press():
            sent.append(time.process_time())
            os.kill(os.getpid(), signal.SIGINT)

        timer = threading.Timer(delay, press)
        timer.start()
        try:
            work()
        except KeyboardInterrupt:
            return time.process_time() - sent[0]
        finally:
            timer.cancel()
            timer.join()
        return None

    def test_ctrl_c(self):
        mouse = lg.load("mouse-v1-l23")
        many = circuits() * 200
        real = mouse.generate(count=40, nodes=100, seed=1)
        works = {
            "generate": lambda: mouse.generate(count=10**5, nodes=100),
            "encode": lambda: mouse.encode(real * 50),
            "steer": lambda: mouse.steer(like=real[0], path_length="+1sd", count=10**4),
            "properties": lambda: lg.properties(real * 50),
            "fit": lambda: lg.fit(real),
            "evaluate": lambda: mouse.evaluate(real, refine=10**6),
            "directions": lambda: mouse.directions(real * 10),
            "graphs in": lambda: lg.ops.overlap(many * 50, many),
        }
        for name, work in works.items():
            with self.subTest(name):
                waited = self.stop(work)
                self.assertIsNotNone(waited, "the work was over too soon")
                print(f"Ctrl-C, {name}: {waited:.3f} s")
                self.assertLess(waited, 0.2)
                # Everything is usable still, and the same as ever.
                again = [model().generate(2, seed=1) for _ in range(2)]
                self.assertTrue(same_graphs(*again))

    def test_in_a_function(self):
        def slow(graph):
            time.sleep(0.01)
            return 1.0

        self.assertLess(self.stop(lambda: lg.properties(circuits() * 200, slow)), 0.2)

    def test_other_signals(self):
        """Their handlers run in the middle of a call, and may call the library."""
        seen = []
        before = signal.signal(
            signal.SIGALRM, lambda *_: seen.append(lg.properties(circuits()[0], ["density"]))
        )
        try:
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            # Until it rang, however fast the machine.
            while not seen:
                model().encode(circuits() * 60)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        self.assertEqual(len(seen), 1)


class Threads(unittest.TestCase):
    def test_two_models(self):
        models = [model(), lg.load("worm")]
        expected = [m.generate(4, nodes=30, seed=2) for m in models]
        failures = []

        def work(which):
            try:
                for _ in range(15):
                    if not same_graphs(models[which].generate(4, nodes=30, seed=2), expected[which]):
                        failures.append(which)
                    lg.properties(expected[which], ["density", ("n", igraph.Graph.vcount)])
                    try:
                        lg.ops.select(circuits()[0], condition="nonsense")
                    except lg.LatigraphValueError as error:
                        if "nonsense" not in str(error):
                            failures.append(error)
            except BaseException as error:
                failures.append(error)
                raise

        threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1, 0)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    def test_the_interpreter_goes_on(self):
        mouse = lg.load("mouse-v1-l23")
        thread = threading.Thread(target=lambda: mouse.generate(count=60, nodes=150, seed=1))
        thread.start()
        longest, last = 0.0, time.monotonic()
        turns = 0
        while thread.is_alive():
            time.sleep(0.001)
            turns += 1
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        thread.join()
        self.assertGreater(turns, 20)
        print(f"longest wait for the interpreter: {longest:.3f} s")

    def test_waiting_can_be_interrupted(self):
        """Ctrl-C reaches the main thread while another thread's call has the lock."""
        stop = threading.Event()

        def report(message, percent):
            if stop.is_set():
                raise InterruptedError

        def work():
            try:
                lg.fit(circuits(), steps=10**6, progress=report)
            except InterruptedError:
                pass

        thread = threading.Thread(target=work)
        thread.start()
        time.sleep(0.2)
        timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
        timer.start()
        with self.assertRaises(KeyboardInterrupt):
            lg.properties(circuits(), ["density"])
        timer.join()
        self.assertTrue(thread.is_alive())
        stop.set()
        thread.join(30)
        self.assertFalse(thread.is_alive())

    def test_fork(self):
        """A child is not kept out by a call that its parent was in."""
        mouse = lg.load("mouse-v1-l23")
        thread = threading.Thread(target=lambda: mouse.generate(count=60, nodes=150, seed=1))
        thread.start()
        time.sleep(0.1)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                value = measured(circuits()[0], ["density"])["density"][0]
                status = 0 if value > 0 else 2
            finally:
                os._exit(status)
        thread.join()
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)


class LateIgraph(unittest.TestCase):
    """Python's igraph is imported when a graph is first needed, or when other threads may run."""

    def run_script(self, script):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_graphs_import_it(self):
        self.run_script(
            "import sys, latigraph as lg\n"
            "m = lg.load('worm')\n"
            "assert 'igraph' not in sys.modules\n"
            "g = m.generate(1, seed=1)[0]\n"
            "assert type(g) is sys.modules['igraph'].Graph and g.vcount() > 0\n"
        )

    def test_threads_run_during_calls(self):
        self.run_script(
            "import sys, threading, latigraph as lg\n"
            "going = threading.Event()\n"
            "threading.Thread(target=going.wait).start()\n"
            "lg.load('worm')\n"
            "assert 'igraph' in sys.modules\n"
            "going.set()\n"
        )


class SharedIgraph(unittest.TestCase):
    def test_the_interpreter_is_kept(self):
        """Where Python's igraph and ours are one library, which another attribute table shows."""
        library = linked_igraph()
        if library is None:
            self.skipTest("another igraph")
        script = (
            "import ctypes, igraph\n"
            f"c = ctypes.CDLL({library!r})\n"
            "table = ctypes.c_void_p.in_dll(c, 'igraph_cattribute_table')\n"
            "c.igraph_set_attribute_table.argtypes = [ctypes.c_void_p]\n"
            "c.igraph_set_attribute_table(ctypes.addressof(table))\n"
            "import gc, latigraph as lg\n"
            "g = lg.load('worm').generate(3, seed=1)\n"
            "f = lambda x: lg.ops.igraph_max_in_degree(x) if gc.isenabled() else None\n"
            "print(lg.properties(g, [('f', f)]).values == lg.properties(g, ['igraph_max_in_degree']).values)\n"
            "assert gc.isenabled()\n"
            "assert c.igraph_has_attribute_table()\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("False", done.stdout)


def resident():
    """Kilobytes of memory of this process."""
    with open("/proc/self/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


class Memory(unittest.TestCase):
    def rounds(self, count):
        graphs = circuits()[:2]
        for _ in range(count):
            lg.ops.igraph_max_in_degree(graphs[0])
            lg.ops.select(graphs[0], condition="hash<0.9")
            lg.properties(graphs, ["density", ("n", igraph.Graph.vcount)])
            lg.ops.generate(model(), count=1, nodes=6, codes=[0.0] * 4, uncalibrated=True)
            try:
                lg.properties(graphs[0], lambda g: 1 / 0)
            except ZeroDivisionError:
                pass
            try:
                lg.ops.select(graphs[0], condition="nonsense")
            except lg.LatigraphValueError:
                pass
            lg.ops.models()
            lg.ops.encode(model(), graphs)
            try:
                lg.ops.generate(model(), count=0, like=graphs[0])
            except lg.LatigraphValueError:
                pass
            _latigraph.describe()
            lg.properties(graphs, only=["density", "triad-300", "reciprocity"])

    def test_ten_thousand_calls_leak_nothing(self):
        self.rounds(100)
        gc.collect()
        before = resident()
        self.rounds(1000)
        gc.collect()
        grown = resident() - before
        print(f"10,000 calls: {grown} kB more")
        # A hundred bytes a round are less than this; a graph or a list of texts is far more.
        self.assertLess(grown, 300)

    def test_models_are_freed(self):
        def round_():
            for _ in range(20):
                lg.load("worm").code_size

        round_()
        before = resident()
        round_()
        round_()
        self.assertLess(resident() - before, 2000)  # one is 470 kB


if __name__ == "__main__":
    unittest.main()
