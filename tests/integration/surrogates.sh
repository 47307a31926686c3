#!/bin/sh
# Surrogates through the command: files, what is kept, the test of properties, refusals, and the two
# small graphs on which other rewiring fails.

: "${top_builddir:=.}" "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"

# A three-cycle 1 -> 2 -> 3 -> 1 with sink 4: two graphs have its degrees, and both are reached.
cat > cycle.edgelist <<'END'
3 4
3 1
1 4
1 2
2 4
2 3
END
works "$latigraph" surrogates cycle.edgelist --keep degrees -n 40 --seed 1 -o cycles --format csv --quiet
[ "$(cat cycles/*/edges.csv 2>/dev/null | grep -c .)" -gt 0 ] || fail "no edges in cycles"
works "$latigraph" test cycle.edgelist --keep degrees -p cyclic -n 39 --seed 1 --json
json 'd["properties"] == ["cyclic"] and list(d["mean"]["cyclic"].values())[0] is not None'
json '0.3 < list(list(d["in_place"].values())[0].values())[0] < 0.95'

# A circuit with types and positions, whose wiring is denser within types and at short distances.
awk 'BEGIN {
    srand(3)
    print "id,type,x_um,y_um" > "nodes.csv"
    print "source,target,weight" > "edges.csv"
    for (i = 0; i < 60; i++) {
        x[i] = 100 * rand(); y[i] = 100 * rand()
        print "n" i "," (i % 3 ? "E" : "I") "," x[i] "," y[i] > "nodes.csv"
    }
    for (i = 0; i < 60; i++) for (j = 0; j < 60; j++) if (i != j) {
        d = sqrt((x[i] - x[j]) ^ 2 + (y[i] - y[j]) ^ 2)
        if (rand() < (i % 3 == j % 3 ? 0.5 : 0.2) * exp(-d / 40))
            print "n" i ",n" j "," 1 + int(3 * rand()) > "edges.csv"
    }
}'
mkdir circuit
mv nodes.csv edges.csv circuit
for keep in edges dyads degrees degrees,reciprocity degrees,reciprocity,types \
    types=neuron,degrees degrees,distance degrees,reciprocity,types,distance \
    degrees,triangles; do
    works "$latigraph" surrogates circuit --keep $keep -n 2 --seed 1 -o "out-$keep" --quiet
    works "$latigraph" surrogates circuit --keep $keep -n 2 --seed 1 --threads 2 -o two --force --quiet
    for file in "out-$keep"/*; do
        same "$file" "two/${file#*/}"
    done
    works "$latigraph" properties "out-$keep" --property density --property reciprocity
done
[ "$(ls out-edges | wc -l)" -eq 2 ] || fail "not two surrogates"

# Names, types, positions and weights travel.
works "$latigraph" info out-degrees/circuit-surrogate-0.graphml
says "60"
works "$latigraph" write-graph out-degrees/circuit-surrogate-0.graphml back --format csv
grep -q "n58,.*E" back/nodes.csv || fail "names or types were lost"

# The ladder, in every form.
works "$latigraph" test circuit --ladder --steps 5 -n 19 --seed 1 -p transitivity -p reciprocity
says "transitivity"
says "explained by"
says "+ reciprocity"
works "$latigraph" surrogate-test circuit --ladder -n 19 --seed 1 -p transitivity -p reciprocity --json
json 'len(d["rungs"]) == 8 and d["rungs"][0] == "edges" and d["rungs"][-2].endswith("distance")'
json 'all(q is None or 0.1 <= q for q in d["p"]["transitivity"].values())'
json 'd["explained"]["reciprocity"]["degrees,reciprocity"] == 1'
json 'all("surrogates that keep" in s and "adjusted for 2 properties q" in s for s in d["sentences"].values())'
json 'any("no p-value is below" in r["text"] for r in d["remarks"])'
json 'not any("p-values are approximate" in r["text"] for r in d["remarks"])'
works "$latigraph" test circuit -k degrees -p transitivity --method expected -n 19 --seed 1 --json
json 'any("p-values are approximate" in r["text"] for r in d["remarks"])'
json '"properties" not in d["sentences"]["transitivity"] + "".join(r["text"] for r in d["remarks"])'
json 'any("A surprise is found at the rate 0.05 from count 39 on" in r["text"] for r in d["remarks"])'
works "$latigraph" test circuit -k degrees -p density -p reciprocity -n 1 --seed 1 --json
json 'all("in 1 surrogate that keeps degrees" in s and "nan" not in s for s in d["sentences"].values())'
json '"one surrogate is too few" in d["sentences"]["reciprocity"]'
json 'any("With 1 surrogate no" in r["text"] and "one of the 2 properties" in r["text"] for r in d["remarks"])'
works "$latigraph" test circuit -k degrees -p reciprocity -p density -n 2000 --exceedances 10 --steps 2 --seed 1 --json
json 'd["compared"]["density"]["degrees"] == 10 and d["p"]["density"]["degrees"] == 1'
json 'any(r["kind"] == "sequential-parallel" for r in d["remarks"])'
works "$latigraph" test circuit cycle.edgelist -k degrees -p transitivity -n 19 --seed 1
says "cycle: transitivity"

if "$latigraph" test circuit --ladder --steps 5 -n 19 --seed 1 -p transitivity --figure ladder.svg >out 2>err; then
    grep -q "</svg>" ladder.svg || fail "no figure"
