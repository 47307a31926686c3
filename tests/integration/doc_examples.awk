# Reads C sources and headers and prints the examples of their doc comments as one C file, one
# function per example. An example has this form inside a doc comment:
#
#      * Example: what it shows.
#      * \verbatim
#      *   latigraph_model_read(&model, "cortex.safetensors");
#      * \endverbatim
#
# "#line" keeps the names of the sources in the compiler's messages. For every example a line
# "/* example of NAME */" names the function that the comment documents: the one after \function,
# or the first function that is declared after the comment.

function close_comment() {
    if (count > 0 && name == "") {
        waiting = 1
    } else {
        emit()
    }
}

function emit(    i) {
    for (i = 1; i <= count; i++) {
        printf "/* example of %s */\n%s", name, examples[i]
    }
    count = 0
    waiting = 0
}

FNR == 1 { inside = code = titled = waiting = count = 0 }

/^[ \t]*\/\*\*/ { inside = 1; name = ""; count = 0; titled = 0 }

inside && /\\function / {
    name = $0
    sub(/.*\\function /, "", name)
    sub(/[^a-z0-9_].*/, "", name)
}

inside && /^ \* Example: / { titled = 1 }

inside && /\\verbatim/ {
    code = 1
    if (!titled) {
        printf "%s:%d: this block has no line \"Example: ...\" before it\n", FILENAME, FNR > "/dev/stderr"
        broken = 1
    }
    titled = 0
    examples[++count] = sprintf("static void example_%d(void) {\n#line %d \"%s\"\n", ++total, FNR + 1, FILENAME)
    next
}

inside && /\\endverbatim/ {
    code = 0
    examples[count] = examples[count] "}\n"
    next
}

code {
    line = $0
    if (line !~ /^ \*   [^ ]|^ \*    |^ \*$/) {
        printf "%s:%d: code of an example is indented by three spaces after \" *\"\n", FILENAME, FNR > "/dev/stderr"
        broken = 1
    }
    sub(/^ \*( {3})?/, "", line)
    examples[count] = examples[count] line "\n"
}

inside && /\*\// { inside = 0; close_comment(); next }

waiting && match($0, /latigraph_[a-z0-9_]+\(/) {
    name = substr($0, RSTART, RLENGTH - 1)
    emit()
}

END { exit broken }
