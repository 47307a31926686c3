"""Reads files as other programs write them, and compares what `latigraph info` says with the truth.

Usage: read_formats.py LATIGRAPH FOLDER
"""

import gzip
import json
import math
import pathlib
import subprocess
import sys

LATIGRAPH, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
failures = 0

RING = "source,target,weight\nAVAL,AVBL,3\nAVBL,AVDL,1\nAVDL,AVAL,2\nAVBL,AVAL,4\n"
NODES = "id,type,x_um,y_um\nAVAL,inter,1.5,2\nAVBL,inter,3,4\nAVDL,sensory,5,6\n"
GOOD = dict(n=3, m=4, reciprocity=0.5, weight=2.5)
GRAPHML = """<?xml version="1.0" encoding="%s"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">%s<graph edgedefault="directed">%s</graph></graphml>"""
THREE = '<node id="a"/><node id="b"/><node id="c"/>'
CYCLE = '<edge source="a" target="b"/><edge source="b" target="c"/><edge source="c" target="a"/>'


def write(name, content):
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def fail(path, text):
    global failures
    failures += 1
    print(f"{path}: {text}")


def info(path, *options):
    done = subprocess.run([LATIGRAPH, "info", path, "--json", *options], capture_output=True, text=True)
    return done.returncode, done.stderr, json.loads(done.stdout) if done.returncode == 0 else {}


def first(value):
    """The value for the first label."""
    return next(iter(value.values())) if isinstance(value, dict) else value[0]


def read(path, *options, n, m, reciprocity=None, weight=None, remark=None, columns=None, known=None, space=None):
    status, error, got = info(path, *options)
    if status != 0:
        return fail(path, f"is refused: {error}")
    values = {"neurons": n, "edges": m, "reciprocity": reciprocity, "mean_weight": weight}
    for key, wanted in values.items():
        value = first(got[key])
        if wanted is None:
            if key == "mean_weight" and value is not None:
                fail(path, f"has weights of mean {value}")
        elif value is None or not math.isclose(value, wanted, abs_tol=1e-9):
            fail(path, f"{key} is {value}, not {wanted}")
    kinds = [entry["kind"] for entry in got["remarks"]]
    if remark is not None and remark not in kinds:
        fail(path, f"has the remarks {kinds}, but not {remark}")
    if columns is not None and list(got["columns"]) != columns:
        fail(path, f"has the columns {got['columns']}, not {columns}")
    if known is not None and not math.isclose(first(got["known"]), known, abs_tol=1e-9):
        fail(path, f"knows {got['known'][0]}, not {known}")
    if space is not None and first(got["space"]) != space:
        fail(path, f"has the positions \"{got['space'][0]}\", not \"{space}\"")
    return got


def refused(path, message, *remedy, **truth):
    """The file is refused with a message, and the remedy that the message names works."""
    status, error, _ = info(path)
    if status == 0 or message not in error:
        fail(path, f'is not refused with "{message}": {error}')
    if remedy:
        read(path, *remedy, **truth)


def folder(name, nodes, edges, encoding="utf-8"):
    if nodes is not None:
        write(f"{name}/nodes.csv", nodes.encode(encoding))
    write(f"{name}/edges.csv", edges.encode(encoding))
    return FOLDER / name


