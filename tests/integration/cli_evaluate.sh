#!/bin/sh
# The latigraph command: evaluation, comparison, operations, figures, unusual circuits.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
learn
works "$latigraph" generate model.safetensors -o made --count 3 --nodes 25

works "$latigraph" evaluate model.safetensors test --json
is_json
json 'len(d["names"]) == len(d["per_circuit"]) == 6 and d["shared_neurons"] == 0'
json 'abs(d["bits_total"] - d["bits_code"] - d["bits_nodes"] - d["bits_edges"]) < 1e-6'
json 'd["bits_erdos_renyi"] > 0 and d["bits_dyad"] > 0 and 0 < d["auc"] <= 1'
json '0 < d["auc_node_data"] <= 1 and d["bits"]["model"] == d["bits_total"]'
json 'd["generated_summary"] == [] and d["unconditional_summary"] == [] and d["generated_real_count"] == 0'
json 'd["intervals"]["bits_total"]["value"] == d["bits_total"]'
json 'abs(d["intervals"]["against_random"]["value"] / 100 + 1 - d["bits_total"] / d["bits_erdos_renyi"]) < 1e-9'
json 'all(abs(sum(c[k] for c in d["per_circuit"].values()) / 6 - d[k]) < 1e-9 * d[k] for k in ("bits_total", "auc"))'
json 'd["content_dimensions"] == 4 and abs(d["content_bits"] - d["bits_code"]) < 1e-3'
json 'd["fed"]["reciprocity"] == 1 and d["fed"]["cyclic"] == 0'
json 'not any(r["kind"] == "sizes" for r in d["remarks"])'
# Circuits far below the sizes of the fit cost more than random graphs, which a remark says.
works "$latigraph" generate model.safetensors -o tiny --count 3 --nodes 8 --seed 1
works "$latigraph" evaluate model.safetensors tiny --json
says "3 circuits have other sizes than the training circuits (20 to 30 neurons)" err
json 'sum(r["kind"] == "sizes" for r in d["remarks"]) == 1'
# They also cost more than with node data alone, which is said first; circuits of the fit's sizes are a set of their own.
json 'd["remarks"][0]["kind"] == "worse-than-node-data" and list(d)[2:4] == ["worse", "worse_bits"]'
json 'd["worse"] == ["all circuits, smaller than in the fit"]'
json 'all(w["circuits"] == 3 and abs(w["bits"] - d["bits_total"]) < 1e-6 for w in d["worse_bits"].values())'
json 'all(abs(w["bits_node_data"] - d["bits_node_data"]) < 1e-6 < w["percent"] for w in d["worse_bits"].values())'
works "$latigraph" evaluate model.safetensors test tiny --json
json 'sum(w["circuits"] for k, w in d["worse_bits"].items() if k.endswith("smaller than in the fit")) == 3'
json 'all(w["bits"] > w["bits_node_data"] for w in d["worse_bits"].values())'
works "$latigraph" evaluate model.safetensors test --curve --refine 5 --budget 1e6 --json
is_json
json 'len(d["curve_points"]) == 10 and d["kl_weights"][0] == "prior" and d["curve_kl_weight"]["prior"] is None'
json 'd["auc_at_budget"] >= max(p["auc"] for p in d["curve_points"].values()) - 1e-12'
json 'd["curve_budget"] == 1e6'
works "$latigraph" evaluate model.safetensors test --curve --refine 2
grep -q "^budget of the codes (bits)  *800$" out || fail "no budget of 800 bits"
says "edge AUC at the budget"
refuses 2 "Set curve" "$latigraph" evaluate model.safetensors test --budget 100
refuses 2 "x.jpg" "$latigraph" evaluate model.safetensors test --figure x.jpg
refuses 2 "no figure is drawn" "$latigraph" evaluate model.safetensors test --figure-width 100
refuses 2 "one of light, dark" "$latigraph" evaluate model.safetensors test --figure x.svg --figure-theme blue
"$latigraph" evaluate model.safetensors test --refine 2 --figure judged.svg --figure-width 100 >out 2>err
if [ $? -eq 0 ]; then
    says "<svg" judged.svg
    says 'viewBox="0 0 283' judged.svg
    says "edge AUC at the budget"
else
    says "built without cairo" err
fi
works "$latigraph" evaluate model.safetensors test --generate --unconditional --count 1 --json --threads 1
is_json
json 'all(d[g + "real_count"] == d[g + "generated_count"] == 6 for g in ("generated_", "unconditional_"))'
json 'all(0 <= d[g + "summary"]["discrepancy"]["value"] <= 1 for g in ("generated_", "unconditional_"))'
json 'all(0 < d[g + "mmd_p"] <= 1 and d[g + "summary"]["ks"]["floor"] > 0 for g in ("generated_", "unconditional_"))'
json 'all(d[g + "property_names"][0] == "density" and len(d[g + "triads"]) == 16
    for g in ("generated_", "unconditional_"))'
