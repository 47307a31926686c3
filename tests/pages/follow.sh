# Follows pages: runs their blocks of sh, python and r, one after the other, in one folder per page. A
# block of Python or R is left out if its package was not built here, or if a program that it imports
# is not on this machine, and so is a command that draws if the library was built without cairo. Each
# block that is left out is named with the reason, and all else that goes wrong is a failure. A block
# whose first line is like "```sh not run: needs Slurm" is not run.
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

# probe PROGRAM ARGUMENT...: says what is missing if the program or a package that it loads is.
probe() {
    command -v "$1" >/dev/null || { echo "no program $1" && return; }
    "$@" 2>&1 >/dev/null | grep -E '^ModuleNotFoundError|there is no package called' | head -n 1
}
# lacks BLOCK: says what the block needs and is not here, if anything.
lacks() {
    case $1 in
        *.python) probe "$PYTHON" -c "$(grep -hE '^(import|from) ' "$1")" ;;
        *.r) probe "$RSCRIPT" --vanilla -e "$(grep -hE '^library' "$1")" ;;
    esac
}
run() {
    case $1 in
        *.sh) sh -eu "$1" ;;
        *.python) "$PYTHON" -W error::DeprecationWarning "$1" ;;
        *.r) "$RSCRIPT" --vanilla "$1" ;;
    esac
}

# leave_out BLOCK REASON
leave_out() {
    left_out=$((left_out + 1))
    echo "left out: $page, block ${1##*/}: $2"
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
        missing=$(lacks "$block")
        if [ -n "$missing" ]; then
            leave_out "$block" "$missing"
            continue
        fi
        (cd "$folder/work" && run "$block") >"$folder/log" 2>&1 || {
            if grep -q 'built without cairo' "$folder/log"; then
                leave_out "$block" "built without cairo"
                continue
            fi
            echo "FAILED: $page, block ${block##*/}:" >&2
            cat "$block" >&2
            tail -n 20 "$folder/log" >&2
            failures=$((failures + 1))
            [ -n "${GO_ON-}" ] || return
            continue
        }
        ran=$((ran + 1))
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
