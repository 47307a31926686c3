"""Circuits written by the command in every format, read back by other programs. Called by
write_formats.sh with the command and a folder."""

import csv
import importlib.util
import json
import math
import py_compile
import random
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import networkx as nx
import numpy as np
import scipy.io
import scipy.sparse

igraph = importlib.import_module("igraph") if importlib.util.find_spec("igraph") else None

COMMAND, FOLDER = sys.argv[1], Path(sys.argv[2])
FORMATS = ("mtx", "npy", "npz", "json", "gexf", "sonata", "nest", "brian2", "graphml")
skipped = []


def call(*arguments, status=0):
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stderr


# --- Circuits -------------------------------------------------------------------------------------


def write_table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def make_circuit(folder, n=60, axes=("x_um", "y_um", "z_um"), weights="real", odd=True):
    """A folder of tables. Its names and types have characters that formats must escape."""
    draw = random.Random(folder.name)
    names = [f"n{i}" for i in range(n)]
    if odd:
        names[:8] = ["864691135582951235", "a b", 'q"u\'o\\te', "<&>;,", "β-Zelle 𝄞", "007", "l\u2028s", "tab\tend"]
    types = ["excitatory", "inhibitory", "odd \"type\" <β>" if odd else "other", ""]
    nodes = [["id", "name", "type", "label", "depth", *axes]]
    for i, name in enumerate(names):
        known = i % 7 != 3 or not odd
        position = [repr(draw.uniform(-500, 500)) if known else "" for _ in axes]
        depth = repr(draw.gauss(0, 1e-7)) if i % 5 else ""
        nodes.append([i, name, types[i % 4], f"label {i % 3}", depth, *position])
    edges = [["source", "target", *(["weight"] if weights else [])]]
    for i in range(n - 2):  # the last neurons have no edges
        for j in draw.sample(range(n - 2), min(6, n - 2)):
            if i != j:
                weight = {"real": draw.lognormvariate(0, 2), "whole": draw.randint(1, 40), None: 0}[weights]
                edges.append([i, j, repr(weight)][: len(edges[0])])
    folder.mkdir()
    write_table(folder / "nodes.csv", nodes)
    write_table(folder / "edges.csv", edges)
    write_table(folder / "graph.csv", [["attribute", "value"], ["directed", "true"], ["connectome", "Gehirn β"],
                                       ["seed", "42"], ["remark", "5 < 6"]])
    return folder