mv out generation.json
works "$latigraph" evaluate model.safetensors test --generate --unconditional --count 1 --json --threads 3
same out generation.json
works "$latigraph" evaluate model.safetensors test --generate --count 1
says "discrepancy"
says "generated: all properties"
! grep -q "unconditional" out || fail "unconditional circuits that nobody asked for"
works "$latigraph" evaluate model.safetensors test --generate --unconditional --training train \
    --count 2 --json
is_json
json 'd["generated_real_count"] == 6 and d["generated_generated_count"] == 12'
json 'd["unconditional_real_count"] == 24'
json 'list(d["generated_weak_spots"])[2] == "assortativity, mean"'
works "$latigraph" evaluate model.safetensors test --refine 0 --generate --disjoint train --json
json 'd["generated_generated_count"] == 516 and 0 < d["disjoint_summary"]["discrepancy"]["value"] <= 1'
refuses 2 "exclude each other" "$latigraph" evaluate model.safetensors test --disjoint test
refuses 2 "two circuits or more" "$latigraph" evaluate model.safetensors test --disjoint "$one"
refuses 2 "Set unconditional" "$latigraph" evaluate model.safetensors test --generate --training train
refuses 2 "Set generate" "$latigraph" evaluate model.safetensors test --count 3
works "$latigraph" compare train made --json --threads 1
is_json
json 'd["real_count"] == 24 and d["generated_count"] == 3 and d["effective"] > 1'
json 'd["times_floor"] > 0 and 0 <= d["summary"]["discrepancy_unseen"]["value"] <= 1'
json 'd["times_floor"] == d["relative_error_matched"] / d["relative_error_floor"]'
json 'd["properties"]["density"]["error_low"] <= d["properties"]["density"]["error"]'
mv out compared.json
works "$latigraph" compare train made --json --threads 3
same out compared.json
works "$latigraph" compare train made --fine --json
json '"singular-value-2" in d["property_names"] and len(d["properties"]) == len(d["property_names"])'
refuses 2 "size_free or fine" "$latigraph" compare train made --fine --size-free
refuses 2 "Set generate" "$latigraph" evaluate model.safetensors test --fine
works "$latigraph" compare train train --paired
says "error in units of the floor"
says "feed-forward-excess"
says "novelty of real circuits"
says "24 of 24 generated circuits are real circuits with permuted neurons" err
works "$latigraph" compare train train --json
json 'd["novelty"] == 0 and d["copies"] == 1 and 0 <= d["real_novelty"] <= 1'
json 'list(d)[:3] == ["real_neurons", "generated_neurons", "sizes"]'
json 'not any(r["kind"] in ("sizes-differ", "densities-differ") for r in d["remarks"])'
refuses 2 "24 real and 6 generated" "$latigraph" compare train test --paired
refuses 2 "2 to" "$latigraph" compare "$one" test
refuses 2 "two circuits or more" "$latigraph" evaluate model.safetensors "$one" --generate
works "$latigraph" evaluate model.safetensors train
says "node data alone"
says "also occur in training circuits" err
works "$latigraph" evaluate model.safetensors train --csv
head -n 1 out | grep -q '^names,bits_total,bits_code,.*auc_node_data' || fail "header: $(head -n 1 out)"
[ "$(grep -c '^connectome-' out)" -ge 24 ] || fail "no line per circuit"

works "$latigraph" ops
says "generate"
works "$latigraph" ops generate --json
is_json
refuses 2 'did you mean "generate"' "$latigraph" ops generat

"$latigraph" figure model.safetensors train -o map.svg -o map.png -p density >out 2>err
status=$?
if [ $status -eq 0 ]; then
    says "<svg" map.svg
    [ "$(dd if=map.png bs=1 skip=1 count=3 2>/dev/null)" = PNG ] || fail "map.png is no PNG"
else
    says "built without cairo" err
fi

# --- Sets of different sizes ---------------------------------------------------

# One random law at 20 and at 40 neurons, with a copy of a small circuit under other numbers.
draw() {
    awk -v n="$2" -v seed="$3" -v shift="${4-0}" 'BEGIN {
        srand(seed); print "source,target"
        for (i = 0; i < n; i++) for (j = 0; j < n; j++)
            if (i != j && rand() < 4 / (n - 1)) print (i + shift) % n "," (j + shift) % n }' >"$1/edges.csv"
    awk -v n="$2" 'BEGIN { print "id"; for (i = 0; i < n; i++) print i }' >"$1/nodes.csv"
}
mkdir -p sizes/small sizes/large sizes/copied
for k in 1 2 3 4 5 6 7 8; do
    mkdir sizes/small/s$k sizes/large/l$k sizes/copied/c$k
    draw sizes/small/s$k 20 $k
    draw sizes/large/l$k 40 $((k + 100))
    draw sizes/copied/c$k 20 $((k > 4 ? 200 : k)) 7
