#!/bin/sh
# The latigraph command from end to end, on a small made-up connectome.

: "${top_builddir:=.}" "${top_srcdir:=.}"
source_folder=$(cd "$top_srcdir" && pwd)
latigraph=${LATIGRAPH:-$(cd "$top_builddir" && pwd)/latigraph}
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-cli.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 99
failures=0

fail() {
    echo "FAILED: $*" >&2
    failures=$((failures + 1))
}

# works COMMAND...: status 0; the output is in ./out, the messages in ./err.
works() {
    "$@" >out 2>err
    status=$?
    if [ $status -ne 0 ]; then
        fail "status $status: $*"
        sed 's/^/    /' err >&2
    fi
}

# refuses STATUS TEXT COMMAND...: fails with that status and names TEXT.
refuses() {
    wanted=$1 text=$2
    shift 2
    "$@" >out 2>err
    status=$?
    [ $status -eq "$wanted" ] || fail "status $status instead of $wanted: $*"
    grep -qF -e "$text" err || fail "no \"$text\" in the message of: $*: $(cat err)"
}

says() {
    grep -qF -e "$1" "${2:-out}" || fail "no \"$1\" in ${2:-out}: $(head -c 300 "${2:-out}")"
}

same() {
    cmp -s "$1" "$2" || fail "$1 and $2 differ"
}

if python3 -c 'import json' 2>/dev/null; then
    is_json() {
        python3 -m json.tool "${1:-out}" >/dev/null 2>&1 || fail "no JSON: $(head -c 200 "${1:-out}")"
    }
    # json EXPRESSION: an expression on the parsed output d is true.
    json() {
        python3 -c "import json, sys; d = json.load(open('out')); sys.exit(not ($1))" ||
            fail "not so: $1"
    }
else
    is_json() { :; }
    json() { :; }
fi

# fontconfig, which cairo finds fonts with, keeps what it read until the end.
echo leak:libfontconfig >lsan
LSAN_OPTIONS=$LSAN_OPTIONS:suppressions=$folder/lsan:print_suppressions=0
export LSAN_OPTIONS

# --- A connectome: neurons in a box, connected the more the nearer -----------

mkdir connectome
awk 'BEGIN {
    srand(7)
    n = 160
    print "id,name,type,x_um,y_um,z_um" >"connectome/nodes.csv"
    for (i = 0; i < n; i++) {
        x[i] = 400 * rand(); y[i] = 150 * rand(); z[i] = 100 * rand()
        printf "%d,n%d,%s,%.2f,%.2f,%.2f\n", i, i, i % 3 ? "excitatory" : "inhibitory",
            x[i], y[i], z[i] >"connectome/nodes.csv"
    }
    print "source,target,weight" >"connectome/edges.csv"
    for (i = 0; i < n; i++) for (j = 0; j < n; j++) {
        d = (x[i] - x[j])^2 + (y[i] - y[j])^2 + (z[i] - z[j])^2
        if (i != j && rand() < 0.5 * exp(-d / 5000) + 0.01)
            printf "%d,%d,%d\n", i, j, 1 + int(4 * rand()) >"connectome/edges.csv"
    }
}'

# --- Help and usage errors ---------------------------------------------------

works "$latigraph" --version
says "latigraph "
works "$latigraph" --help
commands=$(sed -n '/^Commands:$/,/^$/s/^  \([a-z]*\) .*/\1/p' out)
[ "$(echo "$commands" | wc -w)" -eq 19 ] || fail "commands: $commands"
for command in $commands; do
    works "$latigraph" "$command" --help
    says "Example:"
    says "latigraph $command "
    refuses 2 "--no-such-option" "$latigraph" "$command" --no-such-option
