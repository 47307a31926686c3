# Splits a page into its blocks: block K of the page becomes FOLDER/KK.LANGUAGE for the languages sh,
# python and r. Blocks without one of these names (such as text, which shows an output) are left out,
# and so are those that are marked, "```sh not run: why".
# Usage: awk -v folder=FOLDER -f blocks.awk PAGE
/^```([^`]|$)/ {
    if (inside) {
        inside = 0
        close(file)
        next
    }
    language = substr($1, 4)
    inside = 1
    file = ""
    if ((language == "sh" || language == "python" || language == "r") && $0 !~ / not run: /) {
        file = sprintf("%s/%02d.%s", folder, ++count, language)
        printf "" >file
    }
    next
}
inside && file != "" { print >file }
END { exit inside }