def tables():
    flywire = ("pre_root_id,post_root_id,neuropil,syn_count,nt_type\n"
               "720575940600000001,720575940600000002,MB_CA_L,5,ACH\n"
               "720575940600000001,720575940600000002,MB_PED_L,7,ACH\n"
               "720575940600000002,720575940600000003,MB_CA_L,9,GABA\n"
               "720575940600000003,720575940600000001,LH_L,6,ACH\n"
               "720575940600000003,720575940600000001,MB_CA_L,5,ACH\n"
               "720575940600000002,720575940600000001,MB_CA_L,12,GABA\n")
    for name in ("connections.csv", "connections.csv.gz"):
        read(write(name, flywire), n=3, m=4, reciprocity=0.5, weight=11)
    cave = ("id,pre_pt_root_id,post_pt_root_id,size,ctr_pt_position\n"
            '1,8646911350123456,8646911350123457,1200,"[1, 2, 3]"\n'
            '2,8646911350123456,8646911350123457,800,"[1, 2, 3]"\n'
            '3,8646911350123457,8646911350123458,640,"[1, 2, 3]"\n')
    path = write("synapses.csv", cave)
    read(path, n=3, m=2, weight=1.5, remark="rows-counted")
    read(path, "--weight", "size", n=3, m=2, weight=1320)
    read(path, "--weight", "none", n=3, m=2)
    read(write("neuprint.csv", "bodyId_pre,bodyId_post,roi,weight\n1001,1002,EB,5\n1002,1001,EB,3\n1001,1003,FB,1\n"),
         n=3, m=3, reciprocity=2 / 3, weight=3)
    nodes = "root_id,cell_type,pt_position\n10,A,\"[4, 8, 15]\"\n20,B,\"[16, 23, 42]\"\n30,A,\n"
    read(folder("cave", nodes, "pre_pt_root_id,post_pt_root_id,n_syn\n10,20,2\n20,30,4\n"), n=3, m=2, weight=3,
         space="3 dimensions", columns=["cell_type"])
    read(FOLDER / "cave", "--positions", "pt_position:nm:4,4,40", n=3, m=2, weight=3, space="3 dimensions, nm")
    read(write("R.txt", '"from" "to" "weight"\n"1" "a" "b" 2\n"2" "b" "a" 4\n'), n=2, m=2, reciprocity=1, weight=3)
    for name, nodes, edges in (
            ("good", NODES, RING),
            ("bom", "\ufeff" + NODES, "\ufeff" + RING),
            ("crlf", NODES.replace("\n", "\r\n"), RING.replace("\n", "\r\n")),
            ("semicolon", NODES.replace(",", ";"), RING.replace(",", ";")),
            ("comma", NODES.replace(",", ";").replace("1.5", "1,5"), RING.replace(",", ";")),
            ("tab", NODES.replace(",", "\t"), RING.replace(",", "\t")),
            ("index", ",id,type,x_um,y_um\n0,AVAL,inter,1.5,2\n1,AVBL,inter,3,4\n2,AVDL,sensory,5,6\n",
             ",source,target,weight\n0,AVAL,AVBL,3\n1,AVBL,AVDL,1\n2,AVDL,AVAL,2\n3,AVBL,AVAL,4\n"),
            ("trailing", NODES.replace("\n", ",\n"), RING.replace("\n", ",\n")),
            ("fromto", NODES, RING.replace("source,target", "From,To")),
            ("noid", NODES.replace("id,", "root_id,"), RING)):
        read(folder(name, nodes, edges), **GOOD, space="2 dimensions, um")
    read(folder("nonodes", None, RING), **GOOD)
    read(folder("latin", NODES.replace("sensory", "Körnerzelle"), RING, "latin-1"), **GOOD, remark="encoding")
    read(folder("utf16", NODES, RING, "utf-16"), **GOOD)
    for word in ("NA", "N/A", "nan", "None", "null", "", "-"):
        unknown = NODES.replace("sensory,5,6", f"{word},{word},{word}")
        read(folder("unknown", unknown, RING), **GOOD, space="2 dimensions, um", columns=["type"], known=2 / 3)
    signed = folder("signed", None, "source,target,weight\na,b,3\na,b,-5\nb,c,-1\nc,a,2\nc,a,-2\n")
    refused(signed, "negative=sign", "--negative", "sign", n=3, m=2, weight=1.5, remark="opposite-signs")
    for target in ("signed.json", "signed.graphml"):
        subprocess.run([LATIGRAPH, "write-graph", signed, FOLDER / target, "--negative=sign", "--quiet"], check=True)
        read(FOLDER / target, n=3, m=2, weight=1.5)
    links = json.loads((FOLDER / "signed.json").read_text())["links"]
    if [(link["weight"], link["sign"]) for link in links] != [(2, -1), (1, -1)]:
        fail(signed, f"is written as {links}")
    read(folder("floats", "id,type\n1,a\n2,a\n3,b\n", "source,target\n1.0,2.0\n2.0,3.0\n"), n=3, m=2)
    refused(folder("lost", "id\n1\n", "source,target\n8.64e+17,1\n"), "has lost its last digits")
    folder("both", NODES, RING)
    write("both/connections.csv", RING)
    refused(FOLDER / "both", "two tables of the same kind")
    subjects = "source,target,weight,subject\na,b,1,one\nb,c,2,two\nc,a,x,two\n"
    refused(folder("subjects", None, subjects), 'line 4, column "weight": "x"')
    write("neuprint/neurons.csv", "bodyId,type\n1001,EPG\n1002,PEN\n1003,PEG\n")
    write("neuprint/connections.csv", "bodyId_pre,bodyId_post,roi,weight\n1001,1002,EB,5\n1001,1002,PB,3\n1002,1003,EB,1\n")
    read(FOLDER / "neuprint", n=3, m=2, weight=4.5, columns=["type"])
    capitals = NODES.replace("x_um", "X").replace("y_um", "Y")
    read(folder("capitals", capitals, RING), **GOOD, space="2 dimensions")
    refused(folder("missing", "id\nAVAL\nAVBL\n", RING), 'line 3: target "AVDL" is not the id')
    read(FOLDER / "missing" / "edges.csv", **GOOD)
    refused(write("words.csv", "here,there,much\na,b,1\nb,c,2\n"), "source=NAME", "--source", "here", "--target",
            "there", "--weight", "much", n=3, m=2, weight=1.5)
    for word, option, weight in (("-1", "--negative=absolute", 2), ("NA", "--missing=one", 2)):
        refused(write("weights.csv", f"source,target,weight\na,b,3\nb,c,{word}\n"), option.split("=")[0][2:] + "=",
                option, n=3, m=2, weight=weight)
    read(write("zero.csv", "source,target,weight\na,b,3\nb,c,0\n"), n=3, m=1, weight=3, remark="zero-weights")


