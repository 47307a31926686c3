#!/bin/sh
# The latigraph command: paths, directions, explanation, steering.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
learn

# --- traverse, interpolate --------------------------------------------------

two=$(find "$PWD/test" -name '*.graphml' | sort | tail -n 1)
works "$latigraph" traverse model.safetensors density --steps 3 --count 2 -o walk
says "SD for each SD asked"
says "encoded again"
[ "$(ls walk | wc -l)" -eq 6 ] || fail "6 circuits of 3 steps: $(ls walk)"
says 'step' walk/step-02-0001.graphml
works "$latigraph" traverse model.safetensors density --like "$one" --from -1 --to 1 --steps 3 --count 2 \
    --seed 5 --threads 1 -o walk-one --json
is_json
json '[s["position"] for s in d["steps"]] == [-1, 0, 1] and d["property"] == "density"'
json 'all(len(s["code"]) == len(s["encoded"]) == 4 and s["distance"] > 0 for s in d["steps"])'
json '{"slope", "linearity"} == set(d["slopes"]["density"]) and "reciprocity" in d["steps"][0]["statistics"]'
json 'd["steps"][1]["properties"]["density"]["change"] == 0'
mv out walk.json
works "$latigraph" traverse model.safetensors density --like "$one" --from -1 --to 1 --steps 3 --count 2 \
    --seed 5 --threads 3 -o walk-three --json
cmp -s out walk.json || fail "a walk depends on the number of threads"
works "$latigraph" interpolate model.safetensors "$one" "$two" --steps 4 --count 2 -o between
says "drawn at each step"
works "$latigraph" interpolate model.safetensors "$one" "$two" --steps 4 --count 2 --along manifold \
    --node-data first -o between-first --json
is_json
json 'd["along"] == "manifold" and d["node_data"] == "of the first circuit" and len(d["steps"]) == 4'
json 'all(s["log_density"] == s["log_density_manifold"] for s in d["steps"])'
json 'min(s["log_density_manifold"] for s in d["steps"]) >= min(d["steps"][k]["log_density"] for k in (0, 3)) - 1e-9'
refuses 2 "known are density" "$latigraph" traverse model.safetensors fame -o x
refuses 2 "--steps" "$latigraph" traverse model.safetensors density --steps 1 -o x
refuses 2 "--steps" "$latigraph" interpolate model.safetensors "$one" "$two" --steps 1 -o x
refuses 2 "no way to go" "$latigraph" traverse model.safetensors density --from 1 --to 1 -o x
refuses 2 "round" "$latigraph" interpolate model.safetensors "$one" "$two" --along round -o x
refuses 2 "exclude" "$latigraph" interpolate model.safetensors "$one" "$two" --nodes 20 --node-data second -o x
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
works "$latigraph" directions model.safetensors --json
is_json
json 'all({"property", "r2", "p", "direction"} <= set(x) for x in d)'
works "$latigraph" directions model.safetensors
says "slope"
says "not known of the directions that a model holds" err
says "8 circuits either way" err
works "$latigraph" directions model.safetensors --no-effects
grep -q slope out && fail "steps were tried"
says "not what a step does" err
works "$latigraph" directions model.safetensors train test --effects 2 --rewired --json
is_json
json 'all({"r2_low", "r2_high", "method", "r2_ridge", "r2_pls", "r2_size_density", "r2_partial",
    "r2_shuffled", "r2_rewired", "slope", "slope_error", "side_effects", "effects", "cosines"} <= set(x) for x in d)'
json 'all(x["r2"] is None or x["r2"] == max(x["r2_ridge"], x["r2_pls"]) for x in d)'
json 'all(abs(x["cosines"][x["property"]] - 1) < 1e-9 for x in d)'
json 'all(x["slope"] is None or x["slope"] == x["effects"][x["property"]]["change"] for x in d)'
cp out studied
works "$latigraph" directions model.safetensors train test --effects 2 --rewired --json --threads 3
same out studied
works "$latigraph" directions model.safetensors train test --shuffled --rewired --no-effects
says "shuffled  rewired"
says "size, density"
works "$latigraph" directions model.safetensors train --property density --property modularity \
    --like "$one" --effects 2 --json
