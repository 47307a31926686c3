"""How pip builds the package: configure and make, then a wheel. Needs no network and no other package.

The build goes to the folder that LATIGRAPH_BUILD names, where one that was configured --with-python is
used as it is, or else to build/python of the source tree. The wheel has the extension, which holds a copy
of the library, and the pretrained models.
"""

import base64
import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import sysconfig
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
EXTENSION = "bindings/python/latigraph/_latigraph.la"


def _run(*command, cwd):
    subprocess.run(command, cwd=cwd, check=True)


def _built_extension():
    """The extension, built or brought up to date."""
    build = os.environ.get("LATIGRAPH_BUILD") or os.path.join(SOURCE, "build", "python")
    configure = os.path.join(SOURCE, "configure")
    if not os.path.exists(os.path.join(build, "config.status")):
        if not os.path.exists(configure):
            _run("autoreconf", "-fi", cwd=SOURCE)
        os.makedirs(build, exist_ok=True)
        _run(configure, "-q", "--without-cairo", f"--with-python={sys.executable}", cwd=build)
    _run("make", "-s", f"-j{os.cpu_count()}", EXTENSION, cwd=build)
    return os.path.join(build, os.path.dirname(EXTENSION), ".libs", "_latigraph.abi3.so")


def _version():
    with open(os.path.join(SOURCE, "configure.ac"), encoding="utf-8") as file:
        return re.search(r"AC_INIT\(\[latigraph\], \[([^]]+)\]", file.read()).group(1)


def _metadata(version):
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    return f"""Metadata-Version: 2.1
Name: latigraph
Version: {version}
Summary: Generative models of circuits for igraph
License: GPL-2.0-or-later
Requires-Python: >=3.10
Requires-Dist: igraph >=0.10
Description-Content-Type: text/markdown

{readme}"""


def _package_files():
    """Pairs of name in the wheel and file."""
    package = os.path.join(HERE, "latigraph")
    for name in sorted(os.listdir(package)):
        if name.endswith((".py", ".pyi", ".typed")):
            yield f"latigraph/{name}", os.path.join(package, name)
    models = os.path.join(SOURCE, "models")
    for name in sorted(os.listdir(models)):
        if name.endswith((".safetensors", ".md")):
            yield f"latigraph/models/{name}", os.path.join(models, name)


class _Wheel:
    """A wheel that keeps the record of what is put into it."""

    def __init__(self, path, info):
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._record = info + "/RECORD"
        self._rows = []

    def add(self, name, content):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self._rows.append((name, f"sha256={digest}", len(content)))
        self._archive.writestr(self._entry(name), content)

    def _entry(self, name):
        entry = zipfile.ZipInfo(name)  # of 1980: the same sources, the same wheel
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
        return entry

    def close(self):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self._rows + [(self._record, "", "")])
        self._archive.writestr(self._entry(self._record), text.getvalue())
        self._archive.close()


# --- What pip calls (PEP 517) ------------------------------------------------------------------------


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    extension = _built_extension()
    version = _version()
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
    tag = f"cp310-abi3-{platform}"
    info = f"latigraph-{version}.dist-info"
    name = f"latigraph-{version}-{tag}.whl"
    wheel = _Wheel(os.path.join(wheel_directory, name), info)
    for target, path in [*_package_files(), ("latigraph/_latigraph.abi3.so", extension)]:
        with open(path, "rb") as file:
            wheel.add(target, file.read())
    with open(os.path.join(SOURCE, "LICENSE"), "rb") as file:
        wheel.add(info + "/LICENSE", file.read())
    wheel.add(info + "/METADATA", _metadata(version).encode())
    wheel.add(
        info + "/WHEEL",
        f"Wheel-Version: 1.0\nGenerator: latigraph\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
    )
    wheel.close()
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("Tarballs are made by make dist.")