def lists():
    for name, text, truth in (
            ("blank.txt", "0 1\n1 2\n\n2 0\n", dict(n=3, m=3)),
            ("bom.txt", "\ufeff0 1\n1 2\n2 0\n", dict(n=3, m=3)),
            ("comma.txt", "0,1\n1,2\n2,0\n", dict(n=3, m=3)),
            ("gaps.txt", "100 101\n101 102\n102 100\n", dict(n=3, m=3)),
            ("header.txt", "source target\n0 1\n1 2\n2 0\n", dict(n=3, m=3)),
            ("names.txt", "A B\nB C\nC A\n", dict(n=3, m=3)),
            ("dict.edgelist", "0 1 {}\n1 2 {}\n2 0 {}\n", dict(n=3, m=3)),
            ("attributes.edgelist", "0 1 {'weight': 5}\n1 2 {'weight': 3}\n2 0 {'weight': 7}\n",
             dict(n=3, m=3, weight=5)),
            ("snap.txt", "# Directed graph\n# FromNodeId\tToNodeId\n0\t1\n1\t2\n2\t0\n", dict(n=3, m=3)),
            ("weights.edges", "0 1 5\n1 2 3\n2 0 7\n0 2 1\n", dict(n=3, m=4, reciprocity=0.5, weight=4)),
            ("fractions.txt", "0 1 0.5\n1 2 0.25\n2 0 0.75\n", dict(n=3, m=3, weight=0.5)),
            ("long.edgelist", "864691135012345678 864691135012345679\n864691135012345679 864691135012345680\n",
             dict(n=3, m=2)),
            ("partial.ncol", "a b 3\nb c\nc a 2\n", dict(n=3, m=3, weight=2, remark="unknown-weights")),
            ("decimal.ncol", "a b 3,5\nb c 1,25\n", dict(n=3, m=2, weight=2.375)),
            ("adj.txt", "0 3 0\n4 0 1\n2 0 0\n", GOOD), ("adj.csv", "0,3,0\n4,0,1\n2,0,0\n", GOOD),
            ("labelled.csv", ",AVAL,AVBL,AVDL\nAVAL,0,3,0\nAVBL,4,0,1\nAVDL,2,0,0\n", GOOD),
            ("adj.mtx", "%%MatrixMarket matrix coordinate real general\n%\n3 3 4\n1 2 3\n2 1 4\n2 3 1\n3 1 2\n", GOOD),
            ("g.adjlist", "#-\nA B\nB D A\nD A\n", dict(n=3, m=4, reciprocity=0.5)),
            ("g.sif", "A pre B D\nB pre D\n", dict(n=3, m=3))):
        read(write(name, text), **truth)
    # Rows that look like something else.
    read(write("names.edgelist", "neuron1 neuron2\nneuron2 neuron3\n"), n=3, m=2)
    read(write("first.ncol", "a b\nb c 3\nc a 2\n"), n=3, m=3, weight=2, remark="unknown-weights")
    refused(write("types.txt", "a b exc\nc b inh\n"), "format=sif", "--format", "sif", n=4, m=2)
    refused(write("notes.txt", "a b\nb c # not sure\n"), "format=adjacency")
    square = write("square.txt", "0 1 5 7\n1 2 3 7\n2 0 7 7\n0 2 1 7\n")
    read(square, n=4, m=10, reciprocity=0.8, weight=3.6, remark="note")
    read(square, "--format", "edgelist", n=3, m=4, reciprocity=0.5, weight=4, remark="unused-columns")
    refused(write("g.madj", "A 1\nB {'weight': 3}\nB 0\n"), "multiline adjacency list")
    refused(write("g.parquet", b"PAR1" + bytes(60)), "read_parquet")