done
works "$latigraph" compare sizes/small sizes/large --json
says "real circuits have 20 neurons" err
says "generated ones 40 neurons" err
json '[r["about"] for r in d["remarks"] if r["kind"] == "sizes-differ"] == ["sizes"]'
json 'd["real_neurons"] == 20 and d["sizes"]["generated_neurons"] == dict(mean=40, low=40, high=40)'
json 'd["discrepancy"] > .8 and d["novelty"] == 1'
works "$latigraph" compare sizes/small sizes/large --size-free --json
json 'not any(r["kind"] == "sizes-differ" for r in d["remarks"])'
json '"clustering-ratio" in d["properties"] and "density" not in d["properties"]'
json 'd["discrepancy"] < .7 and d["mmd_p"] > .01'
works "$latigraph" compare sizes/small sizes/copied --json
json 'd["copies"] == .5 and d["uniqueness"] == 5 / 8'
json 'd["nearest_names"]["c1"] == "s1" and d["nearest_distance"]["c1"] == 0'
json '[r["about"] for r in d["remarks"] if r["kind"] in ("copies", "repeats")] == ["novelty", "uniqueness"]'

# --- Unusual circuits --------------------------------------------------------

# Complete graphs: codes on a line, bits of 0 to compare with; some without edges; tiny ones.
mkdir full few
for n in 4 5 6 7 8 9 10 11 12 13; do
    mkdir full/$n few/$n
    awk -v n=$n 'BEGIN { print "id"; for (i = 0; i < n; i++) print i }' >full/$n/nodes.csv
    awk -v n=$n 'BEGIN { print "source,target"; for (i = 0; i < n; i++) for (j = 0; j < n; j++)
        if (i != j) print i "," j }' >full/$n/edges.csv
    printf 'id\n0\n1\n2\n' >few/$n/nodes.csv
    awk -v n=$n 'BEGIN { print "source,target"; if (n % 3) print "0,1"; if (n % 4 == 1) print "1,0" }' \
        >few/$n/edges.csv
done
# Copies of one circuit: the model knows no SD of most properties.
mkdir copies
for k in 1 2 3 4 5 6; do
    mkdir copies/$k
    awk -v k=$k 'BEGIN { srand(1); print "source,target"; for (i = 0; i < 40; i++) for (j = 0; j < i; j++)
        if (rand() < 0.15) { print k "_" i "," k "_" j; if (rand() < 0.3) print k "_" j "," k "_" i } }' \
        >copies/$k/edges.csv
done
for kind in full few; do
    works "$latigraph" fit $kind -o $kind.st --set steps=4 --set baseline-steps=2 -q
done
works "$latigraph" fit copies -o copies.st --set steps=4 --set baseline-steps=2 --set code=3 -q
works "$latigraph" evaluate full.st full
grep -q -e "inf %" -e "nan %" out && fail "a share of nothing: $(cat out)"
works "$latigraph" evaluate full.st full --json
is_json
works "$latigraph" steer few.st --to density=+1sd -o few-steered
works "$latigraph" steer copies.st --to reciprocity=+1sd --seed 1
says "transitivity was to be held, but the model has no SD" err
grep -q "not defined for the circuits" err && fail "transitivity is defined for the circuits: $(cat err)"
refuses 1 '"copies" is a folder, but a model is a file' "$latigraph" encode copies copies.st
refuses 2 "asked for twice" "$latigraph" steer few.st --to density=0.2 --to density=0.3 -o x
works "$latigraph" directions few.st
says "the circuits cannot be split so that no neuron is on both sides" err
works "$latigraph" explain few.st few
works "$latigraph" coordinate-effects few.st --count 2
works "$latigraph" explain full.st full --json
is_json
refuses 2 "no direction of edge-length" "$latigraph" directions few.st --property edge-length
if "$latigraph" figure few.st few -o few.svg -q 2>err; then
    says "<svg" few.svg # two SDs below the mean there is no reciprocity
    works "$latigraph" figure full.st full -o full.svg -d mean-degree -q
elif ! grep -q "without cairo" err; then
    fail "no figure: $(cat err)"
fi
works "$latigraph" encode model.safetensors few
says "lack node data that the model was fitted with" err
refuses 2 "-o MODEL is missing" "$latigraph" fit few -o ''

finish
