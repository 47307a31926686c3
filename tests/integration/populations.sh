#!/bin/sh
# Eight worms of several ages, through the command: aligned graphs, their consensus, and edges that
# change with age. The folder with the data is LATIGRAPH_DATA.

: "${top_builddir:=.}" "${top_srcdir:=.}"
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
data=${LATIGRAPH_DATA:-$top_srcdir/../shared/data}/celegans_witvliet_development
[ -f "$data/dataset1_L1_0h/nodes.csv" ] || exit 77
command -v python3 >/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-populations.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT

"$latigraph" align "$data"/dataset* --quiet --json -o "$folder/aligned" >"$folder/align.json" || exit 1
"$latigraph" consensus "$data"/dataset* --quiet --json -o "$folder/all.graphml" >"$folder/all.json" || exit 1
"$latigraph" consensus "$folder/aligned" --quiet --json -o "$folder/again.graphml" >"$folder/again.json" ||
    exit 1
"$latigraph" consensus "$data"/dataset* --share 0.5 --quiet --json -o "$folder/half.graphml" \
    >"$folder/half.json" || exit 1
ages=0,5,8,16,23,27,50,50
"$latigraph" variability "$data"/dataset* --ages $ages --quiet --json >"$folder/change.json" || exit 1
"$latigraph" variability "$data"/dataset* --ages $ages --relative --quiet --json \
    >"$folder/relative.json" || exit 1
# Three animals are too few, and a remark says so.
"$latigraph" variability "$data"/dataset[123]* --json 2>"$folder/three.txt" >/dev/null || exit 1
grep -q "At least 5 animals" "$folder/three.txt" || { cat "$folder/three.txt"; exit 1; }
"$latigraph" variability "$data"/dataset[123]* --ages 1,2 >/dev/null 2>"$folder/ages.txt" && exit 1
grep -q "There are 2 ages, but 3 graphs" "$folder/ages.txt" || { cat "$folder/ages.txt"; exit 1; }
python3 - "$folder" "$data" <<'END'
import csv, glob, json, os, sys
folder, data = sys.argv[1:]
read = lambda name: json.load(open(f"{folder}/{name}.json"))

# The same numbers from the tables alone.
animals = []
for path in sorted(glob.glob(f"{data}/dataset*")):
    names = [row["name"] for row in csv.DictReader(open(f"{path}/nodes.csv"))]
    edges = {(names[int(row["source"])], names[int(row["target"])]): float(row["weight"])
             for row in csv.DictReader(open(f"{path}/edges.csv"))}
    animals.append((set(names), edges))
union = set().union(*(names for names, _ in animals))
shared = set.intersection(*(names for names, _ in animals))
pairs = set().union(*(edges for _, edges in animals))

def weights(pair):
    return [edges.get(pair, 0) for names, edges in animals if pair[0] in names and pair[1] in names]

def share(pair):
    return sum(pair in edges for _, edges in animals) / len(weights(pair))

align = read("align")
assert (align["all"], align["common"]) == (len(union), len(shared)), align
assert list(align["edges"].values()) == [len(edges) for _, edges in animals]
assert len(os.listdir(f"{folder}/aligned")) == 8
everything = read("all")
assert everything["edges"] == len(pairs), everything
again = read("again")
assert again["edges"] == everything["edges"] and abs(again["mean_share"] - everything["mean_share"]) < 1e-12
assert read("half")["edges"] == sum(share(pair) >= 0.5 for pair in pairs)

change = read("change")
assert len(change["mean"]) == len(pairs)
for pair in [("RIAL", "RIAR"), ("AVAL", "AVBL"), *sorted(pairs)[::200]]:
    name = " → ".join(pair)
    if pair in pairs:
        w = weights(pair)
        assert abs(change["mean"][name] - sum(w) / len(w)) < 1e-9, name
        assert abs(change["share"][name] - share(pair)) < 1e-12, name
counts = change["change_edges"]
print(counts, change["change_weight"], read("relative")["change_edges"])
assert sum(counts.values()) == len(pairs)
assert abs(sum(change["change_weight"].values()) - 1) < 1e-9
assert counts["developmental"] > 300 and change["growing"] > 0.95 * counts["developmental"]
assert change["change_weight"]["developmental"] > 2.5 * counts["developmental"] / len(pairs)
assert read("relative")["change_edges"]["developmental"] < counts["developmental"] / 3
END