def graph_files():
    weights = ('<key id="w" for="edge" attr.name="weight" attr.type="%s"/>'
               '<key id="t" for="node" attr.name="ok" attr.type="boolean"/>')
    edges = "".join(f'<edge source="{s}" target="{t}"><data key="w">{w}</data></edge>'
                    for s, t, w in (("a", "b", 3), ("b", "c", 4), ("c", "a", 5)))
    read(write("text.graphml", GRAPHML % ("UTF-8", weights % "string", THREE + edges)), n=3, m=3, weight=4)
    for word in ("true", "True", "yes", "1", "\n  true\n"):
        nodes = f'<node id="a"><data key="t">{word}</data></node><node id="b"/><node id="c"/>'
        got = read(write("boolean.graphml", GRAPHML % ("UTF-8", weights % "double", nodes + CYCLE)), n=3, m=3,
                   columns=["ok"], known=1 / 3)
        if got and first(got["kinds"]) != "1 words":
            fail("boolean.graphml", f"has the kinds {got['kinds']}")
    mixed = ('<node id="d"/><edge source="a" target="b" directed="false"/><edge source="b" target="c" directed="false"/>'
             '<edge source="c" target="d"/><edge source="d" target="a"/>')
    read(write("mixed.graphml", GRAPHML % ("UTF-8", "", THREE + mixed)), n=4, m=6, reciprocity=2 / 3,
         remark="mixed-directions")
    read(write("mixed.net", "*Vertices 3\n*Arcs\n1 2\n*Edges\n2 3\n"), n=3, m=3, reciprocity=2 / 3,
         remark="mixed-directions")
    gephi = "".join(f'<key attr.name="{c}" attr.type="float" for="node" id="{c}"/>' for c in "xyrgb")
    nodes = "".join(f'<node id="{v}"><data key="x">{k}.5</data><data key="y">{k}</data><data key="r">1</data>'
                    f'<data key="g">1</data><data key="b">1</data></node>' for k, v in enumerate("abc"))
    text = GRAPHML % ("UTF-8", gephi, nodes + CYCLE)
    read(write("gephi.graphml", text), n=3, m=3, space="none", remark="drawing", columns=[])
    read(write("gephi.graphml", text), "--positions", "x,y:um", n=3, m=3, space="2 dimensions, um")
    umlaut = GRAPHML % ("ISO-8859-1", "", '<node id="Größe"/><node id="b"/><edge source="Größe" target="b"/>')
    read(write("declared.graphml", umlaut.encode("latin-1")), n=2, m=1)
    read(write("utf16.graphml", (GRAPHML % ("UTF-16", "", THREE + CYCLE)).encode("utf-16")), n=3, m=3)
    read(write("named.xml", GRAPHML % ("UTF-8", "", THREE + CYCLE)), n=3, m=3)
    read(write("packed.graphmlz", gzip.compress((GRAPHML % ("UTF-8", "", THREE + CYCLE)).encode())), n=3, m=3)
    two = GRAPHML % ("UTF-8", "", THREE + CYCLE + "</graph><graph id='H' edgedefault='directed'><node id='a'/>")
    status, error, got = info(write("two.graphml", two))
    if status or got["names"] != ["two", "two-H"]:
        fail("two.graphml", f"{got.get('names')} {error}")
    early = GRAPHML % ("UTF-8", "", CYCLE + THREE)
    read(write("early.graphml", early), n=3, m=3)
    refused(write("dangling.graphml", GRAPHML % ("UTF-8", "", THREE + '<edge source="a" target="zzz"/>')), '"zzz"')
    refused(write("cut.graphml", "<graphml><graph><node id='a'/>"), "cannot be read as XML")
    gml = "graph [ directed 1 node [ id 720575940600000001 label \"a\" graphics [ x 1 ] ] node [ id 720575940600000002 ] " \
          "edge [ source 720575940600000001 target 720575940600000002 weight 2 weight 3 ] ]"
    got = read(write("big.gml", gml), n=2, m=1, weight=2, remark="repeated-attribute")
    refused(write("undirected.gml", "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]"), "undirected=",
            "--undirected", "mutual", n=2, m=2, reciprocity=1)
    read(write("g.json", json.dumps({"directed": True, "nodes": [{"id": "a"}, {"id": "b"}],
                                     "links": [{"source": "a", "target": "b", "weight": 3}]})), n=2, m=1, weight=3)
    read(write("g.cyjs", json.dumps({"directed": True, "elements": {
        "nodes": [{"data": {"id": "a"}}, {"data": {"id": "b"}}],
        "edges": [{"data": {"source": "a", "target": "b", "weight": 3}}]}})), n=2, m=1, weight=3)
    read(write("g.dot", 'digraph "x" { node [shape=box]; a -> b [weight=3]; b -> c -> a; }'), n=3, m=3, weight=5 / 3)
    read(write("g.gexf", '<gexf><graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/></nodes><edges>'
                         '<edge source="a" target="b" weight="3"/></edges></graph></gexf>'), n=2, m=1, weight=3)


