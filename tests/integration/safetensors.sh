#!/bin/sh
# A model file is what the safetensors specification says: read here by a reader of its own, and by
# Python's package where it is installed.

: "${top_builddir:=.}" "${top_srcdir:=.}"
build=$(cd "$top_builddir" && pwd)
command -v python3 >/dev/null || exit 77
folder=$(mktemp -d "${TMPDIR:-/tmp}/latigraph-file.XXXXXX") || exit 99
trap 'rm -rf "$folder"' EXIT
"$build/tests/integration/tiny_model" "$folder" || exit 1
python3 - "$folder/MODEL" <<'END'
import json, struct, sys
raw = open(sys.argv[1], "rb").read()
(length,) = struct.unpack("<Q", raw[:8])
assert length % 8 == 0 and raw[8:9] == b"{"
header = json.loads(raw[8 : 8 + length])
metadata = header.pop("__metadata__")
assert all(isinstance(v, str) for v in metadata.values())
ours = json.loads(metadata["latigraph"])
assert ours["format_version"] in (3, 4) and ours["config"]["code"] > 0
size, end = {"F32": 4, "F64": 8, "I64": 8}, 0
for name, t in header.items():
    begin, stop = t["data_offsets"]
    count = 1
    for n in t["shape"]:
        count *= n
    assert begin == end and stop - begin == count * size[t["dtype"]], name
    end = stop
assert end == len(raw) - 8 - length
assert header["code.mean"]["shape"] == [ours["config"]["code"]]
try:
    from safetensors import safe_open
except ImportError:
    print("read by the specification; Python's safetensors package is not installed")
else:
    with safe_open(sys.argv[1], "np") as f:
        assert set(f.keys()) == set(header) and f.metadata() == metadata
        assert f.get_tensor("code.mean").shape == (ours["config"]["code"],)
END
