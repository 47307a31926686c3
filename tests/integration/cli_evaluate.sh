#!/bin/sh
# The latigraph command: evaluation, comparison, operations, figures, unusual circuits.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
learn
works "$latigraph" generate model.safetensors -o made --count 3 --nodes 25

works "$latigraph" evaluate model.safetensors test --json
is_json
json 'd["circuits"] == 6 and d["shared_neurons"] == 0'
json 'abs(d["bits"]["total"] - d["bits"]["code"] - d["bits"]["nodes"] - d["bits"]["edges"]) < 1e-6'
json 'd["baselines"]["erdos_renyi"] > 0 and d["baselines"]["dyad"] > 0 and 0 < d["auc"] <= 1'
json '0 < d["auc_node_data"] <= 1'
json '"generation" not in d'
json 'd["intervals"]["bits_total"]["value"] == d["bits"]["total"]'
json 'abs(d["intervals"]["against_erdos_renyi"]["value"] + 1
    - d["bits"]["total"] / d["baselines"]["erdos_renyi"]) < 1e-9'
json 'd["content"]["dimensions"] == 4 and abs(d["content"]["bits"] - d["bits"]["code"]) < 1e-3'
json '{"reciprocity": True, "cyclic": False}.items() <= {p["property"]: p["fed"] for p in d["content"]["properties"]}.items()'
works "$latigraph" evaluate model.safetensors test --curve --refine 5 --budget 1e6 --json
is_json
json 'len(d["curve"]["points"]) == 10 and d["curve"]["points"][0]["kl_weight"] is None'
json 'd["curve"]["auc_at_budget"] >= max(p["auc"] for p in d["curve"]["points"]) - 1e-12'
works "$latigraph" evaluate model.safetensors test --curve --refine 2
says "AUC at 800 bits of codes"
refuses 2 "--curve" "$latigraph" evaluate model.safetensors test --budget 100
refuses 2 "x.jpg" "$latigraph" evaluate model.safetensors test --figure x.jpg
"$latigraph" evaluate model.safetensors test --refine 2 --figure judged.svg >out 2>err
if [ $? -eq 0 ]; then
    says "<svg" judged.svg
    says "AUC at 800 bits of codes"
else
    says "built without cairo" err
fi
works "$latigraph" evaluate model.safetensors test --generate --unconditional --json --threads 1
is_json
json 'set(d["generation"]) == {"from_codes", "unconditional"} and d["circuits"] == 6'
json 'all(g["real"] == g["generated"] == 6 for g in d["generation"].values())'
json 'all(0 <= g["discrepancy"]["value"] <= 1 for g in d["generation"].values())'
json 'all(0 < g["mmd"]["p"] <= 1 and g["ks"]["floor"] > 0 for g in d["generation"].values())'
json 'all(g["properties"][0]["property"] == "density" and len(g["real_triads"]) == 16
    for g in d["generation"].values())'
mv out generation.json
works "$latigraph" evaluate model.safetensors test --generate --unconditional --json --threads 3
same out generation.json
works "$latigraph" evaluate model.safetensors test --generate
says "discrepancy"
says "code and node data of each"
! grep -q "unconditional" out || fail "unconditional circuits that nobody asked for"
refuses 2 "--generate" "$latigraph" evaluate model.safetensors test --unconditional
works "$latigraph" evaluate model.safetensors test --generate --unconditional --training train \
    --count 2 --json
is_json
json 'd["generation"]["from_codes"]["real"] == 6 and d["generation"]["from_codes"]["generated"] == 12'
json 'd["generation"]["unconditional"]["real"] == 24'
json '[w["property"] for w in d["generation"]["from_codes"]["weak_spots"]][2] == "assortativity"'
refuses 2 "--unconditional" "$latigraph" evaluate model.safetensors test --generate --training train
refuses 2 "--generate" "$latigraph" evaluate model.safetensors test --count 3
works "$latigraph" compare train made --json --threads 1
is_json
json 'd["real"] == 24 and d["generated"] == 3 and d["effective"] > 1'
json 'd["relative_error"]["times_floor"] > 0 and 0 <= d["discrepancy_unseen"]["value"] <= 1'
json 'd["properties"][0]["error"]["low"] <= d["properties"][0]["error"]["value"]'
mv out compared.json
works "$latigraph" compare train made --json --threads 3
same out compared.json
works "$latigraph" compare train train --paired
says "times the floor"
says "feed-forward-excess"
refuses 2 "24 real and 6 generated" "$latigraph" compare train test --paired
refuses 2 "2 to" "$latigraph" compare "$one" test
refuses 2 "two or more" "$latigraph" evaluate model.safetensors "$one" --generate
works "$latigraph" evaluate model.safetensors train --each
says "node data alone"
says "stand in training circuits too" err

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
for kind in full few; do
    works "$latigraph" fit $kind -o $kind.st --set steps=4 --set baseline-steps=2 -q
done
works "$latigraph" evaluate full.st full
grep -q -e "inf %" -e "nan %" out && fail "a share of nothing: $(cat out)"
works "$latigraph" evaluate full.st full --json
is_json
works "$latigraph" steer few.st --to density=+1sd -o few-steered
refuses 1 "asked for twice" "$latigraph" steer few.st --to density=0.2 --to density=0.3 -o x
works "$latigraph" directions few.st
says "R2 is not known" err
works "$latigraph" explain few.st few
works "$latigraph" explain few.st --coordinates --count 2
works "$latigraph" explain full.st full --json
is_json
refuses 1 "no direction of edge-length" "$latigraph" directions few.st --property edge-length
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
