#!/bin/sh
# Completion: what "latigraph complete" offers, and the scripts for bash, zsh and fish.

: "${top_srcdir:=.}"
. "$top_srcdir/tests/integration/cli_support.sh"
scripts=$source_folder/src/cli/completion
mkdir shelf models-of-others
touch circuits.graphml shelf/boxes.safetensors
LATIGRAPH_MODEL_PATH=$folder/shelf
export LATIGRAPH_MODEL_PATH

# offers WORD... -- LINE...: the lines are among the candidates for the last word.
offers() {
    words=
    while [ "$1" != -- ]; do
        words="$words '$1'"
        shift
    done
    shift
    eval "works '$latigraph' complete $words"
    for line in "$@"; do
        grep -qxF -e "$line" out || fail "\"$line\" is not offered for$words"
    done
}
lacks() {
    ! grep -qxF -e "$1" out || fail "\"$1\" is offered"
}

offers '' -- sample steer coordinate-effects ops --help --version
lacks igraph_girth
offers ste -- steer
offers sample '' -- FILES
offers sample x --shape '' -- ball column neighbours whole
offers sample x -o '' -- FOLDERS
offers sample x --format '' -- graphml csv
offers sample x --loops '' -- drop refuse
offers sample x - -- --shape --size --count --loops --memory --help
offers encode '' -- boxes FILES
offers encode boxes '' -- FILES
lacks boxes
offers steer boxes --to '' -- density= igraph_diameter= memory-capacity=
offers steer boxes -t '' -- density=
offers steer boxes --keep '' -- density igraph_diameter
lacks density=
offers traverse boxes '' -- density
offers fit x --set '' -- steps= baseline-steps=
offers fit x -o '' -- FILES
offers fit x --card '' -- FILES
offers evaluate boxes x --figure '' -- FILES
offers ops '' -- generate coordinate_effects
offers ops generate '' -- generate
works "$latigraph" complete no-such-command ''
[ ! -s out ] || fail "words for a command that is not known: $(cat out)"

# Every option of every command has something to offer or is a number or a text.
for command in $("$latigraph" complete '' | grep -v -e ^- -e '^ops$'); do
    "$latigraph" "$command" --help | sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\)[= ].*/--\2/p' | sort -u >wanted
    "$latigraph" complete "$command" - | sort -u >offered
    [ -z "$(comm -23 wanted offered)" ] || fail "$command: not offered: $(comm -23 wanted offered)"
done

# --- bash -----------------------------------------------------------------------

if command -v bash >/dev/null; then
    mkdir bin
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$latigraph" >bin/latigraph
    chmod +x bin/latigraph
    # completes WANTED WORD...: in bash, which splits words at "=".
    cat >complete.bash <<'END'
PATH=$PWD/bin:$PATH
source "$SCRIPT"
compopt() { :; } # works during a completion alone
wanted=$1
shift
COMP_WORDS=(latigraph "$@") COMP_CWORD=$#
_latigraph
[[ "${COMPREPLY[*]}" == "$wanted" ]] || echo "\"${COMPREPLY[*]}\" instead of \"$wanted\": $*"
END
    completes() {
        SCRIPT=$scripts/latigraph bash complete.bash "$@" >out 2>&1
        [ ! -s out ] || fail "bash: $(cat out)"
    }
    bash -n "$scripts/latigraph" || fail "bash cannot read the script"
    completes steer ste
    completes ball sample x --shape b
    completes ball sample x --shape = b
    completes neighbours sample x --shape = n
    completes 'ball column neighbours whole' sample x --shape =
    completes circuits.graphml sample circ
    completes shelf sample x -o sh
    completes boxes encode box
    completes reciprocity= steer boxes --to reciprocity=
    completes '--shape' sample x --sha
    completes '' sample x --count 1
fi
for shell in zsh fish; do
    command -v $shell >/dev/null || continue
    script=$scripts/_latigraph
    [ $shell = zsh ] || script=$scripts/latigraph.fish
    $shell -n "$script" >out 2>&1 || fail "$shell cannot read $script: $(cat out)"
done
if command -v fish >/dev/null && [ -d bin ]; then
    PATH=$PWD/bin:$PATH HOME=$PWD fish --no-config -c "source $scripts/latigraph.fish
        complete -C 'latigraph sample x --shape '; complete -C 'latigraph coord'" >out 2>err ||
        fail "fish: $(cat err)"
    says neighbours
    says coordinate-effects
fi

finish
