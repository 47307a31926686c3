# Follows pages: runs their blocks of sh, python and r, one after the other, in one folder per page. A
# block of Python or R is left out if its package was not built here, or if a program that it imports
# is not on this machine. A block whose first line is like "```sh not run: needs Slurm" is not run.
# Scripts source this file, and may define prepare(), which fills the folder of a page.
: "${top_builddir:=.}" "${top_srcdir:=.}"
build=$(cd "$top_builddir" && pwd) source=$(cd "$top_srcdir" && pwd)
PYTHON=${PYTHON:-/usr/bin/python3} RSCRIPT=${RSCRIPT:-Rscript}
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-pages.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
PATH=$build:$PATH
LATIGRAPH_MODEL_PATH=$source/models LATIGRAPH_MODULE_PATH= LC_ALL=C.UTF-8
PYTHONPATH=$build/bindings/python R_LIBS=$build/bindings/r/library PYTHONDONTWRITEBYTECODE=1
export PATH LATIGRAPH_MODEL_PATH LATIGRAPH_MODULE_PATH LC_ALL PYTHONPATH R_LIBS PYTHONDONTWRITEBYTECODE
failures=0 pages=0 ran=0 left_out=0

prepare() { :; }

# can_run BLOCK: whether what the block needs is here.
can_run() {
    case $1 in
        *.sh) ;;
        *.python)
            "$PYTHON" -c "$(grep -hE '^(import|from) ' "$1")" 2>/dev/null
            ;;
        *.r)
            "$RSCRIPT" --vanilla -e "$(grep -hE '^library' "$1")" >/dev/null 2>&1
            ;;
    esac
}
run() {
    case $1 in
        *.sh) sh -eu "$1" ;;
        *.python) "$PYTHON" -W error::DeprecationWarning "$1" ;;
        *.r) "$RSCRIPT" --vanilla "$1" ;;
    esac
}

follow() {
    page=$1 blocks=$folder/blocks
    rm -rf "$blocks" "$folder/work"
    mkdir "$blocks" "$folder/work"
    awk -v folder="$blocks" -f "$source/tests/pages/blocks.awk" "$page" || {
        echo "FAILED: $page: a block does not end" >&2
        failures=$((failures + 1))
        return
    }
    (cd "$folder/work" && prepare) || exit 99
    for block in "$blocks"/*; do
        [ -e "$block" ] || continue
        [ -n "${PRELUDE-}" ] && [ "${block%.python}" != "$block" ] && {
            cat "$PRELUDE" "$block" >"$folder/block.python"
            mv "$folder/block.python" "$block"
        }
        if ! can_run "$block"; then
            left_out=$((left_out + 1))
            continue
        fi
        ran=$((ran + 1))
        (cd "$folder/work" && run "$block") >"$folder/log" 2>&1 || {
            grep -q 'built without cairo' "$folder/log" && exit 77
            echo "FAILED: $page, block ${block##*/}:" >&2
            cat "$block" >&2
            tail -n 20 "$folder/log" >&2
            failures=$((failures + 1))
            [ -n "${GO_ON-}" ] || return
        }
    done
}

# follow_all PAGE...: follows pages, says how long each took, and how many blocks ran.
follow_all() {
    for page; do
        pages=$((pages + 1))
        start=$(date +%s)
        follow "$page"
        echo "$(basename "$page"): $(($(date +%s) - start)) s"
    done
    echo "$ran blocks of $pages pages ran, $left_out left out"
}
