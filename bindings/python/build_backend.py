"""How pip and python -m build make the package: configure and make, then a wheel or a source tarball. Needs
no network and, from Python 3.11 on, no other package.

The build goes to the folder that LATIGRAPH_BUILD names, where one that was configured --with-python is
used as it is, or else to build/python of the source tree. LATIGRAPH_CONFIGURE has further options of
configure. The wheel has the extension, which holds a copy of the library, and the pretrained models.
"""

import base64
import csv
import gzip
import hashlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile

try:
    import tomllib
except ImportError:  # Python 3.10
    import tomli as tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
EXTENSION = "bindings/python/latigraph/_latigraph.la"


def _run(*command, cwd, env=None):
    subprocess.run(command, cwd=cwd, env=env, check=True)


def _read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as file:
        return file.read()


# --- The build ---------------------------------------------------------------------------------------


def _jobs():
    """The option of make: one process more than processors, because scripts of libtool wait for others."""
    return f"-j{(os.cpu_count() or 1) + 1}"


def _build_folder():
    """A folder that is configured for this interpreter."""
    build = os.environ.get("LATIGRAPH_BUILD") or os.path.join(SOURCE, "build", "python")
    configure = os.path.join(SOURCE, "configure")
    if not os.path.exists(os.path.join(build, "config.status")):
        if not os.path.exists(configure):
            _run("autoreconf", "-fi", cwd=SOURCE)
        os.makedirs(build, exist_ok=True)
        options = shlex.split(os.environ.get("LATIGRAPH_CONFIGURE", "--without-cairo"))
        # No symbols for debuggers, the system's own shell for libtool, which is often faster than bash, and
        # headers that are read once: together more than a third of the time of the build. The last step of
        # configure makes a file for the dependencies of every source file, which takes half of its time.
        environment = {"CFLAGS": "-O2", "CONFIG_SHELL": "/bin/sh", "MAKE": f"make {_jobs()}", **os.environ}
        _run(configure, "-q", f"--with-python={sys.executable}", *options, cwd=build, env=environment)
        _run("make", "-s", "config.h.gch", cwd=build)
    return build


def _is_free_threaded():
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def _suffix():
    """The end of the extension's name, as configure chooses it."""
    return sysconfig.get_config_var("EXT_SUFFIX") if _is_free_threaded() else ".abi3.so"


def _built_extension():
    """The extension, built or brought up to date."""
    build = _build_folder()
    _run("make", "-s", _jobs(), EXTENSION, cwd=build)
    libraries = os.path.join(build, os.path.dirname(EXTENSION), ".libs")
    return os.path.join(libraries, "_latigraph" + _suffix())


# --- Metadata ----------------------------------------------------------------------------------------


def _version():
    return re.search(r"AC_INIT\(\[latigraph\], \[([^]]+)\]", _read("configure.ac")).group(1)


def _metadata():
    """The core metadata that pyproject.toml states, with the version of configure.ac."""
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    fields = [
        ("Metadata-Version", "2.4"),
        ("Name", project["name"]),
        ("Version", _version()),
        ("Summary", project["description"]),
        ("Author", ", ".join(author["name"] for author in project["authors"])),
        ("License-Expression", project["license"]),
        *(("License-File", name) for name in project["license-files"]),
        ("Keywords", ",".join(project["keywords"])),
        *(("Classifier", classifier) for classifier in project["classifiers"]),
        ("Requires-Python", project["requires-python"]),
        *(("Requires-Dist", requirement) for requirement in project["dependencies"]),
    ]
    for extra, requirements in project["optional-dependencies"].items():
        fields.append(("Provides-Extra", extra))
        fields.extend(("Requires-Dist", f"{name}; extra == '{extra}'") for name in requirements)
    fields.append(("Description-Content-Type", "text/markdown"))
    head = "".join(f"{name}: {value}\n" for name, value in fields)
    return (head + "\n" + _read(project["readme"])).encode()


def _info():
    return f"latigraph-{_version()}.dist-info"


def _tag():
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
    if _is_free_threaded():
        version = "cp{}{}".format(*sys.version_info[:2])
        return f"{version}-{version}t-{platform}"
    return f"cp310-abi3-{platform}"


def _info_files(tag):
    """Pairs of name in the folder of metadata and content, without the record."""
    yield "METADATA", _metadata()
    yield "WHEEL", f"Wheel-Version: 1.0\nGenerator: latigraph\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    yield "licenses/LICENSE", _read("LICENSE").encode()


# --- Wheels and tarballs -----------------------------------------------------------------------------


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


class Wheel:
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
        entry.external_attr = (0o755 if ".so" in name else 0o644) << 16
        return entry

    def close(self):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self._rows + [(self._record, "", "")])
        self._archive.writestr(self._entry(self._record), text.getvalue())
        self._archive.close()


def _reproducible(member):
    """An entry of a tarball without what differs from machine to machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))  # 1980, as in wheels
    return member


# --- What pip and build call (PEP 517) ---------------------------------------------------------------


def get_requires_for_build_wheel(config_settings=None):
    return []


def get_requires_for_build_sdist(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = os.path.join(metadata_directory, _info())
    for name, content in _info_files(_tag()):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
    return _info()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    extension = _built_extension()
    name = f"latigraph-{_version()}-{_tag()}.whl"
    wheel = Wheel(os.path.join(wheel_directory, name), _info())
    for target, path in [*_package_files(), ("latigraph/_latigraph" + _suffix(), extension)]:
        with open(path, "rb") as file:
            wheel.add(target, file.read())
    for target, content in _info_files(_tag()):
        wheel.add(f"{_info()}/{target}", content)
    wheel.close()
    return name


def build_sdist(sdist_directory, config_settings=None):
    """The tree of make dist, which has ./configure, and PKG-INFO beside it."""
    name = f"latigraph-{_version()}"
    build = _build_folder()
    tree = os.path.join(build, name)
    _run("make", "-s", "distdir", cwd=build)
    try:
        with open(os.path.join(tree, "PKG-INFO"), "wb") as file:
            file.write(_metadata())
        path = os.path.join(sdist_directory, name + ".tar.gz")
        with (
            gzip.GzipFile(path, "wb", mtime=0) as file,
            tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            archive.add(tree, name, filter=_reproducible)
    finally:
        shutil.rmtree(tree)
    return name + ".tar.gz"
