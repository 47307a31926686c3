#!/bin/sh
# The command as pages call it, with fewer steps, circuits and neurons, so that every command of every
# page runs in seconds: of an option that is given twice, the last value counts. LATIGRAPH_COMMAND is
# the command itself.
given=" $* "
# has WORD...: whether one of the words is an argument.
has() {
    for word; do
        case $given in *" $word "*) return 0 ;; esac
    done
    return 1
}
case ${1-} in
    fit) set -- "$@" --set steps=3 --set baseline-steps=2 --set hidden=8 --set code=4 ;;
    generate)
        set -- "$@" --force
        has --like || set -- "$@" --nodes 40
        ;;
    generate-edges) set -- "$@" --nodes 1000 ;;
    coordinate-effects) set -- "$@" --count 2 ;;
    steer | traverse | interpolate)
        set -- "$@" --count 2
        has -o && set -- "$@" --force
        ;;
    directions | discriminate) set -- "$@" --effects 2 ;;
    evaluate)
        set -- "$@" --refine 0
        has --generate && set -- "$@" --count 8
        ;;
    report) set -- "$@" --steps 1 --step-count 2 --effects 0 --no-evaluate ;;
    sample)
        set -- "$@" --force
        has whole || set -- "$@" --size 12:20 --count 8
        ;;
    activity-states | align) set -- "$@" --force ;;
    test) set -- "$@" --count 9 --steps 5 --steps-most 5 --property reciprocity ;;
    surrogates) set -- "$@" --count 9 --steps 5 --force ;;
    random) set -- "$@" --count 9 --force ;;
    lesion) set -- "$@" --random 2 ;;
esac
exec "$LATIGRAPH_COMMAND" "$@"
