#!/usr/bin/env python3
"""Builds the site: build.py SOURCE COMMAND FOLDER

SOURCE is the source tree, COMMAND the latigraph command, FOLDER gets sources/ and html/.
Exits with 1 if a reference leads nowhere.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import reference_c  # noqa: E402
import reference_command  # noqa: E402
import reference_python  # noqa: E402

PROGRAMS = {
    "sphinx-build": "python3-sphinx",
    "Rscript": "r-base-core",
}


def check_programs():
    missing = [f"{name} (Debian: {package})" for name, package in PROGRAMS.items() if not shutil.which(name)]
    if "sphinx-build" not in "".join(missing):
        # Sphinx runs with an interpreter of its own, which may know other packages than this one.
        first = Path(shutil.which("sphinx-build")).read_text(errors="replace").partition("\n")[0]
        interpreter = first.removeprefix("#!").split() or [sys.executable]
        if subprocess.run([*interpreter, "-c", "import myst_parser"], stderr=subprocess.DEVNULL, check=False).returncode:
            missing.append("the Python package myst_parser (Debian: python3-myst-parser)")
    if missing:
        sys.exit("make html needs " + ", ".join(missing))


def copy_pages(source, folder):
    patterns = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "doc/*.md", "doc/howto/*.md", "doc/*.png", "models/*.md")
    for pattern in patterns:
        for path in source.glob(pattern):
            to = folder / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
    news = (source / "NEWS").read_text()
    # The name of each release and the kind of its changes are headings.
    news = re.sub(r"^(latigraph \d.*)$", r"## \1", news, flags=re.M)
    news = re.sub(r"^(Added|Changed|Fixed)$", r"### \1", news, flags=re.M)
    (folder / "NEWS.md").write_text("# News\n\n" + news)
    shutil.copyfile(source / "doc/site/index.md", folder / "index.md")
    # One title above the pages of all benches.
    bench = (source / "bench/README.md").read_text()
    (folder / "bench").mkdir()
    (folder / "bench/README.md").write_text("# Benches\n\n" + re.sub(r"^(#+ )", r"#\1", bench, flags=re.M))


def draw_gallery(source, command, folder):
    """Runs the blocks of doc/gallery.md in a folder of their own and takes the figures that they draw."""
    programs = {"sh": ["sh", "-eu", "-c"], "python": [sys.executable, "-c"]}
    environment = {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}",
                   "LATIGRAPH_MODEL_PATH": str(source / "models")}
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", (source / "doc/gallery.md").read_text(), re.M | re.S)
    with tempfile.TemporaryDirectory() as work:
        for language, text in blocks:
            subprocess.run([*programs[language], text], cwd=work, env=environment, check=True, stdout=subprocess.DEVNULL)
        for figure in Path(work).glob("*.svg"):
            shutil.copyfile(figure, folder / "doc" / figure.name)


def main(source, command, folder):
    source, folder = Path(source).resolve(), Path(folder).resolve()
    check_programs()
    sources, html = folder / "sources", folder / "html"
    for old in (sources, html):
        shutil.rmtree(old, ignore_errors=True)
    sources.mkdir(parents=True)
    copy_pages(source, sources)
    draw_gallery(source, Path(command).resolve(), sources)
    faults = reference_c.build(source, sources)
    table = reference_command.build(str(Path(command).resolve()), sources)
    reference_python.build(source, table, sources)
    subprocess.run(["Rscript", "--vanilla", source / "doc/site/reference_r.R", source / "bindings/r/man", sources / "r"],
                   check=True)
    for fault in faults:
        print(fault, file=sys.stderr)
    done = subprocess.run(["sphinx-build", "-q", "-n", "-W", "--keep-going", "-j", "auto", "-d", folder / "doctrees",
                           "-c", source / "doc/site", "-b", "html", sources, html], check=False)
    shutil.rmtree(folder / "doctrees", ignore_errors=True)
    if faults or done.returncode:
        sys.exit("The site has faults, which are listed above.")
    print(f"{html}/index.html")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