def coordinates(matrix, numpy):
    """A matrix, and its positions in a file of their own."""
    w, places = FOLDER / "dense.npy", numpy.array([[1.5, 2, 3], [4, 5, 6], [7, 8, 9.25]])
    numpy.save(w, matrix)
    for name, array in (("coords.npy", places), ("fortran_coords.npy", numpy.asfortranarray(places)),
                        ("flat.npy", places[:, :2]), ("whole.npy", places.astype(int))):
        numpy.save(FOLDER / name, array)
        dims = array.shape[1]
        read(w, "--positions", FOLDER / name, **GOOD, space=f"{dims} dimensions")
        read(w, "--positions", f"{FOLDER / name}:mm:2,2,1", **GOOD, space=f"{dims} dimensions, mm")
    rows = "\n".join(",".join(map(str, row)) for row in places)
    for name, text in (("plain.csv", rows), ("header.csv", "x,y,z\n" + rows), ("unit.csv", "x_um,y_um,z_um\n" + rows),
                       ("stem.csv", "MNI_X,MNI_Y,MNI_Z\n" + rows), ("any.csv", "a1,a2,a3\n" + rows),
                       ("index.csv", ",x,y,z\n" + "\n".join(f"{i},{row}" for i, row in enumerate(rows.split("\n")))),
                       ("blanks.txt", rows.replace(",", " ")),
                       ("named.csv", "region,x,y,z\n" + "\n".join(f"r{i},{r}" for i, r in enumerate(rows.split("\n"))))):
        read(w, "--positions", write(name, text), **GOOD,
             space="3 dimensions, um" if name == "unit.csv" else "3 dimensions")
    # Rows are joined by ids; the order of the table does not matter then.
    shuffled = "id,x,y\nAVDL,5,6\nAVAL,1.5,2\nAVBL,3,4\n"
    read(FOLDER / "nonodes", "--positions", write("joined.csv", shuffled), **GOOD, space="2 dimensions")
    subprocess.run([LATIGRAPH, "write-graph", FOLDER / "nonodes", FOLDER / "joined.json", "--quiet", "--positions",
                    f"{FOLDER / 'joined.csv'}:um:2"], check=True)
    nodes = {node["id"]: node for node in json.loads((FOLDER / "joined.json").read_text())["nodes"]}
    if [(nodes[name]["x_um"], nodes[name]["y_um"]) for name in ("AVAL", "AVBL", "AVDL")] != [(3, 4), (6, 8), (10, 12)]:
        fail("joined.csv", f"gives {nodes}")
    read(FOLDER / "nonodes", "--positions", write("fewer.csv", "id,x,y\nAVDL,5,6\nAVAL,1.5,2\nPVCL,0,0\n"), **GOOD,
         space="2 dimensions", remark="positions")
    permuted = write("permuted.csv", "id,x,y\n2,5,6\n0,1.5,2\n1,3,4\n")
    read(w, "--positions", permuted, **GOOD, space="2 dimensions")
    read(w, "--positions", write("words.csv", "id,x,y\nV1,5,6\nV2,1.5,2\nM1,3,4\n"), **GOOD, space="2 dimensions",
         remark="positions")
    numpy.save(FOLDER / "five.npy", numpy.arange(15).reshape(5, 3) / 2)
    numpy.save(FOLDER / "same.npy", numpy.zeros((3, 3)))
    numpy.save(FOLDER / "wide.npy", numpy.zeros((3, 5)))
    for path, positions, message in (
            (w, FOLDER / "five.npy", "has 5 rows of positions, but"),
            (w, FOLDER / "same.npy", "no columns of coordinates that differ"),
            (w, FOLDER / "wide.npy", "3 x 5"),
            (w, write("from_one.csv", "id,x,y\n3,5,6\n1,1.5,2\n2,3,4\n"), "of which 2 have a row"),
            (w, write("more.csv", "id,x,y\n0,5,6\n1,1.5,2\n2,3,4\n3,4,5\n"), "has 4 ids"),
            (w, write("letters.csv", "id,x,y\n0,a,b\n1,c,d\n2,e,f\n"), "no columns of coordinates"),
            (w, write("twice.csv", "id,x,y\n0,1,2\n1,3,4\n1,5,6\n"), 'line 4: id "1" occurs in an earlier row'),
            (w, write("infinite.csv", "x,y\n0,1\ninf,2\n1,3\n"), "is not finite"),
            (w, write("single.csv", "x\n0\n1\n2\n"), "has no columns of coordinates"),
            (FOLDER / "nonodes", write("order.csv", "x,y\n1,2\n3,4\n5,6\n"), 'Add a column "id"'),
            (FOLDER / "nonodes", write("others.csv", "id,x,y\nu,1,2\nv,3,4\nw,5,6\n"), "of which 0 have a row"),
            (w, FOLDER / "absent.npy", "no file of this name")):
        status, error, _ = info(path, "--positions", str(positions))
        if status == 0 or message not in error:
            fail(positions, f'is not refused with "{message}": {error}')


