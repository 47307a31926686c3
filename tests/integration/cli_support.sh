# What the tests of the latigraph command share: helpers, and a small made-up connectome. They read
# this file with "." first and call finish last.

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

fit() {
    model=$1
    shift
    "$latigraph" fit train -o "$model" --set steps=30 --set baseline-steps=20 --set hidden=8 \
        --set code=4 --set node-code=2 --set rank=4 --set layers=1 --set closure=0 --seed 3 "$@"
}

# Training and test circuits and a small model of them.
learn() {
    works "$latigraph" sample connectome -o train --size 20:30 --count 24 --select 'x_um<260'
    works "$latigraph" sample connectome -o test --size 20:25 --count 6 --select 'x_um>300'
    works fit model.safetensors --validate test
    one=$(find "$PWD/test" -name '*.graphml' | sort | head -n 1)
}

# The status of the test.
finish() {
    [ $failures -eq 0 ] || {
        echo "$failures checks failed" >&2
        exit 1
    }
}
