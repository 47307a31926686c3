#!/bin/sh
# Mouse visual cortex, through the command: fit on one side of x, evaluate on the other, with
# validation circuits from in between. The model must need fewer bits than a random graph, than
# dyads and than node data alone; the folder with the data is LATIGRAPH_DATA.

: "${top_builddir:=.}" "${top_srcdir:=.}"
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
data=${LATIGRAPH_DATA:-$top_srcdir/../shared/data}/mouse_v1_minnie65_l23_exc
[ -f "$data/nodes.csv" ] || exit 77
command -v python3 >/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-mouse.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT

cut() { # name, neurons, count, seed
    "$latigraph" sample "$data" --shape column --axis y --size 100:200 --quiet \
        --select "$2" --count "$3" --seed "$4" -o "$folder/$1" || exit 1
}
cut training 'x_um<700' 200 1
cut validation 'x_um>730,x_um<800' 16 2
cut test 'x_um>830' 32 3
"$latigraph" fit "$folder/training" --validate "$folder/validation" --set steps=150 \
    --set baseline-steps=150 --seed 1 --quiet --json -o "$folder/model" >"$folder/fit.json" || exit 1
"$latigraph" evaluate "$folder/model" "$folder/test" --json >"$folder/evaluation.json" || exit 1
"$latigraph" steer "$folder/model" --to reciprocity=+1sd --count 12 --seed 1 --json \
    -o "$folder/steered" >"$folder/steered.json" || exit 1
python3 - "$folder" <<'END'
import json, sys
folder = sys.argv[1]
e = json.load(open(folder + "/evaluation.json"))
print(json.dumps(e))
assert len(e["names"]) == 32 and e["shared_neurons"] == 0
assert abs(e["bits_code"] + e["bits_nodes"] + e["bits_edges"] - e["bits_total"]) < 1e-6
assert e["bits_total"] < min(e["bits_erdos_renyi"], e["bits_dyad"], e["bits_node_data"]), "bits"
assert e["bits_code"] > 5, "the code is nearly empty"
assert e["auc"] > e["auc_node_data"] + 0.05 and e["auc_node_data"] > 0.55
steered = json.load(open(folder + "/steered.json"))
start, asked, achieved, expected, reached = (
    steered[k]["reciprocity"] for k in ("start", "asked", "achieved", "expected", "reached"))
print(asked, achieved, expected)
sd = asked - start
assert reached and abs(achieved - asked) < 0.3 * sd
assert abs(expected - asked) < 0.1 * sd
kept = ["density", "transitivity", "out-degree-cv", "in-degree-cv", "edge-length"]
assert max(abs(steered["side_effects"][k]) for k in kept) < 0.25, steered["side_effects"]
END