done
refuses 2 'did you mean "sample"' "$latigraph" smaple
refuses 2 "A command is missing" "$latigraph"
refuses 2 "-o DIR" "$latigraph" sample connectome
refuses 2 "An argument is missing" "$latigraph" sample -o x
refuses 2 "one too many" "$latigraph" info a b
refuses 2 '"many"' "$latigraph" sample connectome -o x --count many
refuses 2 '"9:3"' "$latigraph" sample connectome -o x --size 9:3
refuses 2 '"cube"' "$latigraph" sample connectome -o x --shape cube
refuses 2 '"zip"' "$latigraph" sample connectome -o x --format zip
refuses 2 '"-4"' "$latigraph" sample connectome -o x --seed=-4
refuses 2 "no-such-key" "$latigraph" fit connectome -o x --set no-such-key=1
refuses 2 "nine" "$latigraph" fit connectome -o x --set steps=nine
refuses 2 "fame" "$latigraph" steer x -o y --to fame=1
refuses 2 "fame" "$latigraph" steer x -o y --to density=1 --keep fame
refuses 2 "x.jpg" "$latigraph" figure m c -o x.jpg
refuses 1 "no-such-file" "$latigraph" properties no-such-file
refuses 1 "no-such-file" "$latigraph" info no-such-file
[ ! -e x ] || fail "a wrong command line left something behind"

"$source_folder/src/cli/man.sh" "$latigraph" >page.1
cmp -s page.1 "$source_folder/src/cli/latigraph.1" ||
    fail "src/cli/latigraph.1 is not up to date: make update-man"

# --- sample ------------------------------------------------------------------

works "$latigraph" sample connectome -o train --size 20:30 --count 24 --select 'x_um<260' --json
is_json
json 'd["circuits"] == 24 and len(d["files"]) == 24 and d["nodes"]["min"] >= 20'
json 'd["neurons_used"] <= d["neurons_available"] < 160'
works "$latigraph" sample connectome -o test --size 20:25 --count 6 --select 'x_um>300'
says "6 circuits in test"
refuses 1 "holds files already" "$latigraph" sample connectome -o test
works "$latigraph" sample connectome -o test2 --size 20:25 --count 6 --select 'x_um>300'
for file in test/*; do
    same "$file" "test2/${file##*/}"
