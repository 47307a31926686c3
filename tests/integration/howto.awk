# Splits a page into its blocks: block K of the page becomes FOLDER/KK.LANGUAGE for the languages sh,
# python and r. Blocks without one of these names (such as text, which shows an output) are left out.
# Usage: awk -v folder=FOLDER -f howto.awk PAGE
/^```/ {
    if (inside) {
        inside = 0
        close(file)
        next
    }
    language = substr($0, 4)
    inside = 1
    file = ""
    if (language == "sh" || language == "python" || language == "r") {
        file = sprintf("%s/%02d.%s", folder, ++count, language)
        printf "" >file
    }
    next
}
inside && file != "" { print >file }
END { exit inside }
