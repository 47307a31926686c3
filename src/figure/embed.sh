#!/bin/sh
# Prints a C file with the bytes of a text file as the array report_template.
# Usage: embed.sh FILE
set -eu
printf '/* Made from %s by embed.sh; do not edit. */\n' "$(basename "$1")"
printf '#include "figure/report_template.h"\n\nconst char report_template[] =\n'
od -A n -v -t o1 "$1" | sed 's/[[:blank:]]*$//; s/[[:blank:]][[:blank:]]*/\\/g; s/.*/    "&"/'
printf '    ;\n'
