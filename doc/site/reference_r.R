# The R reference: turns the help pages of the package into Markdown, one page for each.
# Usage: Rscript reference_r.R FOLDER_OF_RD FOLDER_OF_PAGES

arguments <- commandArgs(TRUE)
pages <- lapply(sort(list.files(arguments[1L], "[.]Rd$", full.names = TRUE)), tools::parse_Rd,
    encoding = "UTF-8")
folder <- arguments[2L]
dir.create(folder, recursive = TRUE, showWarnings = FALSE)

tag <- function(part) sub("^\\\\", "", attr(part, "Rd_tag"))
# A method is shown as its generic function: \method{print}{class} is print.
plain <- function(part) {
    if (!is.list(part)) return(as.character(part))
    if (identical(tag(part), "method")) part <- part[1L]
    paste(vapply(part, plain, ""), collapse = "")
}
find <- function(page, name) Filter(function(part) tag(part) == name, page)
escaped <- function(text) gsub("([][*_`<>\\\\$])", "\\\\\\1", text)

# The page that an alias is on.
aliases <- unlist(lapply(pages, function(page) {
    names <- vapply(find(page, "alias"), plain, "")
    setNames(rep(plain(find(page, "name")[[1L]]), length(names)), names)
}))

code <- function(text) if (nzchar(text)) paste0("`", text, "`") else ""

link <- function(part) {
    option <- attr(part, "Rd_option")
    target <- if (is.null(option)) plain(part) else sub("^=", "", plain(option))
    if (is.na(aliases[target])) stop("There is no help page \"", target, "\".")
    sprintf("[`%s`](%s.md)", plain(part), aliases[target])
}

# One part of a text as Markdown. A link within \code{} is a link that is set as code.
markdown <- function(part) {
    switch(tag(part),
        TEXT = escaped(as.character(part)),
        RCODE = , VERB = as.character(part),
        COMMENT = "",
        code = , env = {
            inner <- Filter(function(one) tag(one) == "link", part)
            if (length(inner)) paste0(vapply(inner, link, ""), sub("^[^(]*", "", sub("link", "", plain(part[-1L])))) else code(plain(part))
        },
        link = link(part),
        dots = "...",
        preformatted = paste0("\n\n```text\n", plain(part), "\n```\n\n"),
        describe = paste0("\n\n", items(part), "\n"),
        item = "",
        text(part))
}
text <- function(parts) paste(vapply(parts, markdown, ""), collapse = "")

# \item{label}{text} of a list.
items <- function(parts) {
    parts <- Filter(function(part) tag(part) == "item" && length(part) == 2L, parts)
    paste(vapply(parts, function(part) {
        label <- text(part[[1L]])
        if (!grepl("`", label, fixed = TRUE)) label <- code(plain(part[[1L]]))
        if (label == "") label <- "`...`"
        about <- gsub("\n", "\n  ", trimws(text(part[[2L]])))
        paste0("* ", label, ": ", about)
    }, ""), collapse = "\n")
}

section <- function(heading, body) if (nzchar(trimws(body))) paste0("## ", heading, "\n\n", trimws(body), "\n") else ""

one <- function(page, name, heading, how = text) {
    paste(vapply(find(page, name), function(part) section(heading, how(part)), ""), collapse = "\n")
}
fenced <- function(part) paste0("```r\n", trimws(plain(part)), "\n```")

for (page in pages) {
    name <- plain(find(page, "name")[[1L]])
    others <- vapply(find(page, "section"), function(part) section(plain(part[[1L]]), text(part[[2L]])), "")
    value <- function(part) {
        list <- items(part)
        rest <- text(Filter(function(one) tag(one) != "item", part))
        paste(rest, list, sep = "\n\n")
    }
    writeLines(enc2utf8(c(
        paste0("# ", escaped(name), "\n"),
        paste0("*", trimws(text(find(page, "title")[[1L]])), "*\n"),
        trimws(text(find(page, "description")[[1L]])), "",
        one(page, "usage", "Usage", fenced),
        one(page, "arguments", "Arguments", items),
        one(page, "details", "Details"),
        others,
        one(page, "value", "Value", value),
        one(page, "examples", "Examples", fenced),
        one(page, "seealso", "See also")
    )), file.path(folder, paste0(name, ".md")), useBytes = TRUE)
}
names <- vapply(pages, function(page) plain(find(page, "name")[[1L]]), "")
main <- grepl("^operation-|-package$|^igraph-", names)
writeLines(c("# R reference\n", "The page [](../doc/r.md) shows the package at work. These pages are its help pages.\n",
    "```{toctree}\n:maxdepth: 1\n", names[!main], names[main], "```"), file.path(folder, "index.md"))
