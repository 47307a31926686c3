#!/bin/sh
# bench/quality on small made-up circuits: every method runs and is in the table, and the numbers
# hang together. Needs Debian's python3-numpy and python3-igraph; python3-graph-tool and
# python3-torch are left out with a word where they are absent.

: "${top_builddir:=.}" "${top_srcdir:=.}"
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
bench=$(cd "$top_srcdir" && pwd)/bench
python=/usr/bin/python3
"$python" -c 'import numpy, igraph' 2>/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-bench-test.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT

(cd "$bench" && OPENBLAS_NUM_THREADS=1 "$python" -B -m circuitbench.check) || exit 1

# A connectome on a square, types in two halves, degrees of some spread.
mkdir "$folder/connectome"
"$python" - "$folder/connectome" <<'END'
import random, sys
random.seed(3)
n = 240
place = [(random.random() * 100, random.random() * 100) for _ in range(n)]
gain = [random.lognormvariate(0, 0.7) for _ in range(n)]
with open(sys.argv[1] + "/nodes.csv", "w") as file:
    print("id,name,kind,x_um,y_um", file=file)
    for i, (x, y) in enumerate(place):
        print(i, f"neuron{i}", "even" if i % 2 == 0 else "odd", x, y, sep=",", file=file)
with open(sys.argv[1] + "/edges.csv", "w") as file:
    print("source,target", file=file)
    for i in range(n):
        for j in range(n):
            near = abs(place[i][0] - place[j][0]) + abs(place[i][1] - place[j][1]) < 40
            p = min(1, 0.15 * gain[i] * (1.5 if j % 2 else 0.5) * near)
            if i != j and random.random() < p:
                print(i, j, sep=",", file=file)
END
cut() { # name, neurons, count, seed
    "$latigraph" sample "$folder/connectome" --shape ball --size 20:30 --quiet \
        --select "$2" --count "$3" --seed "$4" -o "$folder/$1" || exit 1
}
cut training 'x_um<50' 24 1
cut validation 'x_um>50,x_um<70' 8 2
cut test 'x_um>70' 8 3
"$bench/quality" --latigraph "$latigraph" --training "$folder/training" \
    --validation "$folder/validation" --test "$folder/test" --quick --steps 20 --epochs 3 \
    --json "$folder/result.json" >"$folder/table" 2>"$folder/messages" || {
    cat "$folder/messages" >&2
    exit 1
}
cat "$folder/table"
"$python" - "$folder" <<'END'
import json, sys
folder = sys.argv[1]
table, result = open(folder + "/table").read(), json.load(open(folder + "/result.json"))["given"]
method = {m["method"]: m for m in result["methods"]}
notes = " ".join(result["notes"])
mean = lambda rows: sum(rows[0]) / len(rows[0])
always = ["latigraph", "node data alone", "Erdős–Rényi", "dyads", "configuration",
          "reciprocal configuration", "degrees + reciprocity", "degrees + distance",
          "degrees + distance + reciprocity", "types x distance", "... and density"]
for name in always:
    assert f"| {name} " in table and len(method[name]["bits"][0]) == 8, name
for package, names in {"graph_tool": ["nested DC-SBM", "nested SBM"], "torch": ["padded VAE", "VGAE"]}.items():
    for name in names:
        assert name in method or package in notes, name
for name, m in method.items():
    for bits, told in zip(m["bits"], m["told"]):
        assert all(b > t >= 0 for b, t in zip(bits, told)), name
    assert all(0.3 < value <= 1 for row in m["auc"] for value in row), name
# Edges depend on distance here, and both models that see it must say so.
assert mean(method["degrees + distance"]["auc"]) > mean(method["configuration"]["auc"])
assert mean(method["types x distance"]["auc"]) > 0.6
assert mean(method["degrees + distance + reciprocity"]["auc"]) > mean(method["degrees + reciprocity"]["auc"])
# Degrees are kept exactly by switching edges, so a configuration model has the circuits' densities.
assert all(m["from_codes"] for name, m in method.items() if name != "node data alone")
for report in method["configuration"]["from_codes"]:
    density = report["properties"]["density"]
    assert abs(density["error"]) < 1e-9, density
END

# The ceiling: the edges of an equal connectome leave nothing but the shares to code.
cp -r "$folder/connectome" "$folder/twin"
"$bench/quality" --latigraph "$latigraph" --pair "$folder/connectome" "$folder/twin" --shape ball \
    --size 20:30 --circuits 6 --training-circuits 12 --quick --steps 5 \
    --json "$folder/ceiling.json" >"$folder/table" 2>"$folder/messages" || {
    cat "$folder/messages" >&2
    exit 1
}
cat "$folder/table"
"$python" - "$folder" <<'END'
import json, sys
sides = json.load(open(sys.argv[1] + "/ceiling.json"))["pair"]
assert set(sides) == {"connectome", "twin"}
for side in sides.values():
    method = {m["method"]: m for m in side["methods"]}
    edges, model = method["edges of the other"], method["model of the other"]
    assert all(b - t < 1e-6 for b, t in zip(edges["bits"][0], edges["told"][0])), edges
    assert edges["auc"][0] == [1] * 6 and len(model["bits"]) == 1 and len(model["intervals"]) == 1
    assert {"reciprocal configuration", "degrees + distance + reciprocity"} <= set(method)
END

# bench/control on the same circuits: what is asked of density is met, and all tables are there.
"$latigraph" fit "$folder/training" --validate "$folder/validation" --set steps=40 \
    --set baseline-steps=20 --seed 1 --quiet -o "$folder/model" >/dev/null || exit 1
"$bench/control" --latigraph "$latigraph" --training "$folder/training" --test "$folder/test" \
    --model "$folder/model" --circuits 2 --count 4 --json "$folder/control.json" \
    >"$folder/control" 2>"$folder/messages" || {
    cat "$folder/messages" >&2
    exit 1
}
cat "$folder/control"
"$python" - "$folder" <<'END'
import json, sys
result = json.load(open(sys.argv[1] + "/control.json"))["given"]
density = result["one"]["density"]
assert 0.7 < density["slope"][0] < 1.3 and density["r2"][0] > 0.5, density
assert {"reciprocity", "transitivity", "assortativity", "edge-length"} <= set(result["one"])
assert set(result["derived"]) == {"path-length", "modularity"} and len(result["two"]) == 8
assert all(len(values) == 1 for values in result["unprotected"].values())
assert {"r2", "r2_shuffled", "r2_rewired"} <= set(result["negative"][0])
END

# bench/function: means are those that the command prints.
"$bench/function" --latigraph "$latigraph" --training "$folder/training" --test "$folder/test" \
    --model "$folder/model" --steered 0 --reservoir '--steps 300 --seeds 1' \
    --json "$folder/function.json" >"$folder/function" 2>"$folder/messages" || {
    cat "$folder/messages" >&2
    exit 1
}
cat "$folder/function"
"$latigraph" reservoir "$folder/test" --csv --quiet --steps 300 --seeds 1 >"$folder/scores"
"$python" - "$folder" <<'END'
import csv, json, sys
folder = sys.argv[1]
reading = json.load(open(folder + "/function.json"))["reading"]
rows = list(csv.DictReader(open(folder + "/scores")))
assert len(reading) == 10
for score in reading:
    values = [float(row[score["score"]]) for row in rows]
    assert abs(score["mean"] - sum(values) / len(values)) < 1e-6, score
    assert score["codes"] != score["size_density"]
END
