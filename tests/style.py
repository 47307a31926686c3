#!/usr/bin/env python3
"""Checks the rules of style that CONTRIBUTING.md lists. Usage: style.py CHECK... [FILE...]

  format   every C file is as clang-format writes it
  layers   no file includes a header of a higher module
  sizes    functions, files and parameter lists are short
  comments doc comments name every parameter, and functions and types that exist
  paths    paths that pages, comments and scripts name exist
  words    comments are whole sentences in plain words
  memory   the library calls no function that ends the process when memory runs out
  pages    sentences of pages are short, and every block of a page has a language
  portable the library does not count in "long", which has 32 bits on some 64-bit systems

Prints one line per fault, "file:line: what is wrong", and exits with 1 if there is one.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FUNCTION_LINES = 60
FILE_LINES = 700
PARAMETERS = 7
SKIP = 77  # what automake takes as "skipped"

# Modules that own the public headers whose name is not that of a module.
HEADERS = {
    "call": "operation",
    "callback": "base",
    "export": "base",
    "version": "base",
    "covariance": "function",
    "directions": "latent",
    "explain": "latent",
    "latigraph": "operation",
    "lesion": "measure",
    "maps": "measure",
    "weights": "function",
    "synchrony": "function",
    "nodes": "measure",
    "paths": "latent",
    "registry": "operation",
    "states": "activity",
    "steer": "latent",
}


def files(*patterns):
    """Files of the tree that are kept, in order: no copies in build folders."""
    for pattern in patterns:
        for path in sorted(TOP.glob(pattern)):
            if path.is_file():
                yield path


def c_files():
    return files(
        *(f"{folder}/**/*.{ending}" for folder in ("src", "include", "tests", "plugin", "examples", "interfaces")
          for ending in "ch"),
        "bench/*.c", "bindings/python/extension/*.[ch]", "bindings/r/src/*.[ch]",
    )


def place(path, line):
    return f"{path.relative_to(TOP)}:{line}"


# --- Format ---------------------------------------------------------------------------------------


def check_format():
    if shutil.which("clang-format") is None:
        print("clang-format is missing (Debian: clang-format)", file=sys.stderr)
        sys.exit(SKIP)
    done = subprocess.run(["clang-format", "--dry-run", *map(str, c_files())],
                          stderr=subprocess.PIPE, text=True, cwd=TOP, check=False)
    for line in done.stderr.splitlines():
        if "warning:" in line:
            path, number = line.split(":")[:2]
            yield f"{place(Path(path), number)}: not as clang-format writes it"


# --- Layers ---------------------------------------------------------------------------------------


def modules():
    """Names of the modules, lowest first: the rows of the table of doc/architecture.md."""
    rows = re.findall(r"^\| `(?:src/)?([a-z]+)/?` \|", (TOP / "doc/architecture.md").read_text(), re.M)
    return [row for row in dict.fromkeys(rows) if (TOP / "src" / row).is_dir()]


def check_layers():
    order = modules()
    for folder in sorted((TOP / "src").iterdir()):
        if folder.is_dir() and folder.name not in order:
            yield f"doc/architecture.md: the table of modules has no row for src/{folder.name}"
    rank = {name: i for i, name in enumerate(order)}
    for path in files("src/**/*.[ch]", "include/latigraph/*.h"):
        if path.parent.name == "latigraph":
            own = HEADERS.get(path.stem, path.stem)
        else:
            own = path.relative_to(TOP / "src").parts[0]
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+["<]([a-z_]+)/([a-z_/]+)\.h[">]', line)
            if not found:
                continue
            module, header = found.groups()
            if module == "latigraph":
                module = HEADERS.get(header, header)
            elif not (TOP / "src" / module).is_dir():
                continue
            if rank.get(module, len(order)) > rank.get(own, len(order)):
                yield f"{place(path, number)}: {own} is below {module} and cannot include its header"


# --- Sizes ----------------------------------------------------------------------------------------


def check_sizes():
    for path in c_files():
        lines = path.read_text().splitlines()
        if len(lines) > FILE_LINES:
            yield f"{place(path, 1)}: {len(lines)} lines, more than {FILE_LINES}"
        if path.is_relative_to(TOP / "tests"):
            continue  # a test is a list of cases, as long as they are many
        first = None
        for number, line in enumerate(lines, 1):
            # clang-format puts the brace that opens a function at the end of its first lines.
            if first is None and re.match(r"[A-Za-z_].*|  +.*\)\s*\{$", line) and line.endswith(") {"):
                first = number
            elif line == "}" and first is not None:
                if number - first + 1 > FUNCTION_LINES:
                    yield f"{place(path, first)}: a function of {number - first + 1} lines, more than {FUNCTION_LINES}"
                first = None
    for path in files("include/latigraph/*.h"):
        text = path.read_text()
        for found in re.finditer(r"^LATIGRAPH_EXPORT\s+([^;(]*?)(\w+)\(([^;]*)\);", text, re.M):
            name, parameters = found.group(2), found.group(3).split(",")
            if len(parameters) > PARAMETERS:
                line = text[: found.start()].count("\n") + 1
                yield f"{place(path, line)}: {name}() has {len(parameters)} parameters, more than {PARAMETERS}"


# --- Doc comments ---------------------------------------------------------------------------------


def check_comments():
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(TOP / "doc/site"))
    from comments import Reference

    yield from Reference(TOP).faults


# --- Paths ----------------------------------------------------------------------------------------


def check_paths():
    named = re.compile(
        r"(?<![\w/.*-])((?:src|doc|tests|include|bindings|examples|interfaces|models|plugin|bench)/[\w./-]*\w)")
    for path in files("*.md", "doc/*.md", "bench/*.md", "src/**/*.[ch]", "include/**/*.h", "tests/**/*.[ch]",
                      "tests/**/*.sh", "bindings/**/*.py", "bindings/r/R/*.R"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if path.suffix == ".md" and "`" not in line and "](" not in line:
                continue
            if path.suffix in (".c", ".h") and not re.search(r"/\*|^ \*|^   +", line):
                continue
            if line.lstrip().startswith("#include"):
                continue
            for name in named.findall(line):
                stem = TOP / name
                if name.endswith((".la", ".so")):
                    continue  # built
                if not (stem.exists() or list(TOP.glob(name + "*"))):
                    yield f"{place(path, number)}: there is no {name}"


# --- Words ----------------------------------------------------------------------------------------

# Beginnings that leave a comment without a subject, and words in a sense of their own.
BARE = (
    "Of|Those|What|Which|By|As|In|At|With|For|From|To|On|Where|Whose|Whom|Than|That|Beside|Besides|"
    "So|Within|Without|Under|Over|Between|Into|Out of"
)
BEGINS = re.compile(rf"(?:{BARE})\b(?! least\b| most\b)")
# "For each circuit, ..." and the like lead into a sentence; they need a comma or a verb after it.
LEADS = re.compile(r"(?:For|In|At|With|On|From|To|As|By|Where|Under|Without|Within|Over|Between)\b[^.:;]*,\s")
WORDS = re.compile(r"\b(told|tells|stands)\b")
# Comments in which such a word has its ordinary sense: (end of the path, part of the comment).
ALLOWED = []


def comments(path):
    """Comments of a C file as (line, text), their frames and doxygen commands off."""
    text = path.read_text()
    pattern = r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|(/\*.*?\*/)|(//[^\n]*)'
    for found in re.finditer(pattern, text, re.S):
        comment = found.group(1) or found.group(2)
        if comment:
            line = text[: found.start()].count("\n") + 1
            yield line, comment, text[text.rfind("\n", 0, found.start()) + 1 : found.start()]


def check_words():
    for path in files("src/**/*.[ch]", "include/**/*.h", "plugin/*.c"):
        relative = str(path.relative_to(TOP))
        for line, comment, before in comments(path):
            if "SPDX-License-Identifier" in comment:
                continue
            body = re.sub(r"\\verbatim.*?\\endverbatim", "", comment, flags=re.S)
            plain = re.sub(r"^/\*+<?|\*+/$|^//+", "", body).strip()
            plain = re.sub(r"\n\s*\*? ?", "\n", plain)
            if any(relative.endswith(end) and part in plain for end, part in ALLOWED):
                continue
            for word in WORDS.findall(plain):
                yield f'{relative}:{line}: the word "{word}"'
            # A comment after code on its line may begin with a small letter: a phrase for a field.
            first = plain if before.strip() == "" else plain[:1].upper() + plain[1:]
            if BEGINS.match(first) and not LEADS.match(first):
                yield f'{relative}:{line}: begins with "{plain.split()[0]}"'
    for path in files("*.md", "NEWS", "doc/*.md", "bench/*.md"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for word in WORDS.findall(line):
                yield f'{place(path, number)}: the word "{word}"'


# --- Pages ----------------------------------------------------------------------------------------

# Most words of a sentence, as a mean over a page, and what README.md must keep to.
SENTENCE_WORDS = 20
README_LINES, README_FIRST_COMMAND = 120, 15
# Languages of blocks. Those of sh, python and r are run by tests/pages unless they say "not run: " and
# why, those of c are compiled by tests/integration/doc_examples.sh, and text shows an output.
LANGUAGES = ("sh", "python", "r", "c", "text")


def paragraphs(lines):
    """Paragraphs, points of lists and cells of tables, without blocks and headings."""
    block, part = False, []
    for line in [*lines, ""]:
        row = not block and line.lstrip().startswith("|")
        point = re.match(r"\s*(?:[-*]|\d+\.) ", line)
        if line.lstrip().startswith("```"):
            block = not block
        if part and (block or row or point or not line.strip() or line.startswith(("#", "`"))):
            yield " ".join(part)
            part = []
        if row:
            yield from (cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
        elif not block and not line.startswith(("#", "```", "    ")):
            part.append(line[point.end() if point else 0 :].strip())


def sentences(text):
    """Numbers of words of the whole sentences of a page."""
    for part in paragraphs(text.splitlines()):
        part = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|`[^`]*`", lambda found: found.group(1) or "X", part)
        for sentence in re.split(r"(?<=[.!?])[\"')*_]*\s+(?=[\"'(*_]*[A-Z0-9])", part):
            if sentence.rstrip("*_)").endswith((".", "!", "?", ":")):
                yield sum(bool(re.search(r"\w", word)) for word in sentence.split())


def blocks(lines):
    """(line, language, mark) of the blocks of a page; indented ones have no language."""
    inside, in_list, blank = False, False, True
    for number, line in enumerate(lines, 1):
        fence = re.match(r"```(?!`)(\S*) ?(.*)", line)
        if fence:
            inside = not inside
            if inside:
                yield number, fence.group(1), fence.group(2)
        elif not inside:
            if line.startswith("    ") and blank and not in_list:
                yield number, "", ""
            in_list = bool(re.match(r"(?:[-*]|\d+\.) ", line)) or (in_list and (not line or line.startswith(" ")))
        blank = not line.strip() or (blank and line.startswith("    "))


def check_pages():
    for path in files("README.md", "SECURITY.md", "CONTRIBUTING.md", "doc/**/*.md", "models/*.md", "bench/*.md"):
        text = path.read_text()
        words = list(sentences(text))
        if words and sum(words) > SENTENCE_WORDS * len(words):
            mean = sum(words) / len(words)
            yield f"{place(path, 1)}: sentences have {mean:.1f} words on average, more than {SENTENCE_WORDS}"
    for path in files("README.md", "doc/**/*.md"):
        for number, language, mark in blocks(path.read_text().splitlines()):
            if re.match(r"\{\w+\}$", language):
                continue  # a directive of Sphinx
            if language not in LANGUAGES:
                yield f"{place(path, number)}: a block without a language ({', '.join(LANGUAGES)})"
            if mark and not re.match(r"not run: \w", mark):
                yield f'{place(path, number)}: after the language of a block only "not run: " and why can follow'
    lines = (TOP / "README.md").read_text().splitlines()
    first = next((k for k, language, _ in blocks(lines) if language == "sh"), len(lines))
    if len(lines) > README_LINES or first + 1 > README_FIRST_COMMAND:
        yield f"README.md:1: {len(lines)} lines and the first command in line {first + 1}; at most " \
              f"{README_LINES} and {README_FIRST_COMMAND}"


# Functions of GLib and json-glib that call abort() when memory runs out. The command is a program of
# its own and may use them; the library returns IGRAPH_ENOMEM instead (base/memory.h), and the bindings
# raise what their language has for it.
ABORTING = re.compile(
    r"\b(?:g_(?:new0?|renew|malloc0?(?:_n)?|realloc(?:_n)?|memdup2?|strn?dup|strdupv|strdup_v?printf|strconcat|strjoinv?"
    r"|strsplit(?:_set)?|strescape|strcompress|build_(?:filename|path)v?|path_get_(?:basename|dirname)|get_current_dir"
    r"|ascii_str(?:down|up)|utf8_(?:make_valid|normalize|strdown|strup|casefold)|markup_(?:v?printf_)?escape\w*|convert"
    r"|string_(?:s?i?z?ed_)?new\w*|string_chunk_new|(?:ptr_|byte_)?array_(?:sized_)?new\w*|hash_table_new\w*|queue_new"
    r"|s?list_(?:append|prepend|insert\w*|copy\w*)|tree_new\w*|checksum_new|compute_checksum_for_\w+|thread_new"
    r"|qsort_with_data|regex_new|filename_\w+|uri_\w+|key_file_new)"
    r"|json_(?:object|array|builder|generator)_new|json_node_(?:new|alloc|init_\w+)|json_to_string)\s*\(")
# Calls of them that stay, by file and function, each with its reason.
ABORTING_ALLOWED = {
    ("src/base/ranks.c", "g_new"): "two integers per rank of MPI; one rank cannot return while the others wait for it",
    ("src/circuit/digest.c", "g_checksum_new"): "200 bytes, whatever the input is",
    ("src/model/safetensors.c", "g_checksum_new"): "200 bytes, whatever the input is",
    ("src/model/train.c", "g_checksum_new"): "200 bytes, whatever the input is",
    ("src/operation/common.c", "g_checksum_new"): "200 bytes, whatever the input is",
}


def check_memory():
    used = set()
    for path in files("src/**/*.[ch]", "plugin/**/*.[ch]", "bindings/**/*.[ch]"):
        relative = str(path.relative_to(TOP))
        if relative.startswith("src/cli/"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for call in ABORTING.finditer(line.split("/*")[0]):
                name = call.group(0).rstrip("( ")
                used.add((relative, name))
                if (relative, name) not in ABORTING_ALLOWED and not re.match(r"\s*\*(?:\s|$)", line):
                    yield f"{relative}:{number}: {name}() ends the process when memory runs out"
    for relative, name in ABORTING_ALLOWED.keys() - used:
        yield f"tests/style.py:1: {relative} does not call {name}() any more"


# A long has 32 bits on Windows and on 32-bit systems, where the number of pairs of 46,341 neurons overflows it.
# An index is an igraph_integer_t, a ptrdiff_t or an int64_t.
LONG = re.compile(r"(?<!long )(?<!unsigned )\blong\b(?! long\b| double\b)")
LITERALS = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/')
# Files that pass a long on to a function which is declared with one.
LONG_ALLOWED = {"src/base/store.c": "sysconf()"}


def check_portable():
    for path in files("src/**/*.[ch]", "plugin/**/*.[ch]", "include/**/*.h"):
        relative = str(path.relative_to(TOP))
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = LITERALS.sub("", line).split("/*")[0]
            if LONG.search(code) and not re.match(r"\s*\*", code) and relative not in LONG_ALLOWED:
                yield f"{relative}:{number}: a long; use igraph_integer_t, ptrdiff_t or int64_t"


CHECKS = {"format": check_format, "layers": check_layers, "sizes": check_sizes, "comments": check_comments,
          "paths": check_paths, "words": check_words, "memory": check_memory, "pages": check_pages,
          "portable": check_portable}


def main(names):
    unknown = [name for name in names if name not in CHECKS]
    if unknown or not names:
        print(__doc__, file=sys.stderr)
        return 2
    faults = 0
    for name in names:
        for fault in CHECKS[name]():
            print(fault)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
