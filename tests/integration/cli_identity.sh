#!/bin/sh
# The latigraph command: neurons that are the same in several animals (--identity), and folds, cuts
# and intervals by neuron, animal and identity (--split-by).

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"

# Three animals with the neurons of one connectome. Names are those of cells; ids differ.
mkdir animals
for animal in 1 2 3; do
    mkdir animals/worm$animal
    awk -F, -v OFS=, -v a=$animal 'NR == 1 { print $0, "class"; next }
        { $1 = 1000 * a + $1; print $0, $1 % 10 == 9 ? "" : "c" int($1 % 1000 / 2) }' \
        connectome/nodes.csv >animals/worm$animal/nodes.csv
    awk -F, -v OFS=, -v a=$animal 'NR == 1 || (NR + a) % 4 {
        if (NR > 1) { $1 += 1000 * a; $2 += 1000 * a } print }' \
        connectome/edges.csv >animals/worm$animal/edges.csv
done

# --- Overlap -------------------------------------------------------------------

works "$latigraph" overlap animals/worm1 --second animals/worm2 --json
json 'd["neurons_first"] == d["neurons_second"] == 160 and d["shared"] == 0'
json 'd["identities_first"] == d["shared_identities"] == d["known_identities"] == 0'
works "$latigraph" overlap animals/worm1 --second animals/worm2 --identity name --json
json 'd["shared"] == 0 and d["identities_first"] == d["shared_identities"] == 160'
json 'd["known_identities"] == d["identified_neurons"] == 160 and d["coinciding"] == 0'
works "$latigraph" overlap animals/worm1 --second animals/worm2 --identity class --json
json 'd["shared_identities"] == 80 and d["known_identities"] == d["identified_neurons"] == 144'
works "$latigraph" overlap animals/worm1 --second animals/worm2 --identity class
says "144 of 144 neurons" err
works "$latigraph" overlap animals/worm1 --second animals/worm2 --identity id --json
json 'd["identities_first"] == 160 and d["shared_identities"] == 0'
refuses 2 '"klasse"' "$latigraph" overlap animals/worm1 --second animals/worm2 --identity klasse
says '"name", "type", "x_um", "y_um", "z_um", "class"' err

# --- Parts keep it ----------------------------------------------------------------

works "$latigraph" sample animals/worm1 animals/worm2 -o train --size 20:30 --count 12 \
    --identity name
works "$latigraph" sample animals/worm3 -o held --size 20:25 --count 6 --identity name
works "$latigraph" overlap train --second held --json
json 'd["shared"] == 0 and d["shared_identities"] > 50'
json 'd["known_identities"] == d["shared_identities"] <= d["identified_neurons"]'
works "$latigraph" sample animals/worm1 -o plain --size 20:25 --count 2
works "$latigraph" overlap plain --second held --json
json 'd["identities_first"] == 0 and d["identities_second"] > 0 and d["known_identities"] == 0'

# --- A model, and a further animal ---------------------------------------------------

works fit name.safetensors
works "$latigraph" evaluate name.safetensors held --refine 0 --json
json '0 < d["known_identities"] <= d["identified_neurons"] and d["shared_neurons"] == 0'
json 'any(r["kind"] == "known-identities" for r in d["remarks"])'
json 'd["intervals"]["bits_total"]["low"] is not None'
cp out neuron.json
works "$latigraph" evaluate name.safetensors held --refine 0 --split-by animal --json
json 'd["effective"] == 1 and d["intervals"]["bits_total"]["low"] is None'
json 'd["bits_total"] == json.load(open("neuron.json"))["bits_total"]'
works "$latigraph" evaluate name.safetensors held --refine 0 --split-by animal
says "No interval: one animal" err
works "$latigraph" sample animals -o three --size 20:25 --count 4 --identity name
works "$latigraph" evaluate name.safetensors three --refine 0 --split-by animal --json
json 'abs(d["effective"] - 3) < 1e-9 and d["intervals"]["bits_total"]["low"] is not None'
refuses 2 "--identity=COLUMN" "$latigraph" evaluate name.safetensors plain --refine 0 --split-by identity
refuses 2 '"cell"' "$latigraph" evaluate name.safetensors held --split-by cell

# Without identities models and results are as they were, and with them but for the digests.
works "$latigraph" sample animals/worm1 animals/worm2 -o plain-train --size 20:30 --count 12
mv train train-name && mv plain-train train
works fit plain.safetensors
works "$latigraph" evaluate plain.safetensors held --refine 0 --json
json 'd["known_identities"] == 0 and d["identified_neurons"] > 0'
json 'd["bits_total"] == json.load(open("neuron.json"))["bits_total"]'
grep -q neuron_identities plain.safetensors && fail "identities that nobody named"
grep -q neuron_identities name.safetensors || fail "the model lacks identities"
rm -r train && mv train-name train

# --- Cuts and folds ---------------------------------------------------------------------

works fit animal.safetensors --split-by animal
works "$latigraph" info animal.safetensors --json
json 'd["description"]["provenance"]["split"]["validation"] == "cut off by animal"'
json 'd["description"]["provenance"]["split"]["validation_circuits"] == 12'
json 'd["description"]["provenance"]["split"]["known_identities"] > 0'
json 'd["description"]["provenance"]["options"]["split-by"] == "animal"'
works fit identity.safetensors --split-by identity
works "$latigraph" info identity.safetensors --json
json 'd["description"]["provenance"]["split"]["validation"] == "cut off by identity"'
json 'd["description"]["provenance"]["split"]["known_identities"] == 0'
json 'd["description"]["provenance"]["split"]["shared_neurons"] == 0'
refuses 2 "argument of its own" fit x.safetensors --set split-by=animal
works "$latigraph" directions name.safetensors train held --split-by animal --effects 0 --json
json 'len(d["directions"]) > 5'
works "$latigraph" discriminate name.safetensors train --against held --split-by animal --effects 0 --json
json 'd["auc"] is None and [r["about"] for r in d["remarks"] if r["kind"] == "one-animal"] == ["auc"]'
works "$latigraph" compare train held --split-by animal --json
json 'd["known_identities"] > 0 and d["shared_neurons"] == 0 and d["effective"] <= 2'
refuses 2 "split_by needs circuits" "$latigraph" directions name.safetensors --split-by animal

finish