json '[x["property"] for x in d] == ["density", "modularity"]'
works "$latigraph" directions model.safetensors train test --property igraph_diameter --effects 2 --json
json '[x["property"] for x in d] == ["igraph_diameter"] and d[0]["slope"] is not None'
works "$latigraph" directions model.safetensors --property modularity --no-effects --json
json '[x["property"] for x in d] == ["modularity"]'
works "$latigraph" directions model.safetensors train --against test --effects 2 --json
is_json
json 'd["first"] == 24 and d["second"] == 6 and len(d["direction"]) == 4 and "density" in d["effects"]'
json '{"difference", "along"} <= set(d["properties"]["density"])'
works "$latigraph" directions model.safetensors train --against test --effects 2
says "24 circuits against 6"
says "generated"
for kind in pca jacobian parts; do
    works "$latigraph" directions model.safetensors train --axes $kind --count 3 --effects 2 --json
    is_json
    json "d['kind'] == '$kind' and len(d['axes']) == 3 and len(d['circuits']) == 24"
    json 'all(len(a["direction"]) == 4 and len(a["cosines"]) == 3 and "effects" in a for a in d["axes"])'
    works "$latigraph" directions model.safetensors --axes $kind --count 3 --no-effects
    says "variance"
done
refuses 2 "exclude each other" "$latigraph" directions model.safetensors train --against test --axes pca
refuses 2 "needs CIRCUITS" "$latigraph" directions model.safetensors --against test
refuses 2 "--count goes with --axes" "$latigraph" directions model.safetensors --count 3
refuses 2 "need CIRCUITS" "$latigraph" directions model.safetensors --rewired
refuses 2 "do not go with --axes" "$latigraph" directions model.safetensors --axes pca --shuffled
refuses 2 '"cube"' "$latigraph" directions model.safetensors --axes cube
refuses 2 "fame" "$latigraph" directions model.safetensors train --property fame
refuses 1 "got 5" "$latigraph" directions model.safetensors --axes pca --count 5

works "$latigraph" explain model.safetensors
says "log-density"
says "add up to 100 %"
says "made of"
works "$latigraph" explain model.safetensors test --json --threads 1
is_json
json 'd["circuits"] == 6 and d["coordinates"][1] == "reciprocity" and len(d["axes"]) == 4'
json 'all(abs(sum(p[s]) - 1) < 1e-9 for p in d["properties"]
    for s in ("shares", "conditional_shares", "axis_shares"))'
json 'all(abs(sum(p[s]) - p["reading"] + p["base"]) < 1e-9 * abs(p["base"]) + 1e-12
    for p in d["properties"] for s in ("parts", "conditional_parts", "axis_parts"))'
json 'all(abs(p["statistics"]["share"] + p["free"]["share"] - 1) < 1e-9 for p in d["properties"])'
mv out explained.json
works "$latigraph" explain model.safetensors test --json --threads 3
same out explained.json
works "$latigraph" explain model.safetensors "$one" --property transitivity -p density
says "transitivity: R2"
says "density: R2"
says "part SD"
works "$latigraph" explain model.safetensors train --property igraph_local_efficiency --property density --json
json '[p["property"] for p in d["properties"]] == ["igraph_local_efficiency", "density"]'
json 'all(abs(sum(p["parts"]) - p["reading"] + p["base"]) < 1e-9 for p in d["properties"])'
refuses 1 "needs circuits to learn it from" "$latigraph" explain model.safetensors --property igraph_local_efficiency
refuses 2 '"igraph_local_efficiency" is none' "$latigraph" explain model.safetensors --coordinates \
    --property igraph_local_efficiency
works "$latigraph" explain model.safetensors --coordinates --count 3 --json --threads 1
is_json
json 'd["pairs"] == 3 and [c["coordinate"] for c in d["coordinates"]][0] == "log-density"'
json 'all({"effect", "error", "read"} == set(e) for c in d["coordinates"] for e in c["effects"].values())'
json 'd["coordinates"][0]["effects"]["density"]["effect"] > 0.3'
mv out effects.json
works "$latigraph" explain model.safetensors --coordinates --count 3 --json --threads 2
same out effects.json
works "$latigraph" explain model.safetensors --coordinates --like "$one" --count 2 --property density
says "what it does"
refuses 2 "--count goes with --coordinates" "$latigraph" explain model.safetensors --count 3
refuses 2 "--like" "$latigraph" explain model.safetensors test --coordinates
refuses 2 "fame" "$latigraph" explain model.safetensors --property fame

works "$latigraph" steer model.safetensors --to density=+0.5sd --to reciprocity=0.3 --count 4 -o up
says "achieved"
works "$latigraph" steer model.safetensors --like "$one" --to density=0.2 --keep reciprocity \
    --count 4 -o like --json
is_json
json 'set(d) == {"targets", "measured", "side_effects", "side_effects_error", "kept", "moved", "released_moves", "least_side_effects",
    "code", "distance", "distance_start", "tail", "log_density", "log_density_start", "encoded",
    "kept_edges", "added_edges", "removed_edges"}'
