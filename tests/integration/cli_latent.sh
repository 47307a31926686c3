#!/bin/sh
# The latigraph command: paths, directions, explanation, steering.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
learn

# --- traverse, interpolate --------------------------------------------------

two=$(find "$PWD/test" -name '*.graphml' | sort | tail -n 1)
works "$latigraph" traverse model.safetensors density --steps 3 --count 2 -o walk
says "linearity"
says "distance of encoded circuits"
says "the same at all" err
[ "$(ls walk | wc -l)" -eq 6 ] || fail "6 circuits of 3 steps: $(ls walk)"
says 'step' walk/step-02-0001.graphml
works "$latigraph" traverse model.safetensors density --like "$one" --from -1 --to 1 --steps 3 --count 2 \
    --seed 5 --threads 1 -o walk-one --json
is_json
json 'list(d["position"].values()) == [-1, 0, 1] and len(d["circuits"]) == 6'
json 'all(len(d["code"][s]) == len(d["encoded"][s]) == 4 and d["distance"][s] > 0 for s in d["step"])'
json '"density" in d["slope"] and "density" in d["linearity"] and "reciprocity" in d["statistic"]["1"]'
json 'd["change"]["2"]["density"] == 0 and "density" not in d["movers"] and len(d["movers"]) == 4'
json 'd["property_mean"]["1"] == d["mean"]["1"]["density"] and d["node_data_used"] == "first"'
mv out walk.json
works "$latigraph" traverse model.safetensors density --like "$one" --from -1 --to 1 --steps 3 --count 2 \
    --seed 5 --threads 3 -o walk-three --json
sed 's/walk-three/walk-one/' out | cmp -s - walk.json || fail "a walk depends on the number of threads"
works "$latigraph" interpolate model.safetensors "$one" "$two" --steps 4 --count 2 -o between
says "drawn at each step" err
works "$latigraph" interpolate model.safetensors "$one" "$two" --steps 4 --count 2 --along manifold \
    --node-data first -o between-first --json
