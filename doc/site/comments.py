"""Reads the public headers and the doc comments of the library.

The comments use igraph's commands: ``\\function NAME``, ``\\brief``, ``\\param NAME``, ``\\return``,
``Time complexity:``, ``\\sa``, ``\\section ID TITLE``, and in the text ``\\c``, ``\\p``, ``\\ref``. An
example is a line ``Example: ...`` with a ``\\verbatim`` block. A function is documented above its
definition in src/, a type above its declaration in include/latigraph/.

What is missing or wrong is collected in ``Reference.faults``.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

# Commands inside a text, and names of functions.
INLINE = re.compile(r"\\(c|p|ref|type) (\S+)|\b((?:latigraph|igraph)_\w+)\(\)")


def spans(text):
    """Parts of a text as (kind, part): "text", "code", "parameter", "function" or "type"."""
    end = 0
    for found in INLINE.finditer(text):
        yield "text", text[end : found.start()]
        end = found.end()
        if found[3]:
            yield ("function" if found[3].startswith("latigraph") else "code"), found[0]
            continue
        part, after = re.fullmatch(r"(.*?(?:\(\))?)([.,;:)]*)", found[2]).groups()
        end -= len(after)
        if found[1] == "p":
            yield "parameter", part
        elif found[1] == "c":
            yield "code", part
        else:
            yield ("function" if part.endswith("()") else "type"), part
    yield "text", text[end:]


@dataclass
class Function:
    name: str
    header: str  # "circuit.h"
    prototype: str  # "igraph_error_t latigraph_encode(const latigraph_model_t *model, ...)"
    parameters: list  # names, in order
    note: str = ""  # the comment above the prototype
    place: str = ""  # "src/latent/encode.c:120"
    brief: str = ""
    text: list = field(default_factory=list)  # paragraphs
    about: dict = field(default_factory=dict)  # parameter: text
    returns: str = ""
    complexity: str = ""
    see: str = ""
    examples: list = field(default_factory=list)  # (title, code)


@dataclass
class Declaration:
    """A type, a macro or a set of constants; functions are Function."""

    name: str
    kind: str  # "type", "macro" or "constants"
    code: str
    note: str


@dataclass
class Header:
    name: str
    title: str
    sections: list = field(default_factory=list)  # (title, paragraphs)
    items: list = field(default_factory=list)  # Function, Declaration, or a heading as str


def plain(comment):
    """The text of a comment without its frame."""
    text = re.sub(r"^/\*+<?|\*+/$", "", comment.strip())
    return "\n".join(re.sub(r"^\s*\* ?", "", line).rstrip() for line in text.split("\n")).strip("\n")


def paragraphs(text):
    # igraph's documentation marks paragraphs so.
    text = text.replace("</para><para>", "\n\n")
    return [re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def joined(text):
    return re.sub(r"\s+", " ", text).strip()


ITEM = re.compile(
    r"(?P<heading>^/\* -+ (?P<title>.*?) -+ \*/$)"
    r"|(?P<doc>^/\*\*.*?\*/)"
    r"|(?P<other>^/\*.*?\*/)"
    r"|^LATIGRAPH_EXPORT\s+(?P<prototype>[^;]*);"
    r"|(?P<body>^(?:typedef )?(?:struct|enum|union)\b[^;{]*\{.*?\}\s*(?P<type>\w*);)"
    r"|(?P<typedef>^typedef [^;{]*;)"
    r"|^#define (?P<macro>[A-Z]\w+)(?P<value>(?:[^\n]*\\\n)*[^\n]*)",
    re.S | re.M,
)

COMMAND = re.compile(
    r"^\\(function|brief|param|return|sa|section)\b *|^(Time complexity|Example): *|^\\(verbatim)$", re.M)


class Reference:
    def __init__(self, top):
        self.top = Path(top)
        self.headers = []
        self.functions = {}
        self.types = set()
        self.faults = []
        for path in sorted((self.top / "include/latigraph").glob("*.h*")):
            name = path.name.removesuffix(".in")
            if name not in ("latigraph.h", "export.h"):
                self.headers.append(self._header(path, name))
        for path in sorted((self.top / "src").glob("**/*.c")):
            self._source(path)
        self._check()

    # --- Headers ----------------------------------------------------------------------------------

    def _header(self, path, name):
        text = path.read_text()
        header = Header(name, name)
        note = ""
        for found in ITEM.finditer(text):
            if found["heading"]:
                header.items.append(found["title"])
            elif found["doc"]:
                note = plain(found["doc"])
                section = re.match(r"\\section (\w+) (.*)\n", note)
                if section:
                    header.sections.append((section[2], paragraphs(note[section.end():])))
                    note = ""
                continue
            elif found["prototype"]:
                prototype = re.sub(r"^#.*$", "", found["prototype"], flags=re.M)
                self._prototype(header, joined(prototype), note)
            elif found["body"]:
                self._declare(header, found["type"], found["body"], note)
            elif found["typedef"]:
                named = re.search(r"\(\*?(\w+)\)\(|(\w+)\s*(?:\([^)]*\))?;$", found["typedef"])
                self._declare(header, named[1] or named[2], found["typedef"], note)
            elif found["macro"] and note:
                code = "#define " + found["macro"] + found["value"]
                header.items.append(Declaration(found["macro"], "macro", code, note))
            note = ""
        if header.sections:
            header.title = f"{name}: {header.sections[0][0]}"
        return header

    def _declare(self, header, name, code, note):
        kind = "type" if name else "constants"
        constants = re.findall(r"\b(LATIGRAPH_\w+)\b", code)
        # A type that is declared and described at the same time is one item, not two.
        header.items.append(Declaration(name or constants[0], kind, code, note))
        if name:
            self.types.add(name)

    def _prototype(self, header, code, note):
        # An attribute after the parameters belongs to the compiler.
        code = re.sub(r"\)\s*__attribute__.*$", ")", code)
        found = re.match(r"(.*?)(\w+)\((.*)\)$", code)
        if found is None:
            self._declare(header, re.search(r"(\w+)(?:\[\w*\])?$", code)[1], f"{code};", note)
            return
        name, inside = found[2], found[3]
        parameters = [] if inside == "void" else [
            re.search(r"(\w+)(?:\[\w*\])?$", part.strip())[1]
            for part in inside.split(",") if part.strip() != "..."]
        function = Function(name, header.name, code, parameters, note)
        header.items.append(function)
        self.functions[name] = function

    # --- Sources ----------------------------------------------------------------------------------

    def _source(self, path):
        text = path.read_text()
        for found in re.finditer(r"^/\*\*\n \* \\function (\w+)\n.*?\*/", text, re.S | re.M):
            place = f"{path.relative_to(self.top)}:{text[: found.start()].count(chr(10)) + 1}"
            if found[1] in self.functions:
                self._describe(self.functions[found[1]], plain(found[0]), place)
            else:
                self.faults.append(f"{place}: {found[1]}() is in no public header")

    def _describe(self, function, text, place):
        function.place = place
        for command, argument in self._commands(function, text, place):
            if command == "brief":
                parts = re.split(r"\n\s*\n", argument, maxsplit=1)
                function.brief = joined(parts[0])
                function.text += paragraphs(parts[1]) if len(parts) > 1 else []
            elif command == "param":
                name, _, about = argument.partition(" ")
                function.about[name] = about
            elif command == "return":
                function.returns = argument
            elif command == "Time complexity":
                function.complexity = argument
            elif command == "sa":
                function.see = argument
            elif command == "Example":
                function.examples.append(argument)

    def _commands(self, function, text, place):
        """Pairs of a command and its text; what follows the text of a parameter is prose again."""
        text = text.replace("\\endverbatim", "")
        starts = [*COMMAND.finditer(text)]
        title = None
        for k, found in enumerate(starts):
            end = starts[k + 1].start() if k + 1 < len(starts) else len(text)
            command, argument = found[1] or found[2] or found[3], text[found.end() : end].rstrip()
            wrong = re.search(r"\\(function|brief|param|return|sa|section|verbatim)\b", argument)
            if wrong and command != "verbatim":
                self.faults.append(f"{place}: {function.name}(): \\{wrong[1]} is not at the start of a line")
            if command == "Example":
                title = joined(argument)
            elif command == "verbatim":
                code = "\n".join(line.removeprefix("  ") for line in argument.strip("\n").split("\n"))
                yield "Example", (title, code)
            elif command in ("brief", "function"):
                yield command, argument
            else:
                first, *rest = re.split(r"\n\s*\n", argument)
                yield command, joined(first)
                function.text += [joined(part) for part in rest if part.strip()]

    # --- Faults -----------------------------------------------------------------------------------

    def _check(self):
        for function in self.functions.values():
            where = f"{function.place or function.header}: {function.name}()"
            if not function.place:
                self.faults.append(f"{where} has no doc comment with \\function in src")
                continue
            missing = [name for name in function.parameters if name not in function.about]
            extra = [name for name in function.about if name not in function.parameters]
            if missing:
                self.faults.append(f"{where}: no \\param {', '.join(missing)}")
            if extra:
                self.faults.append(f"{where}: \\param {', '.join(extra)} is no parameter")
            if not function.brief:
                self.faults.append(f"{where}: no \\brief")
            if not function.returns and not function.prototype.startswith("void "):
                self.faults.append(f"{where}: no \\return")
            if not function.complexity:
                self.faults.append(f"{where}: no time complexity")
            for text in (function.brief, *function.text, *function.about.values(), function.returns,
                         function.complexity, function.see):
                self._check_references(where, text)
        for header in self.headers:
            texts = [part for _, parts in header.sections for part in parts]
            texts += [item.note for item in header.items if isinstance(item, Declaration)]
            for text in texts:
                self._check_references(header.name, text)

    def _check_references(self, where, text):
        for kind, part in spans(text):
            if kind == "function" and part.removesuffix("()") not in self.functions:
                self.faults.append(f"{where}: there is no public function {part}")
            elif kind == "type" and part not in self.types:
                self.faults.append(f"{where}: there is no public type {part}")
