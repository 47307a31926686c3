"""Made-up activity for activity.sh, and checks of what comes out."""

import gzip
import json
import os
import struct
import sys

import numpy

NAMES = ["a", "b", "c", "d"]
#: Planted weights, source by target.
WIRING = {("a", "b"): 0.8, ("b", "c"): -0.6, ("c", "d"): 0.5}


def simulate(times, seed):
    random = numpy.random.default_rng(seed)
    x = random.standard_normal((times, len(NAMES)))
    weight = numpy.zeros((len(NAMES), len(NAMES)))
    for (source, target), value in WIRING.items():
        weight[NAMES.index(source), NAMES.index(target)] = value
    for t in range(1, times):
        x[t] += x[t - 1] @ weight
    return x


def write_table(path, x, separator):
    text = separator.join(["time", *NAMES]) + "\n"
    for t, row in enumerate(x):
        text += separator.join([str(t), *map(repr, map(float, row))]) + "\n"
    with (gzip.open if path.endswith(".gz") else open)(path, "wt") as file:
        file.write(text)


def write_tensor(path, x):
    data = x.astype("<f4").tobytes()
    header = json.dumps({"dff": {"dtype": "F32", "shape": list(x.shape), "data_offsets": [0, len(data)]}}).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header + data)


def write_graph(path, names):
    nodes = "".join(f'<node id="n{i}"><data key="name">{n}</data></node>' for i, n in enumerate(names))
    edges = "".join(f'<edge source="n{i}" target="n{i + 1}"/>' for i in range(len(names) - 1))
    with open(path, "w") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
            '<key id="name" for="node" attr.name="name" attr.type="string"/>'
            f'<graph edgedefault="directed">{nodes}{edges}</graph></graphml>'
        )


def make():
    x = simulate(2000, 1)
    write_table("chain.csv", x, ",")
    write_table("chain.tsv.gz", x, "\t")
    numpy.save("chain.npy", x)
    with gzip.open("chain.npy.gz", "wb") as file:
        numpy.save(file, x)
    write_tensor("chain.safetensors", x)
    os.mkdir("animals")
    write_table("animals/one.csv", simulate(300, 2), ",")
    write_table("animals/two.csv", simulate(300, 3), ",")
    write_graph("wiring.graphml", NAMES)
    write_graph("wider.graphml", ["p", *NAMES, "q"])
    write_graph("other.graphml", ["p", "q", "r", "s"])


def edges_of(graph):
    names = graph.vs["name"] if "name" in graph.vs.attributes() else NAMES
    return {(names[e.source], names[e.target]): e["weight"] * e["sign"] for e in graph.es}


def check_strongest(edges):
    strongest = sorted(edges, key=lambda pair: -abs(edges[pair]))[: len(WIRING)]
    assert set(strongest) == set(WIRING), edges
    assert all(edges[pair] * value > 0 for pair, value in WIRING.items()), edges


def chain(path):
    import igraph

    graph = igraph.Graph.Read_GraphML(path)
    names = graph.vs["name"] if "name" in graph.vs.attributes() and graph.vs["name"][0] else NAMES
    graph.vs["name"] = names
    assert graph.is_directed() and graph.ecount() == 5, graph.summary()
    check_strongest(edges_of(graph))
    assert all(0.01 < error < 0.04 for error in graph.es["se"]), graph.es["se"]


def within(path):
    import igraph

    edges = edges_of(igraph.Graph.Read_GraphML(path))
    assert set(edges) == set(WIRING), edges
    assert all(abs(edges[pair] - value) < 0.1 for pair, value in WIRING.items()), edges


def python():
    import igraph

    import latigraph as lg

    x = simulate(2000, 1)
    result = lg.network(x, neuron_names=NAMES, keep="p=0.01", seed=3)
    (graph,) = result.networks
    edges = edges_of(graph)
    check_strongest(edges)
    assert len(edges) < 6 and max(graph.es["p"]) <= 0.05, edges
    assert lg.network(x, keep="p=0.01", seed=3, threads=2).networks[0].get_edgelist() == graph.get_edgelist()
    from_file = lg.network("chain.csv", keep="all").networks[0]
    assert from_file.vs["name"] == NAMES and from_file.ecount() == 12
    check_strongest(edges_of(from_file))
    wiring = igraph.Graph.Read_GraphML("wiring.graphml")
    del wiring.vs["id"]
    effective = lg.network(x, neuron_names=NAMES, within=wiring).networks[0]
    assert abs(edges_of(effective)["b", "c"] + 0.6) < 0.1
    counts = numpy.random.default_rng(0).poisson(1, (500, 3))
    assert lg.network(counts, kind="glm", keep="all").networks[0].ecount() == 6
    assert not lg.network(x, kind="partial").networks[0].is_directed()
    assert len(lg.network(x[:, :2], kind="visibility").networks) == 2
    for wrong in (x[:5], numpy.where(x > 3, numpy.inf, x)):
        try:
            lg.network(wrong)
        except lg.LatigraphError:
            continue
        raise AssertionError("bad activity was taken")
    assert numpy.isfinite(lg.properties([graph], ["density"]).values).all()


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