done
works "$latigraph" sample connectome -o test2 --shape neighbours --size 20 --count 2 --force
refuses 1 "connectome-0001" "$latigraph" sample test -o x
works "$latigraph" sample connectome -o whole --shape whole --format csv
[ -s whole/*/edges.csv ] || fail "no whole circuit as CSV"
refuses 1 "weight" "$latigraph" sample connectome -o x --select 'weight>'

# Decisions on what is no simple directed graph are told.
printf 'graph [ directed 1 node [ id 1 ] node [ id 2 ] node [ id 3 ] %s %s %s ]\n' \
    'edge [ source 1 target 2 ] edge [ source 1 target 2 ]' \
    'edge [ source 2 target 2 ]' 'edge [ source 2 target 3 ]' >multi.gml
works "$latigraph" properties multi.gml
says "multi.gml: 1 parallel edge merged (weights added), 1 self-loop dropped" err
works "$latigraph" properties --quiet multi.gml
[ ! -s err ] || fail "--quiet is not quiet"
refuses 1 "multi.gml" "$latigraph" properties multi.gml --parallel refuse
refuses 1 "multi.gml" "$latigraph" properties multi.gml --loops refuse
sed 's/directed 1/directed 0/' multi.gml >undirected.gml
refuses 1 "undirected" "$latigraph" properties undirected.gml
works "$latigraph" properties undirected.gml --undirected mutual

# --- properties --------------------------------------------------------------

works "$latigraph" properties train
says "reciprocity"
works "$latigraph" properties train --csv
[ "$(wc -l <out)" -eq 25 ] || fail "properties --csv has $(wc -l <out) lines"
works "$latigraph" properties train test --json
is_json
json 'len(d) == 30 and 0 < d[0]["density"] < 1 and d[0]["edge-length"] > 0'
works "$latigraph" properties --list
says "reciprocity"
works "$latigraph" properties --list --json
is_json
works "$latigraph" properties multi.gml --json
json 'd[0]["edge-length"] is None'

works "$latigraph" properties train test --csv --property igraph_diameter --property density
[ "$(head -n 1 out)" = name,igraph_diameter,density ] || fail "columns: $(head -n 1 out)"
[ "$(wc -l <out)" -eq 31 ] || fail "properties --property has $(wc -l <out) lines"
works "$latigraph" properties train --json --property igraph_max_out_degree
is_json
json 'all(set(c) == {"name", "igraph_max_out_degree"} and c["igraph_max_out_degree"] >= 1 for c in d)'
works "$latigraph" properties multi.gml --property igraph_diameter
[ "$(tail -n 1 out | tr -s ' ')" = "igraph_diameter 2" ] || fail "one property: $(cat out)"
refuses 2 'did you mean "igraph_girth"' "$latigraph" properties train --property igraph_grith
refuses 2 'did you mean "density"' "$latigraph" properties train --property densty
refuses 2 'no property "fame"' "$latigraph" properties no-such-file --property fame
refuses 2 'it needs model (model) and gives' "$latigraph" properties train --property generate
works "$latigraph" properties --list
says "igraph_girth"
says "Module: latigraph."
works "$latigraph" properties --list --json
json '{p["property"]: p["module"] for p in d if "module" in p}["igraph_girth"] == "latigraph"'

# --- fit: threads, interruption, resumption ----------------------------------

fit() {
    model=$1
    shift
    "$latigraph" fit train -o "$model" --set steps=30 --set companion-steps=20 --set hidden=8 \
        --set code=4 --set node-code=2 --set rank=4 --set layers=1 --seed 3 "$@"
}
works fit model.safetensors --threads 1 --validate test
says "reciprocity"
says "bits per circuit"
[ ! -e model.safetensors.checkpoint ] || fail "the checkpoint was left behind"
works fit threads.safetensors --threads 3 --validate test --json
is_json
json 'd["bits"]["training"] > 0 and len(d["directions"]) > 5'
same model.safetensors threads.safetensors
works fit overlap.safetensors --validate train
says "stand in training circuits too" err
refuses 1 "no/such" fit no/such/folder/model

# A background job of a script ignores Ctrl-C unless it is told not to.
if env --default-signal=INT true 2>/dev/null; then
    rm -f err
    env --default-signal=INT "$latigraph" fit train -o stopped.safetensors --set steps=30 \
        --set companion-steps=20 --set hidden=8 --set code=4 --set node-code=2 --set rank=4 \
        --set layers=1 --seed 3 --validate test --set checkpoint-seconds=0 >out 2>err &
    job=$!
    tries=0
    while [ ! -s stopped.safetensors.checkpoint ] && [ $tries -lt 2000 ]; do
        sleep 0.01
        tries=$((tries + 1))
    done
    kill -INT $job
    wait $job
    status=$?
    if [ -e stopped.safetensors ]; then
        echo "the fit was over before it could be stopped" >&2
    else
        [ $status -eq 130 ] || fail "status $status after Ctrl-C"
        [ ! -s out ] || fail "an interrupted fit printed results"
        says "resume" err
        refuses 1 "--resume" fit stopped.safetensors --validate test
        works fit stopped.safetensors --validate test --resume
    fi
    same model.safetensors stopped.safetensors
    [ "$(echo stopped.*)" = stopped.safetensors ] || fail "left behind: $(echo stopped.*)"
fi

# --- info, encode, decode ----------------------------------------------------

works "$latigraph" info model.safetensors
says "excitatory"
works "$latigraph" info model.safetensors --json
is_json
head -c 2000 model.safetensors >broken.safetensors
refuses 1 "broken.safetensors" "$latigraph" info broken.safetensors

works "$latigraph" encode model.safetensors test
cp out codes.csv
[ "$(wc -l <out)" -eq 7 ] || fail "encode prints $(wc -l <out) lines"
[ "$(head -n 1 out)" = name,mean1,mean2,mean3,mean4,sd1,sd2,sd3,sd4 ] || fail "header of encode"
works "$latigraph" encode model.safetensors test --threads 1
same out codes.csv
works "$latigraph" encode model.safetensors test --json
is_json
json 'len(d) == 6 and len(d[0]["mean"]) == len(d[0]["sd"]) == 4'

one=$(echo test/* | cut -d ' ' -f 1)
works "$latigraph" decode model.safetensors "$one" --probabilities p.csv
works "$latigraph" decode model.safetensors "$one" --probabilities -
same out p.csv
awk -F , '{ if ($NR != 0) bad = 1; for (i = 1; i <= NF; i++) if ($i < 0 || $i > 1) bad = 1 }
    NF < 20 { bad = 1 } END { exit bad || NF != NR }' p.csv || fail "no matrix of probabilities"
refuses 2 "--probabilities" "$latigraph" decode model.safetensors "$one"
refuses 1 "holds 6 circuits" "$latigraph" decode model.safetensors test --probabilities -

# --- generate ----------------------------------------------------------------

works "$latigraph" generate model.safetensors -o made --count 3 --nodes 25 --json --threads 1
is_json
json 'len(d) == 3 and len(d[0]["code"]) == 4 and d[0]["seed"] == 1 and d[0]["nodes"] == 25'
works "$latigraph" generate model.safetensors -o made2 --count 3 --nodes 25 --threads 3
for file in made/*; do
    same "$file" "made2/${file##*/}"
