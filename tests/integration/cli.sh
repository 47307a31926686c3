#!/bin/sh
# The latigraph command: help, errors, circuits, fits, codes, generation, pretrained models.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"

# --- Help and usage errors ---------------------------------------------------

works "$latigraph" --version
says "latigraph "
works "$latigraph" --help
commands=$(sed -n '/^Commands:$/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' out)
[ "$(echo "$commands" | wc -w)" -eq 55 ] || fail "commands: $commands"
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
refuses 2 '"big"' "$latigraph" sample connectome -o x --size big
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
json 'len(d["circuits"]) == 24 and len({c["file"] for c in d["circuits"]}) == 24 and d["smallest"] >= 20'
json 'all(d["neurons"][c["name"]] == c["nodes"] and d["edges"][c["name"]] == c["edges"] for c in d["circuits"])'
json 'd["neurons_used"] <= d["neurons_available"] < 160'
works "$latigraph" sample connectome -o test --size 20:25 --count 6 --select 'x_um>300'
says "6 circuits in test"
refuses 1 "holds files already" "$latigraph" sample connectome -o test
works "$latigraph" sample connectome -o test2 --size 20:25 --count 6 --select 'x_um>300'
for file in test/*; do
    same "$file" "test2/${file##*/}"
done
works "$latigraph" sample connectome -o test2 --shape neighbours --size 20 --count 2 --force
refuses 2 "connectome-0001" "$latigraph" sample test -o x
works "$latigraph" sample connectome -o whole --shape whole --format csv
[ -s whole/*/edges.csv ] || fail "no whole circuit as CSV"
refuses 2 "weight" "$latigraph" sample connectome -o x --select 'weight>'

# Remarks say what was done to graphs that are not simple and directed.
printf 'graph [ directed 1 node [ id 1 ] node [ id 2 ] node [ id 3 ] %s %s %s ]\n' \
    'edge [ source 1 target 2 ] edge [ source 1 target 2 ]' \
    'edge [ source 2 target 2 ]' 'edge [ source 2 target 3 ]' >multi.gml
works "$latigraph" properties multi.gml
says "multi.gml: 1 parallel edge merged (counted), 1 self-loop dropped" err
works "$latigraph" properties --quiet multi.gml
[ ! -s err ] || fail "--quiet is not quiet"
refuses 2 "multi.gml" "$latigraph" properties multi.gml --parallel refuse
refuses 2 "multi.gml" "$latigraph" properties multi.gml --loops refuse
sed 's/directed 1/directed 0/' multi.gml >undirected.gml
refuses 2 "undirected" "$latigraph" properties undirected.gml
works "$latigraph" properties undirected.gml --undirected mutual

# --- properties --------------------------------------------------------------

works "$latigraph" properties train
says "reciprocity"
works "$latigraph" properties train --csv
[ "$(wc -l <out)" -eq 25 ] || fail "properties --csv has $(wc -l <out) lines"
works "$latigraph" properties train test --json
is_json
json 'len(d["names"]) == len(d["values"]) == 30'
json 'all(0 < c["density"] < 1 and c["edge-length"] > 0 for c in d["values"].values())'
json 'd["min"]["density"] <= d["mean"]["density"] <= d["max"]["density"] and d["sd"]["density"] > 0'
works "$latigraph" list-properties
says "reciprocity"
works "$latigraph" list-properties --json
is_json
json 'set(d["names"]) == set(d["definitions"]) == set(d["cost"]) and "density" in d["names"]'
works "$latigraph" properties multi.gml --json
json 'd["values"]["multi"]["edge-length"] is None'
json 'any("not defined in" in r["text"] and "positions" in r["text"] for r in d["remarks"])'

works "$latigraph" properties train test --csv --property igraph_diameter --property density
[ "$(head -n 1 out)" = names,igraph_diameter,density ] || fail "columns: $(head -n 1 out)"
[ "$(wc -l <out)" -eq 31 ] || fail "properties --property has $(wc -l <out) lines"
works "$latigraph" properties train --json --property igraph_max_out_degree
is_json
json 'all(set(c) == {"igraph_max_out_degree"} and c["igraph_max_out_degree"] >= 1 for c in d["values"].values())'
json 'd["properties"] == ["igraph_max_out_degree"]'
works "$latigraph" properties multi.gml --property igraph_diameter
[ "$(tail -n 1 out | tr -s ' ' | cut -d ' ' -f 1,2)" = "igraph_diameter 2" ] || fail "one property: $(cat out)"
refuses 2 'did you mean "igraph_girth"' "$latigraph" properties train --property igraph_grith
refuses 2 'did you mean "density"' "$latigraph" properties train --property densty
refuses 2 'did you mean "local-clustering", "directed-clustering", "weighted-directed-clustering", ' \
    "$latigraph" properties train --property clustering
refuses 2 'did you mean "mean-strength", "out-strength-cv" or "in-strength-cv"?' \
    "$latigraph" properties train --property strength
refuses 2 '"directed-clustering" or "weighted-directed-clustering"?' \
    "$latigraph" properties train --property Fagiolo
refuses 2 'no property "fame"' "$latigraph" properties no-such-file --property fame
refuses 2 'it needs model (model) and gives' "$latigraph" properties train --property generate
works "$latigraph" list-properties
says "igraph_girth"
says "igraph_girth: module latigraph"
works "$latigraph" list-properties --json
json 'd["module"]["igraph_girth"] == "latigraph" and d["module"]["density"] == ""'

# --- fit: threads, interruption, resumption ----------------------------------

works fit model.safetensors --threads 1 --validate test
says "reciprocity"
says "bits training"
says "bits validation"
[ ! -e model.safetensors.checkpoint ] || fail "the checkpoint was left behind"
works fit threads.safetensors --threads 3 --validate test --json
is_json
json 'd["bits_training"] > 0 and d["bits_validation"] > 0 and len(d["properties"]) > 5'
json 'all(list(d[k]) == d["properties"] for k in ("r2", "p", "scored", "mean", "sd", "step"))'
same model.safetensors threads.safetensors
works fit stored.safetensors --threads 2 --validate test --memory 0
says "23 of 24 circuits are kept in a file" err
same model.safetensors stored.safetensors
refuses 1 "no/such/folder" env TMPDIR=no/such/folder "$latigraph" fit train -o no.safetensors --memory 0
refuses 2 "much" fit no.safetensors --memory much
works fit overlap.safetensors --validate train
says "are in training circuits, too" err
refuses 1 "no/such" fit no/such/folder/model

# A background job of a script ignores Ctrl-C by default.
if env --default-signal=INT true 2>/dev/null; then
    rm -f err
    env --default-signal=INT "$latigraph" fit train -o stopped.safetensors --set steps=30 \
        --set baseline-steps=20 --set hidden=8 --set code=4 --set closure=0 --set node-code=2 --set rank=4 \
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
json 'd["code_size"] == 4 == len(d["coordinates"]) and d["description"]["config"]["code"] == 4'
head -c 2000 model.safetensors >broken.safetensors
refuses 1 "broken.safetensors" "$latigraph" info broken.safetensors

works "$latigraph" encode model.safetensors test
cp out codes.csv
[ "$(wc -l <out)" -eq 7 ] || fail "encode prints $(wc -l <out) lines"
names=log-density,reciprocity,log-out-degree-cv,log-in-degree-cv
[ "$(head -n 1 out)" = "names,$names,sd:$(echo $names | sed 's/,/,sd:/g'),digest" ] || fail "header of encode"
works "$latigraph" encode model.safetensors test --threads 1
same out codes.csv
works "$latigraph" encode model.safetensors test --json
is_json
json 'len(d["names"]) == 6 and list(d["mean"]) == list(d["sd"]) == d["names"]'
json 'all(list(v) == d["coordinates"] and len(v) == 4 for k in ("mean", "sd") for v in d[k].values())'

one=$(echo test/* | cut -d ' ' -f 1)
works "$latigraph" decode model.safetensors "$one" -o p.csv
[ ! -s out ] || fail "decode -o prints: $(head -c 100 out)"
works "$latigraph" decode model.safetensors "$one"
same out p.csv
awk -F , 'NR == 1 { next } { if (NF != width + 0 && width) bad = 1; width = NF
    for (i = 2; i <= NF; i++) if ($i < 0 || $i > 1) bad = 1 }
    width < 21 { bad = 1 } END { exit bad || width != NR }' p.csv || fail "no matrix of probabilities"
works "$latigraph" decode model.safetensors "$one" --json
is_json
json 'list(d["probabilities"]) == d["neurons"] and all(d["probabilities"][n][n] == 0 for n in d["neurons"])'
refuses 2 "holds 6 circuits" "$latigraph" decode model.safetensors test

# --- generate ----------------------------------------------------------------

works "$latigraph" generate model.safetensors -o made --count 3 --nodes 25 --json --threads 1
is_json
json 'len(d["circuits"]) == len(d["names"]) == 3 and set(d["neurons"].values()) == {25}'
json 'list(d["code"]) == d["names"] and all(list(c) == d["coordinates"] and len(c) == 4 for c in d["code"].values())'
grep -q 'g_seed.*>1<' "$(ls made/* | head -n 1)" || fail "a generated circuit does not note its seed"
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
json '[list(c.values()) for c in d["code"].values()] == [[0.1, 0.2, 0.3, 0.4]]'
echo 0.1,0.2,zero,0.4 >wrong.csv
refuses 1 'wrong.csv:1: "zero"' "$latigraph" generate model.safetensors -o x --code wrong.csv
echo 0.1,0.2 >wrong.csv
refuses 2 "4 dimensions" "$latigraph" generate model.safetensors -o x --code wrong.csv
refuses 2 "one of nodes and like" "$latigraph" generate model.safetensors -o x --like "$one" --nodes 9

# Codes belong to one model, and to the circuits that it can describe.
grep -q 'g_code_digest">[0-9a-f]\{16\}<' made/generated-0001.graphml || fail "no digest in a generated circuit"
sed '2,$s/[0-9a-f]\{16\}$/0123456789abcdef/' codes.csv >other.csv
refuses 2 "their digest is 0123456789abcdef" "$latigraph" generate model.safetensors -o x --code other.csv
refuses 2 "their digest is 12" "$latigraph" generate model.safetensors -o x --code codes.csv --codes-digest 12
{ sed -n 1,2p codes.csv && sed -n 3p other.csv; } >mixed.csv
refuses 1 "give codes of one model" "$latigraph" generate model.safetensors -o x --code mixed.csv
cut -d , -f 1-5 codes.csv >plain.csv
works "$latigraph" generate model.safetensors -o plain --code plain.csv --json
json 'len(d["digest"]) == 16'
echo 1e308,0,0,0 >far.csv
refuses 2 "limit is 1000 SD" "$latigraph" generate model.safetensors -o x --code far.csv
echo 60,0,0,0 >far.csv
works "$latigraph" generate model.safetensors -o far --code far.csv --nodes 25 --json
json '"far-code" in {r["kind"] for r in d["remarks"]}'
refuses 2 "at most 49" "$latigraph" generate model.safetensors -o x --nodes 50 --mean-degree 1000
refuses 2 "one of nodes and like" "$latigraph" generate-edges model.safetensors --to x --like "$one" --nodes 9
works "$latigraph" generate-edges model.safetensors --to none --nodes 50 --mean-degree 0.00001
says "\"none\" has no edges" err
refuses 2 "no table with labels" "$latigraph" info no-such-file --csv

# Names of files reach neither JSON nor the terminal as they are.
odd=$(printf 'odd-\351-\033[31m.graphml')
cp "$one" "$odd"
works "$latigraph" properties "$odd" --property density --json
is_json
works "$latigraph" properties "$odd" --property density
grep -q "$(printf '\033')" out && fail "an escape character reaches the terminal"
grep -qF '\x1b[31m' out || fail "the escape character is not shown: $(cat out)"
refuses 1 '\x1b[2J' "$latigraph" properties "$(printf 'no-\033[2J')"

# NA, nan and empty cells are numbers that are not known; infinite ones and texts are named.
mkdir cells
printf 'source,target\na,b\nb,c\n' >cells/edges.csv
cells() {
    printf 'id,x_um,y_um\na,1,2\nb,%s,4\nc,5,6\n' "$1" >cells/nodes.csv
}
for cell in NA nan ''; do
    cells "$cell"
    works "$latigraph" select cells --condition 'x_um>0' -o cells.graphml
    [ "$(grep -c '<node ' cells.graphml)" -eq 2 ] || fail "x_um is not a number with \"$cell\""
done
cells inf
refuses 1 'line 3, column "x_um": "inf"' "$latigraph" properties cells
cells unknown
works "$latigraph" properties cells --property density
grep -q '1 of 3 values of "x_um" are no numbers and count as not known, the first "unknown"' err || fail "no warning: $(cat err)"

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
json 'd["description"]["card"]["title"] == "Boxes of neurons" and "limits" not in d["description"]["card"]'
works "$latigraph" models
says "Boxes of neurons"
says "CC0"
works "$latigraph" models --json
is_json
json 'd["bytes"]["boxes"] > 1000 and d["circuits"]["boxes"] == 24 and d["neurons"]["boxes"] > 90'
json 'd["licence"]["boxes"] == "CC0" and d["path"]["boxes"].endswith("/shelf/boxes.safetensors")'
works "$latigraph" card boxes
says "# boxes"
works "$latigraph" evaluate boxes test --generate --unconditional --count 1 --curve --budget 1e6 --json
cp out boxes.json
works "$latigraph" card boxes --evaluation boxes.json -o shelf/boxes.md
says "| **model** |" shelf/boxes.md
says "Nobody (2026)" shelf/boxes.md
says "On 6 test circuits; 0 of their" shelf/boxes.md
says "discrepancy" shelf/boxes.md
says "Edge AUC with 1000000 bits of codes per circuit: 0." shelf/boxes.md
grep -q nan shelf/boxes.md && fail "NaN in a card"
works "$latigraph" card shelf/boxes.safetensors
says "# boxes"
! grep -q "Figures" out || fail "figures that nobody measured"
works "$latigraph" card boxes
same out shelf/boxes.md
works "$latigraph" card boxes --json
is_json
json 'd["card"].startswith("# boxes")'
works "$latigraph" generate boxes --count 2 -o from-shelf
[ "$(ls from-shelf | wc -l)" -eq 2 ] || fail "2 circuits by name: $(ls from-shelf)"
refuses 1 "known are: " "$latigraph" generate bixes -o x
grep -q "known are:.*boxes" err || fail "the known models are not named: $(cat err)"
refuses 1 "bixes" "$latigraph" card bixes
refuses 2 "one too many" "$latigraph" models bixes
refuses 1 "no/such/boxes" "$latigraph" info no/such/boxes
refuses 1 "evaluate --json" "$latigraph" card boxes --evaluation model.safetensors
echo '{"colour": "red"}' >wrong.json
refuses 2 "colour" fit x.safetensors --card wrong.json
refuses 1 "no-facts.json" fit x.safetensors --card no-facts.json
echo '{}' >wrong.json
refuses 1 "evaluate --json" "$latigraph" card boxes --evaluation wrong.json
refuses 1 "no-facts.json" "$latigraph" card boxes --evaluation no-facts.json
head -c 3000 shelf/boxes.safetensors >shelf/broken.safetensors
refuses 1 "broken" "$latigraph" models
rm shelf/broken.safetensors
unset LATIGRAPH_MODEL_PATH

# --- Several connectomes ------------------------------------------------------

# The same neurons by name in two connectomes are different neurons; graph files in a folder that
# do not say their connectome are of the group that the folder is.
mkdir animals && cp -r connectome animals/first && cp -r connectome animals/second
awk 'NR == 1 || NR % 3' connectome/edges.csv >animals/second/edges.csv
works "$latigraph" sample animals -o both --size 20:30 --count 8 --select 'x_um<260' --json
json 'len(d["circuits"]) == 16 and d["neurons_used"] > 110'
works "$latigraph" sample animals/second -o alone --size 20:30 --count 8 --select 'x_um<260'
same both/second-0003.graphml alone/second-0003.graphml
refuses 2 'called "first"' "$latigraph" sample animals/first animals -o x
works "$latigraph" sample animals -o unseen --size 20:25 --count 3 --select 'x_um>300' -q
works "$latigraph" fit both -o animals.st --set steps=12 --set baseline-steps=6 --set hidden=8 \
    --set code=4 -q
works "$latigraph" info animals.st --json
json '[(g["group"], g["circuits"] > 4) for g in d["description"]["groups"]] == [("first", True), ("second", True)]'
json 'd["description"]["provenance"]["split"]["shared_neurons"] == 0'
json 'd["code_size"] == 4 + 7 and "local-clustering" in d["coordinates"][4]'
works "$latigraph" info animals.st
says "second"
works "$latigraph" generate animals.st --group second --count 2 -o second --json
cp out second.json
works "$latigraph" generate animals.st --group first --count 2 -o first --json
json 'd["code"] != json.load(open("second.json"))["code"]'
refuses 2 "its groups are: first, second" "$latigraph" generate animals.st --group third -o x
refuses 2 "one of codes and group" "$latigraph" generate animals.st --group first --code codes.csv -o x
works "$latigraph" generate animals.st --group first --like "$one" -o first-like
works "$latigraph" steer animals.st --group first --to density=+0.3sd --count 2 -o first-steered
refuses 2 "its groups are: first, second" "$latigraph" steer animals.st --group third --to density=0.1 -o x
works "$latigraph" evaluate animals.st unseen
says "second"
works "$latigraph" evaluate animals.st unseen --json
is_json
json 'd["groups"] == ["first", "second"] and [g["circuits"] for g in d["group_summary"].values()] == [3, 3]'
json 'abs(sum(g["bits_total"] for g in d["group_means"].values()) / 2 - d["bits_total"]) < 1e-6'
json 'd["shared_neurons"] == 0'
works "$latigraph" evaluate model.safetensors test --json
json 'd["groups"] == [] and len(d["group_summary"]) == len(d["group_means"]) == 0'
mkdir strains strains/a strains/b
for n in 1 2 3; do
    sed '/connectome/d' both/first-000$n.graphml >strains/a/one-$n.graphml
    sed '/connectome/d' both/second-000$n.graphml >strains/b/two-$n.graphml
done
works "$latigraph" fit strains -o strains.st --set steps=4 --set baseline-steps=2 -q
works "$latigraph" info strains.st --json
json '[g["group"] for g in d["description"]["groups"]] == ["a", "b"]'

# --- Full disk ---------------------------------------------------------------

if [ -w /dev/full ]; then
    "$latigraph" --help >/dev/full 2>err
    [ $? -eq 1 ] || fail "a full disk passes for success"
    says "standard output" err
    refuses 1 "/dev/full" "$latigraph" decode model.safetensors "$one" -o /dev/full
    [ -c /dev/full ] || fail "a device was replaced by a file"
fi
mkfifo pipe
refuses 1 "pipe" "$latigraph" fit train -o pipe
[ -p pipe ] || fail "a pipe was replaced by a model"

finish
