#!/bin/sh
# Networks from activity through the command and Python: files, folders, names, results, refusals.

: "${top_builddir:=.}" "${top_srcdir:=.}"
build_folder=$(cd "$top_builddir" && pwd)
. "$top_srcdir/tests/integration/cli_support.sh"
python=/usr/bin/python3
"$python" -c "import numpy" 2>/dev/null || exit 77
if [ -d "$build_folder/bindings/python/latigraph" ]; then
    PYTHONPATH=$build_folder/bindings/python
    export PYTHONPATH
fi
"$python" "$source_folder/tests/integration/activity.py" make || exit 99

# A chain a -> b -> c with signs, from each kind of file.
for file in chain.csv chain.tsv.gz chain.npy chain.npy.gz chain.safetensors; do
    works "$latigraph" network $file --keep density=0.4 --threads 2 -o graph.graphml --quiet
    works "$python" "$source_folder/tests/integration/activity.py" chain graph.graphml
    cp graph.graphml "$file.graphml"
done
works "$latigraph" network chain.csv --keep density=0.4 --threads 1 -o graph.graphml --quiet
same graph.graphml chain.csv.graphml

# A folder holds animals; windows make several networks.
works "$latigraph" network animals --json -o networks --quiet
json 'd["names"] == ["one", "two"] and [g["directed"] for g in d["networks"]] == [True, True]'
[ -f networks/one.graphml ] || fail "no networks/one.graphml"
works "$latigraph" network chain.csv --kind correlation --window 500 --json -o windows --quiet
json 'len(d["networks"]) == 4 and d["networks"][0]["directed"] is False'
works "$latigraph" properties networks/one.graphml --property reciprocity
refuses 2 'one file' "$latigraph" network animals -o two.graphml

# Weights within a connectome; names that match nothing.
works "$latigraph" network chain.csv --within wiring.graphml -o within.graphml --quiet
works "$python" "$source_folder/tests/integration/activity.py" within within.graphml
refuses 2 '"a", "b", "c"' "$latigraph" network chain.csv --within other.graphml -o x.graphml
refuses 2 'must be density=D' "$latigraph" network chain.csv --keep few -o x.graphml
refuses 2 'either as a matrix or as files' "$latigraph" network -o x.graphml

# The figure of factors has the neurons of the recordings, whatever graph they belong to.
factors="activity-factors animals --rank 2 --seed 1 --starts 2 --quiet --force -o factors"
works "$latigraph" $factors --figure plain.svg
works "$latigraph" $factors --like wider.graphml --figure wider.svg
same plain.svg wider.svg

if [ -n "$PYTHONPATH" ]; then
    works "$python" "$source_folder/tests/integration/activity.py" python
fi
finish
