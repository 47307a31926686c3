"""What notebooks show: tables of labelled numbers, and lists of circuits with their matrices."""

import base64
import html
import struct
import zlib

ROWS, COLUMNS = 20, 12  #: rows and columns of a table; more are left out in the middle
CIRCUITS = 8  #: circuits of a list that are drawn
PIXELS = 160  #: width of a drawn matrix; larger circuits share pixels
_MOST_EDGES = 1_000_000  #: circuits with more edges are not drawn


# --- Tables -------------------------------------------------------------------------------------------


def _chosen(count, most):
    """Numbers of the entries that are shown, with None for those that are left out."""
    if count <= most:
        return list(range(count))
    return [*range(most - most // 2), None, *range(count - most // 2, count)]


def _cell(value):
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return f"<td>{html.escape(text)}</td>"


def _row(title, cells):
    return f"<tr><th>{html.escape(str(title))}</th>{''.join(cells)}</tr>"


def table(rows, labels, columns=None):
    """A table of rows of values; labels are None where rows or columns have numbers alone."""
    shown = _chosen(len(rows), ROWS)
    width = len(rows[0]) if len(rows) else 0
    across = _chosen(width, COLUMNS)
    head = ""
    if columns is not None:
        names = ("…" if k is None else html.escape(str(columns[k])) for k in across)
        head = f"<tr><th></th>{''.join(f'<th>{name}</th>' for name in names)}</tr>"
    body = (
        _row("…", [_cell("")] * len(across))
        if i is None
        else _row(labels[i] if labels else i, ["<td>…</td>" if k is None else _cell(rows[i][k]) for k in across])
        for i in shown
    )
    return f"<table>{head}{''.join(body)}</table>"


# --- Circuits -----------------------------------------------------------------------------------------


def _order(graph):
    """Neurons by type, then by degree: the order in which the figures of the library draw them."""
    degrees = graph.degree()
    types = graph.vs["type"] if "type" in graph.vertex_attributes() else [""] * graph.vcount()
    return sorted(range(graph.vcount()), key=lambda v: (str(types[v]), -degrees[v]))


def _png(rows, width):
    """A picture in black and white; rows are bytes, one bit a pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, len(rows), 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def matrix_png(graph):
    """The adjacency matrix, senders as rows: a dark pixel where there is an edge."""
    n = graph.vcount()
    size = max(1, min(n, PIXELS))
    place = [0] * n
    for k, v in enumerate(_order(graph)):
        place[v] = k * size // n
    rows = [bytearray(b"\xff" * ((size + 7) // 8)) for _ in range(size)]
    for source, target in graph.get_edgelist():
        column = place[target]
        rows[place[source]][column // 8] &= ~(128 >> column % 8) & 255
    return _png(rows, size)


def _picture(graph, name):
    if graph.vcount() < 1 or graph.ecount() > _MOST_EDGES:
        return ""
    data = base64.b64encode(matrix_png(graph)).decode()
    text = f"adjacency matrix of {name}, senders as rows"
    return (
        f'<img src="data:image/png;base64,{data}" alt="{html.escape(text)}" width="{PIXELS}" height="{PIXELS}" '
        'style="image-rendering: pixelated; border: 1px solid #888">'
    )


def circuits(graphs):
    """Numbers of the first circuits and their matrices; the rest are counted."""
    cards = []
    for i, graph in enumerate(graphs[:CIRCUITS]):
        name = str(graph["name"]) if "name" in graph.attributes() else f"circuit {i}"
        facts = f"{graph.vcount()} neurons, {graph.ecount()} edges"
        if graph.ecount() > 0:
            facts += f", reciprocity {graph.reciprocity():.3g}"
        cards.append(
            f'<figure style="display: inline-block; margin: 4px">{_picture(graph, name)}'
            f"<figcaption>{html.escape(name)}<br>{facts}</figcaption></figure>"
        )
    left = len(graphs) - len(cards)
    more = f"<p>and {left} more</p>" if left > 0 else ""
    return f"<div>{''.join(cards)}{more}</div>"


class Circuits(list):
    """Circuits: a list of graphs of igraph, which notebooks show with their adjacency matrices.

    ``lg.Circuits([graph])`` shows one graph or any others.
    """

    def __getitem__(self, key):
        found = super().__getitem__(key)
        return Circuits(found) if isinstance(key, slice) else found

    def _repr_html_(self):
        return circuits(self)

    def _repr_png_(self):
        return matrix_png(self[0]) if len(self) == 1 and self[0].vcount() > 0 else None