done
says "excitatory" "$(echo made/* | cut -d ' ' -f 1)"
works "$latigraph" properties made
works "$latigraph" generate model.safetensors -o coded --code codes.csv --count 2
[ "$(ls coded | wc -l)" -eq 12 ] || fail "12 circuits of 6 codes: $(ls coded)"
works "$latigraph" generate model.safetensors -o liked --like "$one" --format edgelist
echo 0.1,0.2,0.3,0.4 | works "$latigraph" generate model.safetensors -o piped --code - --json
json 'd[0]["code"] == [0.1, 0.2, 0.3, 0.4]'
echo 0.1,0.2,zero,0.4 >wrong.csv
refuses 1 'wrong.csv:1: "zero"' "$latigraph" generate model.safetensors -o x --code wrong.csv
echo 0.1,0.2 >wrong.csv
refuses 1 "4 numbers" "$latigraph" generate model.safetensors -o x --code wrong.csv
refuses 2 "--nodes and --like" "$latigraph" generate model.safetensors -o x --like "$one" --nodes 9

# --- Pretrained models, cards ------------------------------------------------

mkdir shelf
LATIGRAPH_MODEL_PATH=$folder/nowhere:$folder/shelf
export LATIGRAPH_MODEL_PATH
printf '{"title": "Boxes of neurons", "licence": "CC0", "citation": "Nobody (2026)", "rebuild": "make"}' \
    >facts.json
works fit shelf/boxes.safetensors --card facts.json --validate test
same model.safetensors threads.safetensors
works "$latigraph" info boxes
says "licence: CC0"
works "$latigraph" info boxes --json
json 'd["card"]["title"] == "Boxes of neurons" and "limits" not in d["card"]'
works "$latigraph" models
says "Boxes of neurons"
says "CC0"
works "$latigraph" models --json
is_json
json '[m["bytes"] > 1000 and m["circuits"] == 24 and m["neurons"] > 90 for m in d if m["name"] == "boxes"] == [True]'
works "$latigraph" models boxes
says "# boxes"
works "$latigraph" evaluate boxes test --generate --from-nothing --json
cp out boxes.json
works "$latigraph" card boxes --evaluation boxes.json -o shelf/boxes.md
says "| **model** |" shelf/boxes.md
says "Nobody (2026)" shelf/boxes.md
says "On 6 test circuits; 0 of their" shelf/boxes.md
says "discrepancy" shelf/boxes.md
grep -q nan shelf/boxes.md && fail "NaN in a card"
works "$latigraph" card shelf/boxes.safetensors
says "# boxes"
! grep -q "Figures" out || fail "figures that nobody measured"
works "$latigraph" models boxes
same out shelf/boxes.md
works "$latigraph" models boxes --json
is_json
works "$latigraph" generate boxes --count 2 -o from-shelf
[ "$(ls from-shelf | wc -l)" -eq 2 ] || fail "2 circuits by name: $(ls from-shelf)"
refuses 1 "known are: " "$latigraph" generate bixes -o x
grep -q "known are:.*boxes" err || fail "the known models are not told: $(cat err)"
refuses 1 "bixes" "$latigraph" models bixes
refuses 1 "no/such/boxes" "$latigraph" info no/such/boxes
refuses 1 "model.safetensors" "$latigraph" card boxes --evaluation model.safetensors
echo '{"colour": "red"}' >wrong.json
refuses 1 "colour" fit x.safetensors --card wrong.json
refuses 1 "no-facts.json" fit x.safetensors --card no-facts.json
echo '{}' >wrong.json
refuses 1 "wrong.json" "$latigraph" card boxes --evaluation wrong.json
head -c 3000 shelf/boxes.safetensors >shelf/broken.safetensors
refuses 1 "broken" "$latigraph" models
rm shelf/broken.safetensors
unset LATIGRAPH_MODEL_PATH

