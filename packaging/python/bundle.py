"""Makes a wheel that needs no library of the system but the C library's, as auditwheel does.

    python3 packaging/python/bundle.py WHEEL FOLDER

Every other library that the extension needs is copied into the wheel under a name with a hash, so that
another copy in the same process stays another one, and is found relative to the extension. The tag says
which version of the C library is needed. Needs Linux, ldd, readelf and patchelf. Licences of the libraries
are those of /usr/share/doc where Debian's dpkg knows them.
"""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "bindings", "python"))
from build_backend import Wheel  # noqa: E402

# Every system that the tag names has these.
SYSTEM = re.compile(
    r"(linux-vdso|ld-linux.*|lib(c|m|dl|rt|pthread|util|resolv|nsl|gcc_s|stdc\+\+|mvec))\.so(\.\d+)*"
)


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _needed(path):
    """The names of the libraries that a file itself needs."""
    return re.findall(r"\(NEEDED\).*\[(.+)\]", _output("readelf", "-d", path))


def _dependencies(path):
    """Files by name of all libraries that a file needs, those of its libraries among them."""
    found = {}
    for line in _output("ldd", path).splitlines():
        match = re.match(r"\s*(\S+) => (.+?)(?: \(0x[0-9a-f]+\))?$", line)
        if match is None or SYSTEM.fullmatch(match[1]):
            continue
        if match[2] == "not found":
            sys.exit(f"{match[1]}, which {path} needs, is not installed: install it, or build without it.")
        found[match[1]] = match[2]
    return found


def _newest_libc(paths):
    """The newest version of the GNU C library that a symbol of these files needs."""
    versions = set()
    for path in paths:
        versions.update(map(int, re.findall(r"GLIBC_2\.(\d+)", _output("readelf", "-V", path))))
    return max(versions, default=17)


def _licence(path):
    """The name of Debian's package of a file and the text of its licence, or None."""
    for name in (path, os.path.realpath(path), os.path.realpath(path).removeprefix("/usr")):
        owner = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
        if owner.returncode == 0:
            package = owner.stdout.split(":")[0]
            text = pathlib.Path("/usr/share/doc", package, "copyright")
            return (package, text.read_bytes()) if text.exists() else None
    return None


def _bundle(root, extension):
    """Copies the libraries beside the package and lets all files find each other."""
    folder = root / "latigraph.libs"
    folder.mkdir()
    subprocess.run(["strip", "--strip-unneeded", extension], check=True)
    names, licences = {}, {}
    for name, path in _dependencies(extension).items():
        content = pathlib.Path(path).read_bytes()
        stem, _, rest = name.partition(".so")
        names[name] = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.so{rest}"
        (folder / names[name]).write_bytes(content)
        licence = _licence(path) if os.path.exists("/usr/bin/dpkg") else None
        if licence is not None:
            licences[licence[0]] = licence[1]
    for name in names.values():
        subprocess.run(["patchelf", "--set-soname", name, folder / name], check=True)
    for path, origin in [(extension, "$ORIGIN/../latigraph.libs"), *((folder / n, "$ORIGIN") for n in names.values())]:
        for name in _needed(path):
            if name in names:
                subprocess.run(["patchelf", "--replace-needed", name, names[name], path], check=True)
        subprocess.run(["patchelf", "--force-rpath", "--set-rpath", origin, path], check=True)
    return licences


def main(source, target):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        with zipfile.ZipFile(source) as archive:
            archive.extractall(root)
        (info,) = root.glob("*.dist-info")
        (extension,) = (root / "latigraph").glob("_latigraph.*.so")
        licences = _bundle(root, extension)
        libc = _newest_libc([*(root / "latigraph.libs").iterdir(), extension])
        description = info / "WHEEL"
        built = re.search(r"(?m)^Tag: (.*-)linux_(.*)$", description.read_text())
        tag = f"{built[1]}manylinux_2_{libc}_{built[2]}"
        description.write_text(description.read_text().replace(built[0], f"Tag: {tag}"))
        for package, text in licences.items():
            (info / "licenses" / f"{package}.copyright").write_bytes(text)
        (info / "RECORD").unlink()
        name = f"{info.name.removesuffix('.dist-info')}-{tag}.whl"
        os.makedirs(target, exist_ok=True)
        wheel = Wheel(os.path.join(target, name), info.name)
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            wheel.add(str(path.relative_to(root)), path.read_bytes())
        wheel.close()
    print(os.path.join(target, name))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