class Circuit:
    """What a folder of tables says, with unknown numbers as NaN."""

    def __init__(self, folder):
        def rows(name):
            with open(folder / name, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        nodes, edges = rows("nodes.csv"), rows("edges.csv")
        self.names = [row["name"] for row in nodes]
        self.types = [row["type"] for row in nodes]
        self.labels = [row["label"] for row in nodes]
        self.depth = [float(row["depth"] or "nan") for row in nodes]
        self.axes = [axis for axis in ("x_um", "y_um", "z_um", "x_nm", "y_nm", "z_nm", "x", "y")
                     if nodes and axis in nodes[0]]
        self.positions = [[float(row[axis] or "nan") for axis in self.axes] for row in nodes]
        self.weighted = bool(edges) and "weight" in edges[0]
        self.edges = {(int(e["source"]), int(e["target"])): float(e.get("weight", 1)) for e in edges}

    def by_name(self):
        return {(self.names[i], self.names[j]): weight for (i, j), weight in self.edges.items()}

    def check_matrix(self, matrix):
        matrix = scipy.sparse.coo_matrix(matrix)
        assert matrix.shape == (len(self.names),) * 2
        found = {(int(i), int(j)): float(w) for i, j, w in zip(matrix.row, matrix.col, matrix.data)}
        assert found == self.edges

    def check_positions(self, positions):
        assert np.array_equal(np.array(positions).reshape(len(self.names), -1),
                              np.array(self.positions).reshape(len(self.names), -1), equal_nan=True)


# --- Readers --------------------------------------------------------------------------------------


def check_mtx(circuit, path):
    with open(path, encoding="ascii") as file:
        field = file.readline().split()[3]
    whole = all(weight == int(weight) for weight in circuit.edges.values())
    assert field == ("pattern" if not circuit.weighted else "integer" if whole else "real"), field
    if circuit.edges:  # SciPy 1.10 cannot read a matrix without entries
        circuit.check_matrix(scipy.io.mmread(path))


def check_npy(circuit, path):
    matrix = np.load(path)
    assert matrix.dtype == (np.float64 if circuit.weighted else np.int32)
    circuit.check_matrix(matrix)


def check_npz(circuit, path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    matrix = scipy.sparse.load_npz(path)
    assert matrix.format == "csr" and matrix.has_sorted_indices
    circuit.check_matrix(matrix)
    with np.load(path, allow_pickle=False) as arrays:
        assert arrays["names"].tolist() == circuit.names
        assert arrays["connectome"].item() == "Gehirn β"
        if circuit.axes:
            circuit.check_positions(arrays["positions"])


def check_nodes(circuit, graph, label):
    """Compares the node data of a graph of NetworkX, where a missing value is not known."""
    assert graph.is_directed() and not graph.is_multigraph() and list(graph) == circuit.names
    data = list(dict(graph.nodes(data=True)).values())
    assert [d.get("type", "") for d in data] == circuit.types
    assert [d[label] for d in data] == circuit.labels
    assert np.array_equal([d.get("depth", math.nan) for d in data], circuit.depth, equal_nan=True)
    circuit.check_positions([[d.get(axis, math.nan) for axis in circuit.axes] for d in data])
    return data


def check_edges(circuit, graph):
    found = {(a, b): d.get("weight", 1) for a, b, d in graph.edges(data=True)}
    assert found == circuit.by_name()
    assert all(("weight" in d) == circuit.weighted for _, _, d in graph.edges(data=True))


def check_json(circuit, path):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")

    with open(path, encoding="utf-8") as file:
        data = json.load(file, parse_constant=refuse)
    key = {"edges": "links"} if tuple(map(int, nx.__version__.split(".")[:2])) >= (3, 4) else {}
    graph = nx.node_link_graph(data, **key)
    check_nodes(circuit, graph, "label")
    check_edges(circuit, graph)
    assert graph.graph["connectome"] == "Gehirn β" and graph.graph["seed"] == 42 and graph.graph["remark"] == "5 < 6"


def check_gexf(circuit, path):
    graph = nx.read_gexf(path)
    data = check_nodes(circuit, graph, "column_label")
    if circuit.edges:
        weights = {(a, b): d["weight"] for a, b, d in graph.edges(data=True)} if circuit.weighted else \
            {edge: 1 for edge in graph.edges()}
        assert weights == circuit.by_name()
    for one, position in zip(data, circuit.positions):
        if position and not math.isnan(position[0]):
            place = one["viz"]["position"]
            assert [place["x"], place["y"], place["z"]][: len(position)] == position
        else:
            assert "position" not in one.get("viz", {})


def check_graphml(circuit, path):
    path.read_bytes().decode("utf-8")
    graph = nx.read_graphml(path)
    names = [data["name"] for _, data in graph.nodes(data=True)]
    assert names == circuit.names
    found = {(int(a[1:]), int(b[1:])): d.get("weight", 1) for a, b, d in graph.edges(data=True)}
    assert found == circuit.edges
    if igraph is None:
        skipped.append("GraphML in python-igraph (not installed)")
        return
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.vs["name"] == circuit.names
    weights = graph.es["weight"] if "weight" in graph.es.attributes() else [1] * graph.ecount()
    assert dict(zip(graph.get_edgelist(), weights)) == circuit.edges


# --- SONATA ---------------------------------------------------------------------------------------


def read_ranges(index, node):
    """Edges of a node, as libsonata resolves them."""
    first, last = index["node_id_to_ranges"][node]
    ranges = index["range_to_edge_id"][first:last]
    return [edge for begin, end in ranges for edge in range(begin, end)]


def check_sonata_nodes(circuit, path, types):
    import h5py

    with h5py.File(path) as file:
        assert file.attrs["magic"] == 0x0A7A and file.attrs["version"].tolist() == [0, 1]
        nodes = file["nodes/neurons"]
        n = len(circuit.names)
        assert nodes["node_id"][:].tolist() == nodes["node_group_index"][:].tolist() == list(range(n))
        assert not nodes["node_group_id"][:].any()
        group = nodes["0"]
        assert group["name"].asstr()[:].tolist() == circuit.names
        assert group["type"].asstr()[:].tolist() == circuit.types
        assert group["label"].asstr()[:].tolist() == circuit.labels
        assert np.array_equal(group["depth"][:], circuit.depth, equal_nan=True)
        found = [group[axis][:] for axis in "xyz"[: len(circuit.axes)]]
        expected = np.array(circuit.positions).reshape(n, -1)
        if circuit.axes and circuit.axes[0].endswith("_nm"):
            expected = expected / 1000
        assert np.array_equal(np.array(found).T.reshape(n, -1), expected, equal_nan=True)
        for number, kind in zip(nodes["node_type_id"][:], circuit.types):
            plain = (kind or "unknown").encode("ascii", "backslashreplace").decode()
            assert types[int(number)]["pop_name"] == plain


def check_sonata_edges(circuit, path):
    import h5py

    with h5py.File(path) as file:
        assert file.attrs["magic"] == 0x0A7A and file.attrs["version"].tolist() == [0, 1]
        edges = file["edges/neurons_to_neurons"]
        for end in ("source_node_id", "target_node_id"):
            population = edges[end].attrs["node_population"]
            assert population == "neurons"
        source, target = edges["source_node_id"][:].tolist(), edges["target_node_id"][:].tolist()
        assert dict(zip(zip(source, target), edges["0/syn_weight"][:].tolist())) == circuit.edges
        assert target == sorted(target) and (edges["0/delay"][:] == 1).all()
        assert edges["edge_group_index"][:].tolist() == list(range(len(source)))
        assert not edges["edge_group_id"][:].any() and not edges["edge_type_id"][:].any()
        for name, ends in (("source_to_target", source), ("target_to_source", target)):
            index = edges["indices"][name]
            for node in range(len(circuit.names)):
                assert read_ranges(index, node) == [k for k, end in enumerate(ends) if end == node], (name, node)


def check_sonata(circuit, folder):
    with open(folder / "circuit_config.json", encoding="utf-8") as file:
        config = json.load(file)
    files = {**config["networks"]["nodes"][0], **config["networks"]["edges"][0]}
    paths = {key: folder / Path(name).name for key, name in files.items()}
    assert all(path.is_file() for path in paths.values())
    with open(paths["node_types_file"], encoding="ascii", newline="") as file:
        types = {int(row["node_type_id"]): row for row in csv.DictReader(file, delimiter=" ")}
    assert {(row["model_type"], row["model_template"]) for row in types.values()} == \
        {("point_neuron", "nest:iaf_psc_alpha")}
    with open(paths["edge_types_file"], encoding="ascii", newline="") as file:
        assert list(csv.DictReader(file, delimiter=" ")) == [{"edge_type_id": "0", "model_template": "static_synapse"}]
    if importlib.util.find_spec("h5py") is None:
        skipped.append("SONATA's HDF5 (python3-h5py)")
        return
    check_sonata_nodes(circuit, paths["nodes_file"], types)
    check_sonata_edges(circuit, paths["edges_file"])
    if importlib.util.find_spec("libsonata") is not None:
        import libsonata

        population = libsonata.EdgeStorage(str(paths["edges_file"])).open_population("neurons_to_neurons")
        for node in range(len(circuit.names)):
            found = population.source_nodes(population.afferent_edges(node)).tolist()
            assert sorted(found) == sorted(i for i, j in circuit.edges if j == node)


# --- Simulators -----------------------------------------------------------------------------------


class FakeNest:
    """Notes what a script asks of NEST, for machines without NEST."""

    def __init__(self):
        self.spatial = self
        self.edges = {}
        self.positions = None

    def free(self, positions):
        return positions

    def Create(self, model, n=None, positions=None):
        assert model == "iaf_psc_alpha" and (n is None) == (positions is not None)
        self.positions = positions
        return np.arange(1, 1 + (len(positions) if positions is not None else n))

    def Connect(self, sources, targets, rule, synapse):
        assert rule == "one_to_one" and synapse["synapse_model"] == "static_synapse"
        assert len(sources) == len(targets) == len(synapse["weight"]) == len(synapse["delay"])
        self.edges = {(i - 1, j - 1): w for i, j, w in zip(sources.tolist(), targets.tolist(), synapse["weight"])}


def check_nest_build(circuit, data):
    nest = FakeNest()
    assert len(data["build"](nest)) == len(circuit.names)
    unknown = any(math.isnan(value) for row in circuit.positions for value in row)
    assert nest.positions == (circuit.positions if circuit.axes and not unknown else None)
    assert nest.edges.keys() == circuit.edges.keys()
    factor = {edge: weight / circuit.edges[edge] for edge, weight in nest.edges.items()}
    for (i, _), value in factor.items():
        unit = data["SYNAPSE"][0] / data["WEIGHT"][0] / (data["INHIBITION"] if data["INHIBITORY"][data["SOURCE"][0]]
                                                         else 1)
        assert math.isclose(value, unit * (data["INHIBITION"] if circuit.types[i] == "inhibitory" else 1))


def check_script(circuit, path, simulator, run):
    py_compile.compile(str(path), doraise=True, cfile=str(path.with_suffix(".pyc")))
    data = runpy.run_path(str(path), run_name="data")
    assert data["NAMES"] == circuit.names and data["CONNECTOME"] == "Gehirn β"
    assert [kind or "" for kind in data["COLUMNS"]["type"]] == circuit.types
    assert np.array_equal(data["COLUMNS"]["depth"], circuit.depth, equal_nan=True)
    circuit.check_positions(data["POSITIONS"])
    pairs = zip(data["SOURCE"].tolist(), data["TARGET"].tolist())
    assert dict(zip(pairs, data["WEIGHT"].tolist())) == circuit.edges
    assert data["INHIBITORY"].tolist() == [kind == "inhibitory" for kind in circuit.types]
    assert data["TYPES"] == "type"
    if circuit.edges:
        size = np.abs(data["SYNAPSE"]) / np.where(data["INHIBITORY"][data["SOURCE"]], -data["INHIBITION"], 1)
        assert math.isclose(size.sum() / len(circuit.names), data["INPUT"], rel_tol=1e-12)
    if simulator == "nest":
        check_nest_build(circuit, data)
    if not run:
        return
    if importlib.util.find_spec(simulator) is None:
        skipped.append(f"running a script in {simulator}")
        return
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = done.stdout.strip().splitlines()[-1]
    assert said.startswith(f"{len(circuit.names)} neurons, {len(circuit.edges)} connections, mean rate "), said
    assert 0 < float(said.split()[-2]) < 500, said


# --- All of them ----------------------------------------------------------------------------------


def check_all(source, has_sonata, run=False):
    """Writes a circuit in every format and reads it back. The tables that the command itself writes
    are what the other files are compared with."""
    call("write-graph", source, FOLDER / f"{source.name}-tables", "--format=csv")
    circuit = Circuit(FOLDER / f"{source.name}-tables")
    original = Circuit(source)
    assert circuit.edges == original.edges and circuit.names == original.names
    for name in FORMATS:
        path = FOLDER / f"{source.name}.{name}"
        if name in ("nest", "brian2"):
            path = FOLDER / f"{source.name}_{name}.py"
        if name == "sonata" and not has_sonata:
            continue
        call("write-graph", source, path, f"--format={name}", "--quiet")
        checks = {"mtx": check_mtx, "npy": check_npy, "npz": check_npz, "json": check_json, "gexf": check_gexf,
                  "graphml": check_graphml, "sonata": check_sonata}
        if name in checks:
            checks[name](circuit, path)
        else:
            check_script(circuit, path, name, run)


def check_sample(source):
    """A folder of many circuits in a format, and the same format by the extension alone."""
    out = FOLDER / "sampled"
    call("sample", source, "-o", out, "--size=10", "--count=3", "--shape=neighbours", "--seed=1", "--format=npz",
         "--quiet")
    files = sorted(out.iterdir())
    assert len(files) == 3 and all(path.suffix == ".npz" for path in files)
    assert scipy.sparse.load_npz(files[0]).shape == (10, 10)
    for name in ("one.npz", "two.npz"):
        call("write-graph", source, FOLDER / name, "--quiet")
    assert (FOLDER / "one.npz").read_bytes() == (FOLDER / "two.npz").read_bytes()
    call("write-graph", source, FOLDER / "plain.gexf", "--quiet")
    assert len(nx.read_gexf(FOLDER / "plain.gexf")) == 60


def check_refusals(source):
    said = call("write-graph", source, FOLDER / "script.py", status=2)
    assert "nest or brian2" in said, said
    said = call("write-graph", source, FOLDER / "x.gexf2", status=2)
    assert "mtx, npy, npz, json, gexf, sonata, nest, brian2, csv" in said, said
    nodes = (source / "nodes.csv").read_text(encoding="utf-8").replace("n20", "n\x0120")
    odd = FOLDER / "control"
    odd.mkdir()
    (odd / "nodes.csv").write_text(nodes, encoding="utf-8")
    (odd / "edges.csv").write_bytes((source / "edges.csv").read_bytes())
    for name in ("gexf", "graphml"):
        said = call("write-graph", odd, FOLDER / f"control.{name}", status=2)
        assert f"control.{name}" in said, said
        assert not (FOLDER / f"control.{name}").exists()
    call("write-graph", odd, FOLDER / "control.json", "--quiet")
    with open(FOLDER / "control.json", encoding="utf-8") as file:
        assert "n\x0120" in [node["id"] for node in json.load(file)["nodes"]]
    call("write-graph", odd, FOLDER / "control.py", "--format=nest", "--quiet")
    assert "n\x0120" in runpy.run_path(str(FOLDER / "control.py"), run_name="data")["NAMES"]


def main():
    real = make_circuit(FOLDER / "real")
    probe = subprocess.run([COMMAND, "write-graph", real, FOLDER / "probe.sonata", "--quiet"], capture_output=True,
                           text=True, check=False)
    has_sonata = probe.returncode == 0
    if not has_sonata:
        assert "no HDF5" in probe.stderr, probe.stderr
        skipped.append("SONATA (this build has no HDF5)")
    check_all(real, has_sonata)
    check_all(make_circuit(FOLDER / "whole", weights="whole", odd=False), has_sonata, run=True)
    check_all(make_circuit(FOLDER / "plain", axes=(), weights=None), has_sonata)
    check_all(make_circuit(FOLDER / "flat", axes=("x", "y"), weights=None), has_sonata)
    check_all(make_circuit(FOLDER / "nano", axes=("x_nm", "y_nm", "z_nm"), weights="real"), has_sonata)
    check_all(make_circuit(FOLDER / "empty", n=2), has_sonata)
    check_sample(real)
    check_refusals(real)
    for what in dict.fromkeys(skipped):
        print(f"skipped: {what}")


main()