def arrays():
    try:
        import numpy
        import scipy.io
        import scipy.sparse
    except ImportError:
        return
    matrix = numpy.array([[0, 3, 0], [4, 0, 1], [2, 0, 0.0]])
    for kind in ("<f8", ">f8", "<f4", "<i8", ">i2", "u1"):
        numpy.save(FOLDER / "w.npy", matrix.astype(kind))
        read(FOLDER / "w.npy", **GOOD)
    numpy.save(FOLDER / "fortran.npy", numpy.asfortranarray(matrix))
    read(FOLDER / "fortran.npy", **GOOD)
    numpy.savez(FOLDER / "w.npz", connectivity=matrix, labels=numpy.arange(3))
    read(FOLDER / "w.npz", **GOOD)
    numpy.savez_compressed(FOLDER / "packed.npz", connectivity=matrix)
    read(FOLDER / "packed.npz", **GOOD)
    for layout in (scipy.sparse.csr_matrix, scipy.sparse.csc_matrix, scipy.sparse.coo_matrix):
        scipy.sparse.save_npz(FOLDER / "sparse.npz", layout(matrix))
        read(FOLDER / "sparse.npz", **GOOD)
    numpy.savez(FOLDER / "named.npz", w=matrix, names=numpy.array(["AVAL", "Größe", "c"]),
                positions=numpy.eye(3), connectome=numpy.array("worm"))
    got = read(FOLDER / "named.npz", **GOOD, space="3 dimensions")
    if got and first(got["connectomes"]) != "worm":
        fail("named.npz", f"is of the connectome {got['connectomes']}")
    coordinates(matrix, numpy)
    # The circuit that latigraph writes comes back with its names and positions.
    written, back = FOLDER / "written.npz", FOLDER / "back.graphml"
    for source, target in ((FOLDER / "good", written), (written, back)):
        subprocess.run([LATIGRAPH, "write-graph", source, target, "--quiet"], check=True)
    if not all(f">{name}<" in back.read_text() for name in ("AVAL", "AVBL", "AVDL")):
        fail(back, "lacks the names of the neurons")
    read(back, **GOOD, space="2 dimensions")
    scipy.io.savemat(FOLDER / "w.mat", {"W": matrix})
    status, error, _ = info(FOLDER / "w.mat")
    if status and "libmatio" in error:
        return  # the build reads no files of MATLAB
    read(FOLDER / "w.mat", **GOOD)
    scipy.io.savemat(FOLDER / "sparse.mat", {"W": scipy.sparse.csc_matrix(matrix)}, do_compression=True)
    read(FOLDER / "sparse.mat", **GOOD)


