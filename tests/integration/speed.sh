#!/bin/sh
# The model in PyTorch (bench/torch_model.py), written apart from the library, gives the same terms of the
# objective and the same gradients on the same weights. Needs Debian's python3-torch.

: "${top_builddir:=.}" "${top_srcdir:=.}"
python=/usr/bin/python3
"$python" -c 'import numpy, torch' 2>/dev/null || exit 77
build=$(cd "$top_builddir" && pwd)
bench=$(cd "$top_srcdir" && pwd)/bench
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-speed-test.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
export OPENBLAS_NUM_THREADS=1

# Circuits with and without positions, and models that are hardly fitted.
for kind in placed plain; do
    for c in 1 2 3 4 5; do
        mkdir -p "$folder/$kind/c$c"
        awk -v c=$c -v kind=$kind -v at="$folder/$kind/c$c" 'BEGIN { srand(c)
            print "id,name,type" (kind == "placed" ? ",x_um,y_um,z_um" : "") >at "/nodes.csv"
            print "source,target" >at "/edges.csv"
            for (i = 0; i < 20 + 3 * c; i++) {
                print i ",c" c "n" i "," (i % 3 ? "a" : "b") (kind == "placed" ? "," \
                    (i % 7 == 3 ? ",," : 90 * rand() "," 90 * rand() "," 90 * rand()) : "") >at "/nodes.csv"
                for (j = 0; j < 20 + 3 * c; j++)
                    if (i != j && rand() < (i + 5) / 150) print i "," j >at "/edges.csv" }
        }'
    done
    "$build/latigraph" fit "$folder/$kind" -o "$folder/$kind.safetensors" --quiet --seed 3 --threads 1 \
        --validate "$folder/$kind" --set steps=25 --set baseline-steps=1 \
        --set closure=0 >/dev/null || exit 1
    "$build/bench/measure_model" check "$folder/$kind.safetensors" "$folder/$kind" \
        "$folder/$kind.check" || exit 1
done
"$python" -B - "$bench" "$folder" <<'END'
import sys
sys.path.insert(0, sys.argv[1])
import torch_model
for kind in ("placed", "plain"):
    path = f"{sys.argv[2]}/{kind}"
    model = torch_model.Model(path + ".safetensors")
    assert (model.circuit[-1].bias.shape[0] == 15) == (kind == "placed")
    terms, tensors = torch_model.check(model, torch_model.read_tensors(path + ".check")[0])
    print(kind, "terms", terms, "gradients", max(tensors.values()), max(tensors, key=tensors.get))
    assert len(tensors) > 30 and terms < 1e-5 and max(tensors.values()) < 1e-4
END
