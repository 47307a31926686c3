#!/bin/sh
# The latigraph command: the page of a report.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
learn

# Neurons of one circuit have names that must not end the element with the data.
mkdir shown
cp test/*.graphml shown
first=$(find "$PWD/shown" -name '*.graphml' | sort | head -n 1)
sed -i 's|\(<data key="v_name">\)|\1\&lt;/script\&gt;|' "$first"
small="--steps 1 --step-count 2 --effects 1 --property density"
# shellcheck disable=SC2086
works "$latigraph" report model.safetensors shown $small --seed 3 --threads 1 -o page.html
[ -s out ] && fail "something was printed beside the file: $(head -c 200 out)"
# shellcheck disable=SC2086
works "$latigraph" report model.safetensors shown $small --seed 3 --threads 2 -q -o again.html
same page.html again.html
[ "$(grep -c '</script>' page.html)" -eq "$(grep -c '</script>' "$source_folder/src/report/page.html")" ] ||
    fail "the name of a neuron ends a script"
# data EXPRESSION: an expression on the data d of the page is true.
data() {
    sed -n 's/.*id="latigraph-data">\(.*\)<\/script>.*/\1/p' page.html >out
    json "$1"
}
data 'any(c["labels"][0].startswith("</script>n") for c in d["circuits"]) and all(c["real"] for c in d["circuits"])'
data 'd["model"]["name"] == "model" and d["provenance"]["seed"] == "3" and d["provenance"]["date"] is None'
data 'd["provenance"]["command"] == "latigraph report model.safetensors shown --property density --steps 1 --step-count 2 --effects 1 --seed 3"'
data 'len(d["steering"]) == 1 and d["evaluation"]["circuits"] == len(d["circuits"])'
data 'max(r["change"] ** 2 for r in d["steering"][0]["steps"][0]["movers"]) == d["steering"][0]["steps"][0]["movers"][0]["change"] ** 2'

# Without circuits, on standard output, and what is printed with JSON.
works "$latigraph" report model.safetensors -n 3 --steps 0 --effects 0 --title 'Two & three'
says "<title>Two &#38; three</title>"
says "3 circuits that the model generated" err
works "$latigraph" report model.safetensors -n 3 --steps 0 --effects 0 --json
is_json
json 'd["page"].startswith("<!") and "latigraph-data" in d["page"]'
refuses 2 "wisdom" "$latigraph" report model.safetensors --property wisdom -o x.html
refuses 1 "missing" "$latigraph" report model.safetensors -o missing/x.html
finish