def populations():
    """Two populations of SONATA in files of their own, whose ids both begin at 0."""
    try:
        import h5py
    except ImportError:
        print("skipped: populations of SONATA (h5py is not installed)")
        return
    folder = FOLDER / "populations"
    folder.mkdir()
    for name, places in (("v1", [1.5, 2, 3]), ("lgn", [7, 8])):
        with h5py.File(folder / f"{name}_nodes.h5", "w") as file:
            nodes = file.create_group(f"nodes/{name}")
            nodes["node_type_id"] = [100] * len(places)
            nodes["0/x"], nodes["0/y"] = places, places[::-1]
    for source, ends in (("v1", ([0, 1, 2], [1, 2, 0])), ("lgn", ([0, 1, 1], [2, 2, 0]))):
        with h5py.File(folder / f"{source}_v1_edges.h5", "w") as file:
            edges = file.create_group(f"edges/{source}_to_v1")
            for end, of, ids in (("source", source, ends[0]), ("target", "v1", ends[1])):
                edges[f"{end}_node_id"] = ids
                edges[f"{end}_node_id"].attrs["node_population"] = of
            # Two groups of edges, and a column that only one of them has.
            edges["edge_group_id"], edges["edge_group_index"] = [0, 1, 0], [0, 0, 1]
            edges["0/syn_weight"], edges["1/syn_weight"], edges["1/delay"] = [2.0, 4.0], [3.0], [1.0]
    networks = {"nodes": [{"nodes_file": "v1_nodes.h5"}, {"nodes_file": "lgn_nodes.h5"}],
                "edges": [{"edges_file": "v1_v1_edges.h5"}, {"edges_file": "lgn_v1_edges.h5"}]}
    write("populations/both.json", json.dumps({"networks": networks}))
    read(folder / "both.json", n=5, m=6, weight=3, space="2 dimensions, um")
    del networks["nodes"][1]
    write("populations/one.json", json.dumps({"networks": networks}))
    refused(folder / "one.json", 'source_node_id 0 of edge 0 of population "lgn_to_v1" is not among the nodes')
    read(folder / "lgn_v1_edges.h5", n=4, m=3, weight=3)  # 0 and 1 of lgn, 2 and 0 of v1