is_json
json 'd["node_data_used"] == "first" and len(d["step"]) == 4 and d["log_density"] == d["manifold"]'
json 'min(d["manifold"].values()) >= min(d["log_density"]["1"], d["log_density"]["4"]) - 1e-9'
refuses 2 "fame" "$latigraph" traverse model.safetensors fame -o x
mkdir -p ends
cp "$one" ends/one.graphml
cp "$two" ends/two.graphml
sed -i 's|<data key="g_name">.*|&<data key="g_age">young</data>|' ends/one.graphml
sed -i 's|<data key="g_name">.*|&<data key="g_age">old</data>|' ends/two.graphml
sed -i 's|<key id="g_name".*|&<key id="g_age" for="graph" attr.name="age" attr.type="string"/>|' ends/*.graphml
works "$latigraph" traverse model.safetensors --through young,old --groups ends --real ends --attribute age \
    --steps 3 --count 1 -o stations --json
is_json
json 'd["stations"] == ["young", "old"] and d["real_groups"] == ["young", "old"] and len(d["circuits"]) == 3'
json 'all(d["real_distance"]["old"][w] < 1e-6 for w in ("straight", "manifold", "spline"))'
json 'd["station_position"]["old"] == d["position"]["3"] and d["real_error"]["young"]["mean code"] > 0'
refuses 2 "property or through" "$latigraph" traverse model.safetensors -o x
refuses 2 "one of property and through" "$latigraph" traverse model.safetensors density --through a,b -o x
refuses 2 "groups is for a walk" "$latigraph" traverse model.safetensors density --groups ends -o x
refuses 2 "at least 2 groups" "$latigraph" traverse model.safetensors --through a -o x
refuses 2 "middle" "$latigraph" traverse model.safetensors --through middle,old --groups ends --attribute age -o x
refuses 2 "steps" "$latigraph" traverse model.safetensors density --steps 1 -o x
refuses 2 "steps" "$latigraph" interpolate model.safetensors "$one" "$two" --steps 1 -o x
refuses 2 "no way to go" "$latigraph" traverse model.safetensors density --from 1 --to 1 -o x
refuses 2 "round" "$latigraph" interpolate model.safetensors "$one" "$two" --along round -o x
refuses 2 "its own neurons" "$latigraph" interpolate model.safetensors "$one" "$two" --nodes 20 --node-data second -o x
refuses 2 "x.jpg" "$latigraph" traverse model.safetensors density --figure x.jpg -o x
"$latigraph" traverse model.safetensors density --steps 3 --count 2 --figure strip.svg -o drawn-walk >out 2>err
if [ $? -eq 0 ]; then
    says "<svg" strip.svg
    works "$latigraph" interpolate model.safetensors "$one" "$two" --steps 12 --count 1 --figure strip.png -o drawn-way
    says "PNG" strip.png
else
    says "built without cairo" err
fi

# --- directions, steer, evaluate, ops, figure --------------------------------

works "$latigraph" directions model.safetensors
says "reciprocity"
says "slope"
says "not known of the directions that a model" err
says "8 circuits on either side" err
works "$latigraph" directions model.safetensors --json
is_json
json '{"r2", "p", "steps", "weights"} <= set(d) and list(d["r2"]) == d["directions"]'
works "$latigraph" directions model.safetensors --effects 0
grep -q slope out && fail "steps were tried"
says "not what a step does" err
works "$latigraph" directions model.safetensors train test --effects 2 --rewired --json
is_json
json 'all(list(d[k]) == d["directions"] for k in ("r2_low", "r2_high", "r2_within", "method", "r2_ridge", "r2_pls",
    "r2_size_density", "r2_partial", "r2_shuffled", "r2_rewired", "slope", "slope_error",
    "side_effects", "change", "cosines", "nearest", "movers"))'
json 'all(d["r2"][p] is None or d["r2"][p] == max(d["r2_ridge"][p], d["r2_pls"][p]) for p in d["r2"])'
json 'all(abs(d["cosines"][p][p] - 1) < 1e-9 for p in d["cosines"])'
json 'all(d["slope"][p] is None or d["slope"][p] == d["change"][p][p] for p in d["slope"])'
json 'all(p not in [m.split()[0] for m in d["movers"][p].split(", ") if m] for p in d["movers"])'
cp out studied
works "$latigraph" directions model.safetensors train test --effects 2 --rewired --json --threads 3
same out studied
works "$latigraph" directions model.safetensors train --property density --property modularity \
    --like "$one" --effects 2 --json
json 'd["directions"] == ["density", "modularity"] and d["nearest"]["density"] == "modularity"'
works "$latigraph" directions model.safetensors train test --property igraph_diameter --effects 2 --json
json 'd["directions"] == ["igraph_diameter"] and d["slope"]["igraph_diameter"] is not None'
works "$latigraph" directions model.safetensors --property modularity --effects 0 --json
json 'd["directions"] == ["modularity"] and d["movers"] == []'
refuses 2 "rewired needs circuits" "$latigraph" directions model.safetensors --rewired
refuses 2 "fame" "$latigraph" directions model.safetensors train --property fame

works "$latigraph" discriminate model.safetensors train --against test --effects 2 --json
is_json
json 'd["first"] == 24 and d["second"] == 6 and len(d["step"]) == 4 and "density" in d["change"]'
json '"density" in d["difference"] and "density" in d["along"]'
works "$latigraph" discriminate model.safetensors train --against test --effects 2
says "circuits of the first set"
says "generated"
refuses 2 "--against CIRCUITS is missing" "$latigraph" discriminate model.safetensors train
works "$latigraph" discriminate model.safetensors train --against test --score test --score train --label a \
    $(for i in $(seq 29); do echo "--label b"; done) --effects 0 --json
json 'd["sets"] == ["first", "second", "a", "b"] and d["set_circuits"] == {"first": 24, "second": 6, "a": 1, "b": 29}'
json 'all(d[k][s] is not None for k in ("score_mean", "size_mean", "beyond_mean") for s in d["sets"])'
refuses 2 "score is left out" "$latigraph" discriminate model.safetensors train --against test --label a
refuses 2 'no graph attribute "age"' "$latigraph" discriminate model.safetensors train --against test \
    --score test --attribute age

for kind in pca jacobian parts; do
    works "$latigraph" axes model.safetensors train --kind $kind --count 3 --effects 2 --json
    is_json
    json 'd["axes"] == ["axis 1", "axis 2", "axis 3"] and len(d["amounts"]) == 24'
    json 'all(len(d["steps"][a]) == 4 and len(d["cosines"][a]) == 3 and a in d["change"] for a in d["axes"])'
    works "$latigraph" axes model.safetensors --kind $kind --count 3 --effects 0
    says "variance"
done
refuses 2 '"cube"' "$latigraph" axes model.safetensors --kind cube
refuses 2 "got 5" "$latigraph" axes model.safetensors --count 5

works "$latigraph" explain model.safetensors
says "log-density"
says "read from"
says "made of"
works "$latigraph" explain model.safetensors test --json --threads 1
is_json
json 'd["circuit_count"] == 6 and d["coordinates"][1] == "reciprocity" and len(d["axes"]) == 4'
json 'all(abs(sum(d[s][p].values()) - 1) < 1e-9 for p in d["properties"]
    for s in ("share", "conditional_share", "axis_share", "group_share"))'
json 'all(abs(sum(d[s][p].values()) - d["reading"][p] + d["base"][p]) < 1e-9 * abs(d["base"][p]) + 1e-12
    for p in d["properties"] for s in ("part", "conditional_part", "axis_part"))'
json 'all(abs(sum(d["group_part"][p].values()) - d["shift"][p]) < 1e-9 for p in d["properties"])'
mv out explained.json
works "$latigraph" explain model.safetensors test --json --threads 3
same out explained.json
works "$latigraph" explain model.safetensors "$one" --property transitivity -p density
says "conditional share"
says "moved by"
works "$latigraph" explain model.safetensors train --property igraph_local_efficiency --property density --json
json 'd["properties"] == ["igraph_local_efficiency", "density"]'
json 'all(abs(sum(d["part"][p].values()) - d["reading"][p] + d["base"][p]) < 1e-9 for p in d["properties"])'
refuses 2 "needs circuits to learn it from" "$latigraph" explain model.safetensors --property igraph_local_efficiency
refuses 2 "fame" "$latigraph" explain model.safetensors --property fame

works "$latigraph" coordinate-effects model.safetensors --count 3 --json --threads 1
is_json
json 'd["coordinates"][0] == "log-density" and d["effect"]["log-density"]["density"] > 0.3'
json 'all(list(d[k]) == d["coordinates"] for k in ("effect", "error", "read", "movers"))'
mv out effects.json
works "$latigraph" coordinate-effects model.safetensors --count 3 --json --threads 2
same out effects.json
works "$latigraph" coordinate-effects model.safetensors --like "$one" --count 2 --property density
says "moves most"
refuses 2 "is not one of them" "$latigraph" coordinate-effects model.safetensors --property igraph_local_efficiency

works "$latigraph" steer model.safetensors --to density=+0.5sd --to reciprocity=0.3 --count 4 -o up
says "achieved"
works "$latigraph" steer model.safetensors --like "$one" --to density=0.2 --keep reciprocity \
    --count 4 -o like --json
is_json
json '{"circuits", "properties", "measured", "side_effects", "side_effects_error", "kept", "moved", "released_moves",
    "least_side_effects", "code", "distance", "distance_start", "tail", "log_density", "log_density_start",
    "encoded", "kept_edges", "added_edges", "removed_edges", "remarks"} <= set(d)'
json 'd["steered"] == ["density"] and all(list(d[k]) == ["density"] for k in ("start", "asked", "achieved", "low",
    "high", "sd", "expected", "residual", "method", "reached", "limit", "released", "z_score",
    "conditional_z_score", "conditional_sd"))'
json 'abs(d["asked"]["density"] - 0.2) < 1e-9 and len(d["code"]) == 4'
json 'd["low"]["density"] <= d["achieved"]["density"] <= d["high"]["density"] and d["sd"]["density"] >= 0'
json 'd["method"]["density"] == "layer" and d["limit"]["density"] in ("none", "model")'
json 'set(d["side_effects"]) == set(d["measured"]) == set(d["side_effects_error"]) and "reciprocity" in d["side_effects"]'
json 'list(d["moved"]) == ["log-density", "reciprocity", "log-out-degree-cv", "log-in-degree-cv"]'
json 'd["least_side_effects"] == 0 and d["kept_edges"] is None'
json 'd["measured"]["max-coreness"] is None and d["measured"]["giant-scc"] > 0'
json 'len(d["circuits"]) == 4 <= len(d["values"]) == len(d["values_before"]) and [c["file"] for c in d["circuits"]] == sorted(c["file"] for c in d["circuits"])'
json 'abs(sum(v["density"] for v in d["values"][:4]) / 4 - d["measured"]["density"]) < 1e-12'
[ "$(ls like | wc -l)" -eq 4 ] || fail "4 steered circuits: $(ls like)"
mv out like.json
works "$latigraph" steer model.safetensors --like "$one" --to density=0.2 --keep reciprocity \
    --count 4 --threads 1 -o like-one --json
sed 's/like-one/like/' out | cmp -s - like.json || fail "steering depends on the number of threads"
works "$latigraph" steer model.safetensors --like "$one" --to density+=0.01 --to reciprocity=-10% \
    --release transitivity --release assortativity --count 4 -o changed --json
json 'abs(d["asked"]["density"] - d["start"]["density"] - 0.01) < 1e-12'
json 'abs(d["asked"]["reciprocity"] - 0.9 * d["start"]["reciprocity"]) < 1e-12'
works "$latigraph" steer model.safetensors --like "$one" --to density-=0.01 --only-keep none --count 4 -o down \
    --report all --json
json 'd["measured"]["max-coreness"] >= 1'
json 'd["asked"]["density"] < d["start"]["density"] and d["reached"]["density"] == 1'
# Changes are checked like values, once it is known where they lead.
for request in reciprocity+=2 density=-200% density=-99sd; do
    refuses 2 "No circuit has ${request%%[+=]*} " \
        "$latigraph" steer model.safetensors --to "$request" --count 4 -o beyond
done
# A request far outside of the data is answered by the nearest circuits, and said to be one.
works "$latigraph" steer model.safetensors --to reciprocity=0.999 --count 4 -o far --json
json 'd["start"]["reciprocity"] < d["expected"]["reciprocity"]'
json 'any(r["kind"] == "outside-data" and r["about"] == "reciprocity" for r in d["remarks"])'
works "$latigraph" steer model.safetensors --to modularity=+0.3sd --count 4 -o modular
says "least-side-effects"
says "so that statistics move with it, at least: " err
works "$latigraph" steer model.safetensors --to igraph_max_out_degree=+0.2sd --count 4 -o hubs --json
json 'd["steered"] == ["igraph_max_out_degree"] and "igraph_max_out_degree" in d["side_effects"]'
works "$latigraph" steer model.safetensors --through code --to density=+0.5sd --count 4 -o through --json
json 'd["method"]["density"] == "code" and set(d["moved"].values()) == {0}'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited --json
json 'd["kept_edges"] > 3 * d["removed_edges"] and d["added_edges"] > 0'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited2
says "edges kept"
says "edges removed"
for file in edited/*; do
    same "$file" "edited2/${file##*/}"
