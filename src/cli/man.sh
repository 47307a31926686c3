#!/bin/sh
# Prints the manual page of the latigraph command, made from its own help texts.
# Usage: man.sh PROGRAM
set -eu
program=$1

page() {
    "$program" "$@" --help | awk -v command="${1-}" '
        function quoted(text) {
            gsub(/\\/, "\\e", text)
            gsub(/-/, "\\-", text)
            sub(/^[.\047]/, "\\\\\\&&", text)
            return text
        }
        function part(text) {
            return command == "" ? ".SH " toupper(text) : ".PP\n.B " quoted(text)
        }
        # A heading stands alone at the start of a line and ends in a colon.
        /^[A-Z][^.]*:$/ {
            sub(/:$/, "")
            section = $0
            first = 1
            if (section == "Usage") {
                print command == "" ? ".SH SYNOPSIS" : ".SS \"latigraph " command "\""
            } else {
                print part(section == "Commands" ? "Overview" : section)
            }
            next
        }
        /^$/ {
            # What follows the usage or a list is text again.
            if (section == "Usage" && command == "") print ".SH DESCRIPTION"
            else if (section != "") print ".PP"
            section = ""
            next
        }
        section == "Usage" {
            sub(/^  /, "")
            print ".B " quoted($0)
            next
        }
        section == "Example" {
            sub(/^  /, "")
            print (first ? ".PP\n.EX\n" : "") quoted($0)
            first = 0
            next
        }
        # Items of a list: "  label", with the text from column 27 on.
        section != "" && /^  [^ ]/ {
            column = 26
            label = $0
            text = ""
            if (length($0) > column && substr($0, column - 1, 2) ~ /^ ?  ?$/) {
                label = substr($0, 1, column)
                text = substr($0, column + 1)
            }
            gsub(/^ +| +$/, "", label)
            print ".TP\n.B " quoted(label)
            if (text != "") print quoted(text)
            next
        }
        {
            sub(/^ +/, "")
            print quoted($0)
        }
        END { if (section == "Example") print ".EE" }'
}

version=$("$program" --version | sed 's/.* //')
printf '.\\" Made by man.sh from the help texts of the program; do not edit.\n'
printf '.TH LATIGRAPH 1 "" "latigraph %s" "User Commands"\n' "$version"
printf '.SH NAME\nlatigraph \\- learn a latent space of circuits and build new circuits from it\n'
page
printf '.SH COMMANDS\n'
"$program" --help | sed -n '/^Commands:$/,/^$/s/^  \([a-z-][a-z-]*\) *.*/\1/p' |
    while read -r command; do
        page "$command"
    done
printf '.SH FILES\n.TP\n.I MODEL.checkpoint\n'
printf 'the state of a fit that was stopped, for \\fBlatigraph fit \\-\\-resume\\fR\n'
printf '.SH ENVIRONMENT\n.TP\n.B LATIGRAPH_MODULE_PATH\n'
printf 'folders, separated by colons, in which modules with more operations are looked for\n'
printf '.TP\n.B LATIGRAPH_MODEL_PATH\n'
printf 'folders, separated by colons, in which pretrained models are looked for by name\n'
printf '.SH SEE ALSO\nigraph: https://igraph.org\n'