elif ! grep -q "without cairo" err; then
    fail "the figure of a ladder: $(cat err)"
fi

# Undirected graphs stay undirected, with the degrees of each neuron.
awk 'BEGIN {
    srand(5)
    print "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><graph edgedefault=\"undirected\">"
    for (i = 0; i < 40; i++) print "<node id=\"n" i "\"/>"
    for (i = 0; i < 40; i++) for (j = 0; j < i; j++) if (rand() < 0.15) {
        print "<edge source=\"n" i "\" target=\"n" j "\"><data key=\"w\">" 1 + int(3 * rand()) "</data></edge>"
        print "n" j, "n" i > "net.edges"
    }
    print "</graph></graphml>"
}' > net.graphml
works "$latigraph" surrogates net.graphml -n 2 --seed 1 -o nets
grep -q "permuted among all edges" err || fail "it is not said what happens to weights"
grep -q 'edgedefault="undirected"' nets/net-surrogate-0.graphml || fail "a surrogate is directed"
[ "$(grep -c "<edge" nets/net-surrogate-0.graphml)" -eq "$(grep -c "<edge" net.graphml)" ] || fail "other edges"
works "$latigraph" surrogates net.edges --undirected keep -n 1 --seed 1 -o lists --format edgelist
[ "$(wc -l < lists/net-surrogate-0.edgelist)" -eq "$(wc -l < net.edges)" ] || fail "other edges in a list"
works "$latigraph" test net.graphml --ladder -n 9 --seed 1 --json
json 'd["rungs"] == ["edges", "degrees", "degrees,triangles=class"] and "cyclic" not in d["properties"]'
works "$latigraph" test net.graphml -k degrees,reciprocity -p cyclic -p memory-capacity -n 3 --seed 1 --json
json 'd["observed"]["cyclic"] is None and d["observed"]["memory-capacity"] > 0'
json 'sum(r["kind"] == "no-directions" for r in d["remarks"]) == 2'
works "$latigraph" surrogates net.graphml --method expected -n 2 --seed 1 -o means --quiet
grep -q 'edgedefault="undirected"' means/net-surrogate-0.graphml || fail "an expected surrogate is directed"
refuses 2 "takes directed ones" "$latigraph" properties net.graphml --undirected keep
refuses 2 "Choose strengths" "$latigraph" surrogates net.graphml --weights strengths-exact -o no
refuses 2 "about directions" "$latigraph" surrogates net.graphml --tilt cyclic -o no

# The circuits of a model as the last rung.
works "$latigraph" sample circuit --shape neighbours --size 20:30 -n 12 --seed 1 -o cuts --quiet
works "$latigraph" fit cuts --set steps=5 --set baseline-steps=5 --set hidden=8 --set code=4 --seed 1 -o model.safetensors --quiet
works "$latigraph" test cuts/*0.graphml --model model.safetensors -n 9 --seed 1 -p reciprocity --json
json 'd["rungs"] == ["degrees,reciprocity", "code", "code+"]'
json 'not any("keep code" in s for s in d["sentences"].values())'
json 'd["mean"]["reciprocity"]["code"] is not None and d["spacing"][d["circuits"][0]]["code"] is None'

# Without a connectome.
works "$latigraph" random --nodes 300 --degrees lognormal:10:0.8 --reciprocity 0.3 --transitivity 0.2 \
    -n 4 --seed 1 -o networks --json
json 'abs(d["mean"]["reciprocity"] - 0.3) < 0.03 and abs(d["mean"]["transitivity"] - 0.2) < 0.003'
json 'abs(d["mean"]["mean-degree"] / d["asked"]["mean-degree"] - 1) < 0.05'
works "$latigraph" random --like circuit --nodes 200 --seed 1 -o like --quiet
[ -f like/random-0.graphml ] || fail "no like/random-0.graphml"
works "$latigraph" random --like net.graphml --transitivity 0.3 -n 3 --seed 1 -o undirected --json
json 'd["quantities"] == ["mean-degree", "transitivity"] and abs(d["mean"]["transitivity"] - 0.3) < 0.02'
json '0.7 < d["mean"]["mean-degree"] / d["asked"]["mean-degree"] < 1.3'
grep -q 'edgedefault="undirected"' undirected/random-0.graphml || fail "a graph like an undirected one is directed"
refuses 2 "no reciprocity" "$latigraph" random --like net.graphml --reciprocity 0.2 -o no
works "$latigraph" random --nodes 60 --degrees poisson:3 --transitivity 0.99 --tries 5 --seed 1 -o far
grep -q "that was asked for" err || fail "a transitivity that was not reached is not said"
refuses 2 "in one way" "$latigraph" random --nodes 60 -o no
refuses 2 "no law of degrees" "$latigraph" random --nodes 60 --degrees normal:3 -o no

# Refusals.
refuses 2 "nothing that surrogates can keep" "$latigraph" surrogates circuit --keep degree -o no
refuses 2 "together with degrees" "$latigraph" surrogates circuit --keep types -o no
refuses 2 "no categorical column" "$latigraph" surrogates cycle.edgelist --keep degrees,types -o no
refuses 2 "no positions" "$latigraph" surrogates cycle.edgelist --keep degrees,distance -o no
refuses 2 "types or distances are kept" "$latigraph" surrogates circuit --weights class -o no
[ ! -e no ] || fail "a refused call wrote a folder"
finish