# --- Several connectomes ------------------------------------------------------

# The same neurons by name in two connectomes are different neurons; graph files in a folder that
# do not say their connectome are of the group that the folder is.
mkdir animals && cp -r connectome animals/first && cp -r connectome animals/second
works "$latigraph" sample animals -o both --size 20:30 --count 8 --select 'x_um<260' --json
json 'd["circuits"] == 16 and d["neurons_used"] > 110'
works "$latigraph" sample animals/second -o alone --size 20:30 --count 8 --select 'x_um<260'
same both/second-0003.graphml alone/second-0003.graphml
refuses 1 'called "first"' "$latigraph" sample animals/first animals -o x
works "$latigraph" sample animals -o unseen --size 20:25 --count 3 --select 'x_um>300' -q
works "$latigraph" fit both -o animals.st --set steps=12 --set companion-steps=6 --set hidden=8 \
    --set code=4 -q
works "$latigraph" info animals.st --json
json '[(g["group"], g["circuits"] > 4) for g in d["groups"]] == [("first", True), ("second", True)]'
json 'd["provenance"]["split"]["shared_neurons"] == 0'
works "$latigraph" info animals.st
says "second"
works "$latigraph" generate animals.st --group second --count 2 -o second --json
cp out second.json
works "$latigraph" generate animals.st --group first --count 2 -o first --json
! cmp -s out second.json || fail "the group makes no difference"
refuses 1 "known are: first, second" "$latigraph" generate animals.st --group third -o x
refuses 2 "--group and --code" "$latigraph" generate animals.st --group first --code codes.csv -o x
works "$latigraph" generate animals.st --group first --like "$one" -o first-like
works "$latigraph" steer animals.st --group first --to density=+0.3sd --count 2 -o first-steered
refuses 1 "known are: first, second" "$latigraph" steer animals.st --group third --to density=0.1 -o x
works "$latigraph" evaluate animals.st unseen
says "second"
works "$latigraph" evaluate animals.st unseen --json
is_json
json '[(g["group"], g["circuits"]) for g in d["groups"]] == [("first", 3), ("second", 3)]'
json 'abs(sum(g["total"] for g in d["groups"]) / 2 - d["bits"]["total"]) < 1e-6'
json 'd["shared_neurons"] == 0'
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

works "$latigraph" evaluate model.safetensors test --json
json '"groups" not in d'
mkdir strains strains/a strains/b
for n in 1 2 3; do
    sed '/connectome/d' both/first-000$n.graphml >strains/a/one-$n.graphml
    sed '/connectome/d' both/second-000$n.graphml >strains/b/two-$n.graphml
done
works "$latigraph" fit strains -o strains.st --set steps=4 --set companion-steps=2 -q
works "$latigraph" info strains.st --json
json '[g["group"] for g in d["groups"]] == ["a", "b"]'

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
    "r2_shuffled", "r2_rewired", "slope", "slope_error", "leakage", "effects", "cosines"} <= set(x) for x in d)'
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
json 'set(d) == {"targets", "measured", "leakage", "leakage_error", "moved", "let_go", "least_leakage",
    "code", "distance", "distance_start", "tail", "log_density", "log_density_start", "encoded",
    "kept_edges", "added_edges", "removed_edges"}'
json 'set(d["targets"][0]) == {"property", "start", "asked", "achieved", "expected", "residual", "method",
    "reached", "limit", "let_go", "natural", "conditional", "room"}'
json 'd["targets"][0]["property"] == "density" and abs(d["targets"][0]["asked"] - 0.2) < 1e-9'
json 'set(d["targets"][0]["achieved"]) == {"mean", "low", "high", "sd"} and len(d["code"]) == 4'
json 'd["targets"][0]["method"] == "steering layer" and d["targets"][0]["limit"] in ("none", "model")'
json 'set(d["leakage"]) == set(d["measured"]) == set(d["leakage_error"]) and "reciprocity" in d["leakage"]'
json 'list(d["moved"]) == ["log-density", "reciprocity", "log-out-degree-cv", "log-in-degree-cv"]'
json 'd["least_leakage"] == 0 and d["kept_edges"] is None'
[ "$(ls like | wc -l)" -eq 4 ] || fail "4 steered circuits: $(ls like)"
mv out like.json
works "$latigraph" steer model.safetensors --like "$one" --to density=0.2 --keep reciprocity \
    --count 4 --threads 1 -o like-one --json