def sonata():
    """Networks that latigraph writes, by their folder and by each of their files."""
    folder = FOLDER / "good.sonata"
    done = subprocess.run([LATIGRAPH, "write-graph", FOLDER / "good", folder, "--quiet"], capture_output=True, text=True)
    if done.returncode and "no HDF5" in done.stderr:
        refused(write("other.h5", b"\x89HDF\r\n\x1a\n" + bytes(60)), "is an HDF5 file, which is not read")
        refused(write("circuit_config.json", '{"networks": {"edges": [{"edges_file": "edges.h5"}]}}'), "no HDF5")
        return
    refused(write("other.h5", b"\x89HDF\r\n\x1a\n" + bytes(60)), "cannot be read as an HDF5 file")
    facts = dict(**GOOD, space="2 dimensions, um", columns=["type"])
    for path in (folder, folder / "circuit_config.json", folder / "edges.h5", folder / "nodes.h5"):
        read(path, **facts)
    back = FOLDER / "back.json"
    subprocess.run([LATIGRAPH, "write-graph", folder, back, "--quiet"], check=True)
    if [(node["id"], node["type"]) for node in json.loads(back.read_text())["nodes"]] != [
            ("AVAL", "inter"), ("AVBL", "inter"), ("AVDL", "sensory")]:
        fail(back, "lacks the names and types of the neurons")
    signs = FOLDER / "signs.sonata"
    subprocess.run([LATIGRAPH, "write-graph", FOLDER / "signed.json", signs, "--quiet"], check=True)
    refused(signs, "negative=sign", "--negative", "sign", n=3, m=2, weight=1.5)
    config = (folder / "circuit_config.json").read_text()
    (folder / "node_types.csv").write_text("node_type_id pop_name ei model_type\n0 a e point\n1 b i point\n2 c e point\n")
    read(folder, **GOOD, space="2 dimensions, um", columns=["type", "ei"])
    variables = json.loads(config)
    variables["manifest"] = {"$DIR": "absent", "$DIR_2": "."}
    variables["networks"]["nodes"][0]["nodes_file"] = "$DIR_2/nodes.h5"
    variables["networks"]["edges"][0]["edges_file"] = "$DIR_2/edges.h5"
    (folder / "circuit_config.json").write_text("\n" + json.dumps(variables))
    read(folder / "circuit_config.json", **GOOD)
    (folder / "circuit_config.json").write_text(config.replace("nodes.h5", "absent.h5"))
    refused(folder, "absent.h5\", which does not exist")
    (folder / "circuit_config.json").unlink()
    read(folder, **GOOD, space="2 dimensions, um", columns=["type", "ei"])
    # The sources of edges are in a population without nodes: they are no nodes of the other one.
    whole = (folder / "edges.h5").read_bytes()
    (folder / "edges.h5").write_bytes(whole.replace(b"\0neurons\0", b"\0thalami\0", 1))
    refused(folder, 'is not among the nodes of population "thalami"')
    (folder / "nodes.h5").unlink()
    read(folder, n=6, m=4, weight=2.5)
    (folder / "edges.h5").write_bytes(whole)
    read(folder, **GOOD)  # the edges alone
    (folder / "edges.h5").write_bytes(whole[: len(whole) // 2])
    refused(folder, "edges.h5 cannot be read as an HDF5 file")
    populations()


tables()
lists()
graph_files()
arrays()
sonata()
sys.exit(failures > 0)