done
refuses 2 "a circuit to edit" "$latigraph" steer model.safetensors --edit --to density=0.1 -o x
refuses 2 '"sideways"' "$latigraph" steer model.safetensors --through sideways --to density=0.1 -o x
refuses 2 "no number" "$latigraph" steer model.safetensors --to density+=1sd -o x
refuses 2 "fame" "$latigraph" steer model.safetensors --to density=0.1 --release fame -o x
refuses 2 "nothing to release" "$latigraph" steer model.safetensors --to density=0.1 --only-keep reciprocity \
    --release transitivity -o x
refuses 2 "one of keep and only_keep" "$latigraph" steer model.safetensors --to density=0.1 --only-keep density \
    --keep reciprocity -o x
refuses 2 "density is to be released" "$latigraph" steer model.safetensors --to density=0.1 --release density -o x
refuses 2 "modularity cannot be released" "$latigraph" steer model.safetensors --to density=0.1 \
    --release modularity -o x
works "$latigraph" steer model.safetensors --to reciprocity=+0.3sd --keep density --keep igraph_local_efficiency \
    --count 3 -o kept --json
json 'd["held"]["density"] == 1 and d["held"]["igraph_local_efficiency"] == 0'
json 'd["kept_method"]["igraph_local_efficiency"] != "layer" and d["kept_method"]["density"] == "layer"'
json 'd["kept"]["igraph_local_efficiency"] == d["side_effects"]["igraph_local_efficiency"]'
works "$latigraph" steer model.safetensors --to reciprocity=+0.3sd --keep igraph_local_efficiency --count 3 -o kept2
says "igraph_local_efficiency is not one of the statistics that the steering layer holds; it was kept and moved" err

# --- Calibration that ends far from the code ------------------------------------

# Three neurons send most edges, of which a model of two steps knows nothing, and which drawn gains cannot give it.
mkdir -p hubs
awk 'BEGIN { srand(1); print "id" >"hubs/nodes.csv"; print "source,target" >"hubs/edges.csv"
    for (i = 0; i < 1000; i++) print i >"hubs/nodes.csv"
    for (i = 0; i < 1000; i++) for (k = 0; k < (i < 3 ? 2000 : 2); k++) {
        j = int(1000 * rand())
        if (j != i && !((i, j) in has)) { has[i, j] = 1; print i "," j >"hubs/edges.csv" } } }'
works "$latigraph" fit hubs -o hubs.safetensors --set steps=2 --set baseline-steps=1 --quiet
works "$latigraph" generate hubs.safetensors --like hubs -o hubs-again --seed 1
says "is not like its code, which requests log-out-degree-cv" err
had=$(sed -n 's/.*; the circuit has \(.*[0-9]\)\. Fit.*/\1/p' err)
works "$latigraph" properties hubs-again --property out-degree-cv --json
json 'abs(__import__("math").log(d["mean"]["out-degree-cv"]) / '"$had"' - 1) < 0.01'

finish