same out like.json
works "$latigraph" steer model.safetensors --like "$one" --to density+=0.01 --to reciprocity=-10% \
    --free transitivity --free assortativity --count 4 -o changed --json
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
says "least leak"
says "moves with the statistics, at least by" err
works "$latigraph" steer model.safetensors --to igraph_max_out_degree=+0.2sd --count 4 -o hubs --json
json 'd["targets"][0]["property"] == "igraph_max_out_degree" and "igraph_max_out_degree" in d["leakage"]'
works "$latigraph" steer model.safetensors --through code --to density=+0.5sd --count 4 -o through --json
json 'd["targets"][0]["method"] == "direction of the code" and set(d["moved"].values()) == {0}'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited --json
json 'd["kept_edges"] > 4 * d["removed_edges"] and d["added_edges"] > 0'
works "$latigraph" steer model.safetensors --like "$one" --edit --to density=+10% --count 3 -o edited2
says "Edges, mean over circuits: "
for file in edited/*; do
    same "$file" "edited2/${file##*/}"
done
refuses 2 "--edit needs --like" "$latigraph" steer model.safetensors --edit --to density=0.1 -o x
refuses 2 '"sideways"' "$latigraph" steer model.safetensors --through sideways --to density=0.1 -o x
refuses 2 "no number" "$latigraph" steer model.safetensors --to density+=1sd -o x
refuses 2 "fame" "$latigraph" steer model.safetensors --to density=0.1 --free fame -o x
refuses 1 "says nothing" "$latigraph" steer model.safetensors --to density=0.1 --keep reciprocity \
    --free transitivity -o x
refuses 1 "density is to be let go" "$latigraph" steer model.safetensors --to density=0.1 --free density -o x
refuses 1 "modularity cannot be kept" "$latigraph" steer model.safetensors --to density=0.1 \
    --keep modularity -o x

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
works "$latigraph" evaluate model.safetensors test --generate --from-nothing --json --threads 1
is_json
json 'set(d["generation"]) == {"from_codes", "from_nothing"} and d["circuits"] == 6'
json 'all(g["real"] == g["generated"] == 6 for g in d["generation"].values())'
json 'all(0 <= g["discrepancy"]["value"] <= 1 for g in d["generation"].values())'
json 'all(0 < g["mmd"]["p"] <= 1 and g["ks"]["floor"] > 0 for g in d["generation"].values())'
json 'all(g["properties"][0]["property"] == "density" and len(g["real_triads"]) == 16
    for g in d["generation"].values())'
mv out generation.json
works "$latigraph" evaluate model.safetensors test --generate --from-nothing --json --threads 3
same out generation.json
works "$latigraph" evaluate model.safetensors test --generate
says "discrepancy"
says "code and node data of each"
! grep -q "from nothing" out || fail "circuits from nothing that nobody asked for"
refuses 2 "--generate" "$latigraph" evaluate model.safetensors test --from-nothing
works "$latigraph" evaluate model.safetensors test --generate --from-nothing --training train \
    --count 2 --json
is_json
json 'd["generation"]["from_codes"]["real"] == 6 and d["generation"]["from_codes"]["generated"] == 12'
json 'd["generation"]["from_nothing"]["real"] == 24'
json '[w["property"] for w in d["generation"]["from_codes"]["weak_spots"]][2] == "assortativity"'
refuses 2 "--from-nothing" "$latigraph" evaluate model.safetensors test --generate --training train
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
    works "$latigraph" fit $kind -o $kind.st --set steps=4 --set companion-steps=2 -q
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

# --- Full disk ---------------------------------------------------------------

if [ -w /dev/full ]; then
    "$latigraph" --help >/dev/full 2>err
    [ $? -eq 1 ] || fail "a full disk passes for success"
    says "standard output" err
    refuses 1 "/dev/full" "$latigraph" decode model.safetensors "$one" --probabilities /dev/full
    [ -c /dev/full ] || fail "a device was replaced by a file"
    refuses 1 "/dev/full" "$latigraph" fit train -o /dev/full
fi

[ $failures -eq 0 ] || {
    echo "$failures checks failed" >&2
    exit 1
}