json 'set(d["targets"][0]) == {"property", "start", "asked", "achieved", "expected", "residual", "method",
    "reached", "limit", "released", "z_score", "conditional_z_score", "conditional_sd"}'
json 'd["targets"][0]["property"] == "density" and abs(d["targets"][0]["asked"] - 0.2) < 1e-9'
json 'set(d["targets"][0]["achieved"]) == {"mean", "low", "high", "sd"} and len(d["code"]) == 4'
json 'd["targets"][0]["method"] == "layer" and d["targets"][0]["limit"] in ("none", "model")'
json 'set(d["side_effects"]) == set(d["measured"]) == set(d["side_effects_error"]) and "reciprocity" in d["side_effects"]'
json 'list(d["moved"]) == ["log-density", "reciprocity", "log-out-degree-cv", "log-in-degree-cv"]'
json 'd["least_side_effects"] == 0 and d["kept_edges"] is None'
[ "$(ls like | wc -l)" -eq 4 ] || fail "4 steered circuits: $(ls like)"
mv out like.json
works "$latigraph" steer model.safetensors --like "$one" --to density=0.2 --keep reciprocity \
    --count 4 --threads 1 -o like-one --json
same out like.json
works "$latigraph" steer model.safetensors --like "$one" --to density+=0.01 --to reciprocity=-10% \
    --release transitivity --release assortativity --count 4 -o changed --json
json 'abs(d["targets"][0]["asked"] - d["targets"][0]["start"] - 0.01) < 1e-12'
json 'abs(d["targets"][1]["asked"] - 0.9 * d["targets"][1]["start"]) < 1e-12'
works "$latigraph" steer model.safetensors --like "$one" --to density-=0.01 --keep none --count 4 -o down \
    --json
json 'd["targets"][0]["asked"] < d["targets"][0]["start"] and d["targets"][0]["reached"]'
works "$latigraph" steer model.safetensors --to reciprocity+=2 --count 4 -o beyond
says "no circuit can have this value" err
says "out of reach: the nearest is given"
works "$latigraph" steer model.safetensors --to reciprocity+=2 --count 4 -o beyond-json --json
json 'd["targets"][0]["limit"] == "range" and not d["targets"][0]["reached"]'
works "$latigraph" steer model.safetensors --to modularity=+0.3sd --count 4 -o modular
says "least-side-effects"
says "moves with the statistics, at least by" err
works "$latigraph" steer model.safetensors --to igraph_max_out_degree=+0.2sd --count 4 -o hubs --json
json 'd["targets"][0]["property"] == "igraph_max_out_degree" and "igraph_max_out_degree" in d["side_effects"]'
works "$latigraph" steer model.safetensors --through code --to density=+0.5sd --count 4 -o through --json
json 'd["targets"][0]["method"] == "code" and set(d["moved"].values()) == {0}'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited --json
json 'd["kept_edges"] > 3 * d["removed_edges"] and d["added_edges"] > 0'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited2
says "Edges, mean over circuits: "
for file in edited/*; do
    same "$file" "edited2/${file##*/}"
done
refuses 2 "--edit needs --like" "$latigraph" steer model.safetensors --edit --to density=0.1 -o x
refuses 2 '"sideways"' "$latigraph" steer model.safetensors --through sideways --to density=0.1 -o x
refuses 2 "no number" "$latigraph" steer model.safetensors --to density+=1sd -o x
refuses 2 "fame" "$latigraph" steer model.safetensors --to density=0.1 --release fame -o x
refuses 1 "says nothing" "$latigraph" steer model.safetensors --to density=0.1 --keep reciprocity \
    --release transitivity -o x
refuses 1 "density is to be released" "$latigraph" steer model.safetensors --to density=0.1 --release density -o x
refuses 1 "modularity cannot be released" "$latigraph" steer model.safetensors --to density=0.1 \
    --release modularity -o x
works "$latigraph" steer model.safetensors --to reciprocity=+0.3sd --keep density --keep igraph_local_efficiency \
    --count 3 -o kept --json
json '[(k["property"], k["held"]) for k in d["kept"]] == [("density", True), ("igraph_local_efficiency", False)]'
json 'd["kept"][1]["change"] == d["side_effects"]["igraph_local_efficiency"]'
works "$latigraph" steer model.safetensors --to reciprocity=+0.3sd --keep igraph_local_efficiency --count 3 -o kept2
says "igraph_local_efficiency is no statistic, so that nothing holds it: it " err

finish
