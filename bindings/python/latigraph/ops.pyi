# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs
from os import PathLike
from typing import Literal, Sequence, overload

from igraph import Graph

from . import (
    Circuits,
    Figure,
    GraphLike,
    Graphs,
    Function,
    Functions,
    Matrix,
    MatrixLike,
    Model,
    Progress,
    Properties,
    Record,
    Requests,
    Result,
    Texts,
    Vector,
    VectorLike,
    Words,
)

class ReadGraphsResult(Result):
    circuits: Circuits
    names: Words
    loops_dropped: int
    parallel_merged: int
    made_mutual: int
    @overload
    def __getitem__(self, key: Literal['circuits']) -> Circuits: ...
    @overload
    def __getitem__(self, key: Literal['names']) -> Words: ...
    @overload
    def __getitem__(self, key: Literal['loops_dropped', 'parallel_merged', 'made_mutual']) -> int: ...

def read_graphs(
    paths: Texts,
    *,
    format: str | PathLike[str] | None = None,
    source: str | PathLike[str] | None = None,
    target: str | PathLike[str] | None = None,
    id: str | PathLike[str] | None = None,
    weight: str | PathLike[str] | None = None,
    positions: str | PathLike[str] | None = None,
    connectome: str | PathLike[str] | None = None,
    identity: str | PathLike[str] | None = None,
    loops: Literal['drop', 'refuse'] = 'drop',
    parallel: Literal['merge', 'refuse'] = 'merge',
    undirected: Literal['refuse', 'mutual', 'directed', 'keep', 'stated'] = 'refuse',
    zero: Literal['drop', 'refuse'] = 'drop',
    negative: Literal['refuse', 'absolute', 'drop', 'sign'] = 'refuse',
    missing: Literal['refuse', 'one', 'drop'] = 'refuse',
) -> ReadGraphsResult: ...

class InspectGraphsRecord(Record):
    read_as: str
    neurons: float
    edges: float
    reciprocity: float
    mean_weight: float
    space: str
    connectomes: str
    kinds: str
    known: float

class InspectGraphsResult(Result):
    names: Words
    read_as: Words
    neurons: Vector
    edges: Vector
    reciprocity: Vector
    mean_weight: Vector
    space: Words
    connectomes: Words
    columns: Words
    kinds: Words
    known: Vector
    @overload
    def __getitem__(self, key: Literal['names', 'read_as', 'space', 'connectomes', 'columns', 'kinds']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['neurons', 'edges', 'reciprocity', 'mean_weight', 'known']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> InspectGraphsRecord: ...
    def record(self, label: str) -> InspectGraphsRecord: ...

def inspect_graphs(
    paths: Texts,
    *,
    format: str | PathLike[str] | None = None,
    source: str | PathLike[str] | None = None,
    target: str | PathLike[str] | None = None,
    id: str | PathLike[str] | None = None,
    weight: str | PathLike[str] | None = None,
    positions: str | PathLike[str] | None = None,
    connectome: str | PathLike[str] | None = None,
    identity: str | PathLike[str] | None = None,
    loops: Literal['drop', 'refuse'] = 'drop',
    parallel: Literal['merge', 'refuse'] = 'merge',
    undirected: Literal['refuse', 'mutual', 'directed', 'keep', 'stated'] = 'refuse',
    zero: Literal['drop', 'refuse'] = 'drop',
    negative: Literal['refuse', 'absolute', 'drop', 'sign'] = 'refuse',
    missing: Literal['refuse', 'one', 'drop'] = 'refuse',
) -> InspectGraphsResult: ...

def write_graph(
    graph: GraphLike,
    path: str | PathLike[str],
    *,
    format: Literal['graphml', 'gml', 'pajek', 'edgelist', 'ncol', 'lgl', 'leda', 'dot', 'mtx', 'npy', 'npz', 'json', 'gexf', 'sonata', 'nest', 'brian2', 'csv'] | None = None,
) -> None: ...

class SelectResult(Result):
    selected: Graph
    neurons: int
    edges: int
    @overload
    def __getitem__(self, key: Literal['selected']) -> Graph: ...
    @overload
    def __getitem__(self, key: Literal['neurons', 'edges']) -> int: ...

def select(connectome: GraphLike, condition: str | PathLike[str]) -> SelectResult: ...

class SampleRecord(Record):
    neurons: float
    edges: float

class SampleResult(Result):
    circuits: Circuits
    names: Words
    neurons: Vector
    edges: Vector
    smallest: int
    largest: int
    mean_edges: float
    neurons_used: int
    neurons_available: int
    @overload
    def __getitem__(self, key: Literal['circuits']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['neurons', 'edges']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['smallest', 'largest', 'neurons_used', 'neurons_available']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean_edges']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> SampleRecord: ...
    def record(self, label: str) -> SampleRecord: ...

def sample(
    connectomes: Graphs,
    *,
    shape: Literal['ball', 'column', 'neighbours', 'whole'] = 'ball',
    axis: Literal['x', 'y', 'z'] = 'y',
    size: VectorLike = (100, 200),
    count: int = 500,
    restart: float = 0.15,
    select: str | PathLike[str] | None = None,
    identity: str | PathLike[str] | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> SampleResult: ...

class SurrogatesRecord(Record):
    spacing: float
    time: float
    mixed: float
    accepted: float
    in_place: float
    out_error: float
    in_error: float
    weight_distance: float
    target: float
    tilted_mean: float
    tilted_error: float
    multiplier: float

class SurrogatesResult(Result):
    surrogates: Circuits
    names: Words
    circuits: Words
    spacing: Vector
    time: Vector
    mixed: Vector
    accepted: Vector
    in_place: Vector
    out_error: Vector
    in_error: Vector
    weight_distance: Vector
    tilted: Words
    target: Vector
    tilted_mean: Vector
    tilted_error: Vector
    multiplier: Vector
    @overload
    def __getitem__(self, key: Literal['surrogates']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'circuits', 'tilted']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['spacing', 'time', 'mixed', 'accepted', 'in_place', 'out_error', 'in_error', 'weight_distance', 'target', 'tilted_mean', 'tilted_error', 'multiplier']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> SurrogatesRecord: ...
    def record(self, label: str) -> SurrogatesRecord: ...

def surrogates(
    connectomes: Graphs,
    *,
    keep: str | PathLike[str] | None = None,
    tilt: Texts | None = None,
    weights: Literal['sender', 'global', 'class', 'strengths', 'none', 'strengths-exact'] = 'sender',
    count: int = 100,
    type: str | PathLike[str] | None = None,
    bins: int = 10,
    tolerance: float = 0.002,
    method: Literal['parallel', 'serial', 'independent', 'expected'] = 'parallel',
    steps: float = 0.0,
    steps_most: float = 10000.0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> SurrogatesResult: ...

class RandomRecord(Record):
    asked: float
    mean: float
    sd: float

class RandomResult(Result):
    graphs: Circuits
    names: Words
    quantities: Words
    asked: Vector
    mean: Vector
    sd: Vector
    @overload
    def __getitem__(self, key: Literal['graphs']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'quantities']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['asked', 'mean', 'sd']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> RandomRecord: ...
    def record(self, label: str) -> RandomRecord: ...

def random(
    *,
    nodes: int = 0,
    degrees: str | PathLike[str] | None = None,
    out_degrees: VectorLike | None = None,
    in_degrees: VectorLike | None = None,
    like: GraphLike | None = None,
    reciprocity: float | None = None,
    transitivity: float | None = None,
    tries: float = 1000.0,
    count: int = 1,
    seed: int | None = None,
    progress: Progress | None = None,
) -> RandomResult: ...

class SurrogateTestRecord(Record):
    circuit: str
    observed: float
    mean: Vector
    verdicts: str
    sd: Vector
    z: Vector
    p: Vector
    q: Vector
    explained: Vector
    compared: Vector
    sentences: str
    spacing: Vector
    time: Vector
    in_place: Vector
    mixed: Vector

class SurrogateTestResult(Result):
    properties: Words
    circuit: Words
    observed: Vector
    rungs: Words
    mean: Matrix
    verdicts: Words
    sd: Matrix
    z: Matrix
    p: Matrix
    q: Matrix
    explained: Matrix
    compared: Matrix
    sentences: Words
    circuits: Words
    spacing: Matrix
    time: Matrix
    in_place: Matrix
    mixed: Matrix
    @overload
    def __getitem__(self, key: Literal['properties', 'circuit', 'rungs', 'verdicts', 'sentences', 'circuits']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['observed']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean', 'sd', 'z', 'p', 'q', 'explained', 'compared', 'spacing', 'time', 'in_place', 'mixed']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> SurrogateTestRecord: ...
    def record(self, label: str) -> SurrogateTestRecord: ...

def surrogate_test(
    connectomes: Graphs,
    only: Properties | None = None,
    *,
    keep: Properties | None = None,
    ladder: bool = False,
    tilt: Properties | None = None,
    model: Model | None = None,
    steered: bool = True,
    count: int = 99,
    exceedances: int = 0,
    rate: float = 0.05,
    functions: Functions | None = None,
    type: str | PathLike[str] | None = None,
    bins: int = 10,
    tolerance: float = 0.002,
    method: Literal['parallel', 'serial', 'independent', 'expected'] = 'serial',
    steps: float = 0.0,
    steps_most: float = 10000.0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> SurrogateTestResult: ...

class OverlapResult(Result):
    neurons_first: int
    neurons_second: int
    shared: int
    coinciding: int
    circuits_second: int
    identities_first: int
    identities_second: int
    shared_identities: int
    identified_neurons: int
    known_identities: int
    def __getitem__(self, key: Literal['neurons_first', 'neurons_second', 'shared', 'coinciding', 'circuits_second', 'identities_first', 'identities_second', 'shared_identities', 'identified_neurons', 'known_identities']) -> int: ...

def overlap(
    first: Graphs,
    second: Graphs,
    *,
    identity: str | PathLike[str] | None = None,
) -> OverlapResult: ...

class NetworkRecord(Record):
    nodes: float
    edges: float
    penalties: float

class NetworkResult(Result):
    networks: Circuits
    names: Words
    nodes: Vector
    edges: Vector
    penalties: Vector
    @overload
    def __getitem__(self, key: Literal['networks']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['nodes', 'edges', 'penalties']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> NetworkRecord: ...
    def record(self, label: str) -> NetworkRecord: ...

def network(
    activity: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    kind: Literal['autoregression', 'lagged', 'glm', 'correlation', 'partial', 'visibility', 'natural-visibility'] = 'autoregression',
    keep: str | PathLike[str] | None = None,
    within: GraphLike | None = None,
    like: GraphLike | None = None,
    lags: int = 1,
    penalty: float | None = None,
    window: int = 0,
    step: int = 0,
    shifts: int = 200,
    neuron_names: Texts | None = None,
    entry: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> NetworkResult: ...

class AlignRecord(Record):
    present: float
    edges: float

class AlignResult(Result):
    aligned: Circuits
    names: Words
    present: Vector
    edges: Vector
    neurons: Words
    all: int
    common: int
    @overload
    def __getitem__(self, key: Literal['aligned']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'neurons']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['present', 'edges']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['all', 'common']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> AlignRecord: ...
    def record(self, label: str) -> AlignRecord: ...

def align(
    graphs: Graphs,
    *,
    by: str | PathLike[str] = 'name',
    order: Literal['appearance', 'sorted'] = 'appearance',
) -> AlignResult: ...

class ConsensusResult(Result):
    consensus: Graph
    animals: int
    neurons: int
    common: int
    edges: int
    mean_share: float
    @overload
    def __getitem__(self, key: Literal['consensus']) -> Graph: ...
    @overload
    def __getitem__(self, key: Literal['animals', 'neurons', 'common', 'edges']) -> int: ...
    @overload
    def __getitem__(self, key: Literal['mean_share']) -> float: ...

def consensus(
    graphs: Graphs,
    *,
    share: float = 0.0,
    kind: str | PathLike[str] | None = None,
    by: str | PathLike[str] = 'name',
    order: Literal['appearance', 'sorted'] = 'appearance',
) -> ConsensusResult: ...

class VariabilityRecord(Record):
    change_edges: float
    change_weight: float
    change: str
    mean: float
    sd: float
    share: float
    animals: float
    slope: float
    p: float
    q_value: float

class VariabilityResult(Result):
    graph: Graph
    change_edges: Vector
    change_weight: Vector
    edges: Words
    change: Words
    mean: Vector
    sd: Vector
    share: Vector
    animals: Vector
    slope: Vector
    p: Vector
    q_value: Vector
    neurons: int
    common: int
    tested: int
    growing: int
    shrinking: int
    least_p: float
    @overload
    def __getitem__(self, key: Literal['graph']) -> Graph: ...
    @overload
    def __getitem__(self, key: Literal['change_edges', 'change_weight', 'mean', 'sd', 'share', 'animals', 'slope', 'p', 'q_value']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['edges', 'change']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['neurons', 'common', 'tested', 'growing', 'shrinking']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['least_p']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> VariabilityRecord: ...
    def record(self, label: str) -> VariabilityRecord: ...

def variability(
    graphs: Graphs,
    *,
    ages: VectorLike | None = None,
    q: float = 0.05,
    stable: float = 1.0,
    relative: bool = False,
    kind: str | PathLike[str] | None = None,
    by: str | PathLike[str] = 'name',
    order: Literal['appearance', 'sorted'] = 'appearance',
    permutations: int = 9999,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> VariabilityResult: ...

class ActivityStatesRecord(Record):
    occupancy: float
    radius: float
    transitions: Vector
    posterior: Vector

class ActivityStatesResult(Result):
    count: int
    networks: Circuits
    names: Words
    state_names: Words
    occupancy: Vector
    radius: Vector
    transitions: Matrix
    posterior: Matrix
    bits: float
    bits_one: float
    tried: Vector
    curve: Vector
    trace: Vector
    connected: Matrix
    @overload
    def __getitem__(self, key: Literal['count']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['networks']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'state_names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['occupancy', 'radius', 'tried', 'curve', 'trace']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['transitions', 'posterior', 'connected']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['bits', 'bits_one']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ActivityStatesRecord: ...
    def record(self, label: str) -> ActivityStatesRecord: ...

def activity_states(
    activity: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    states: int = 0,
    most: int = 6,
    onehot: bool = False,
    prior: GraphLike | None = None,
    absent: float = 0.95,
    like: GraphLike | None = None,
    density: float | None = None,
    kernel: int = 5,
    decay: float = 2.0,
    spread: float | None = None,
    stay: float = 0.98,
    held_out: float = 0.25,
    starts: int = 3,
    iterations: int = 200,
    neuron_names: Texts | None = None,
    entry: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> ActivityStatesResult: ...

class LatentsRecord(Record):
    coordinates: Vector
    stress: float
    shuffled_stress: float
    r2: float
    r2_degrees: float

class LatentsResult(Result):
    names: Words
    axes: Words
    coordinates: Matrix
    geodesic: Matrix
    used: int
    dimension: float
    dimension_low: float
    dimension_high: float
    two_nn: float
    needed: int
    trust: float
    links: int
    loops: float
    loops_least: float
    loops_most: float
    loop_shares: Vector
    loop_lengths: Vector
    loop_limit: float
    stress: Vector
    eigenvalues: Vector
    shuffled_dimension: float
    shuffled_trust: float
    shuffled_rho: float
    shuffled_stress: Vector
    shuffled_eigenvalues: Vector
    attributes: Words
    r2: Vector
    r2_degrees: Vector
    neighbours_graph: Circuits
    @overload
    def __getitem__(self, key: Literal['names', 'axes', 'attributes']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['coordinates', 'geodesic']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['used', 'needed', 'links']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['dimension', 'dimension_low', 'dimension_high', 'two_nn', 'trust', 'loops', 'loops_least', 'loops_most', 'loop_limit', 'shuffled_dimension', 'shuffled_trust', 'shuffled_rho']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['loop_shares', 'loop_lengths', 'stress', 'eigenvalues', 'shuffled_stress', 'shuffled_eigenvalues', 'r2', 'r2_degrees']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['neighbours_graph']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> LatentsRecord: ...
    def record(self, label: str) -> LatentsRecord: ...

def latents(
    weights: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    out_weights: MatrixLike | None = None,
    graph: GraphLike | None = None,
    entry: str | PathLike[str] | None = None,
    out_entry: str | PathLike[str] | None = None,
    transpose: Literal['none', 'in', 'out', 'both'] = 'none',
    neuron_names: Texts | None = None,
    profile: Literal['auto', 'in', 'out', 'both', 'graph'] = 'auto',
    metric: Literal['cosine', 'euclidean'] = 'cosine',
    method: Literal['auto', 'isomap', 'laplacian'] = 'auto',
    neighbours: int = 10,
    dimensions: int = 0,
    distances: bool = False,
    count_loops: bool = True,
    shuffled: bool = True,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> LatentsResult: ...

class BlocksWeightedRecord(Record):
    membership: float
    leiden: float
    sizes: float
    rate: Vector
    density: Vector

class BlocksWeightedResult(Result):
    names: Words
    membership: Vector
    leiden: Vector
    blocks: int
    saved: float
    leiden_blocks: int
    leiden_saved: float
    agreement: float
    symmetric: bool
    block_names: Words
    sizes: Vector
    rate: Matrix
    density: Matrix
    block_graph: Circuits
    @overload
    def __getitem__(self, key: Literal['names', 'block_names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['membership', 'leiden', 'sizes']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['blocks', 'leiden_blocks']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['saved', 'leiden_saved', 'agreement']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['symmetric']) -> bool: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['rate', 'density']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['block_graph']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> BlocksWeightedRecord: ...
    def record(self, label: str) -> BlocksWeightedRecord: ...

def blocks_weighted(
    graph: GraphLike,
    *,
    edges_only: bool = False,
    starts: int = 8,
    blocks_max: int = 64,
    seed: int | None = None,
    progress: Progress | None = None,
) -> BlocksWeightedResult: ...

class ActivityFactorsRecord(Record):
    share: float
    evenness: float
    times: Vector
    loads: Vector
    members: Vector
    strength: Vector
    blocks: Vector
    leiden: Vector
    similarity: float
    curve: float
    held_out: float

class ActivityFactorsResult(Result):
    count: int
    networks: Circuits
    names: Words
    share: Vector
    evenness: Vector
    explained: float
    centres: Vector
    times: Matrix
    animal_names: Words
    loads: Matrix
    neurons: Words
    members: Matrix
    strength: Matrix
    blocks: Matrix
    leiden: Matrix
    tried: Words
    similarity: Vector
    curve: Vector
    held_out: Vector
    @overload
    def __getitem__(self, key: Literal['count']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['networks']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'animal_names', 'neurons', 'tried']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['share', 'evenness', 'centres', 'similarity', 'curve', 'held_out']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['explained']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['times', 'loads', 'members', 'strength', 'blocks', 'leiden']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ActivityFactorsRecord: ...
    def record(self, label: str) -> ActivityFactorsRecord: ...

def activity_factors(
    activity: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    animals: int = 1,
    rank: int = 0,
    most: int = 8,
    starts: int = 8,
    stability: float = 0.9,
    gain: float = 0.01,
    smooth: float = 2.0,
    window: int = 7,
    step: int = 3,
    gap: float = 0.1,
    iterations: int = 500,
    like: GraphLike | None = None,
    neuron_names: Texts | None = None,
    entry: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> ActivityFactorsResult: ...

class PropertiesRecord(Record):
    values: Vector
    mean: float
    sd: float
    min: float
    max: float
    standard_error: Vector

class PropertiesResult(Result):
    names: Words
    properties: Words
    values: Matrix
    mean: Vector
    sd: Vector
    min: Vector
    max: Vector
    estimated: Words
    standard_error: Matrix
    @overload
    def __getitem__(self, key: Literal['names', 'properties', 'estimated']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['values', 'standard_error']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean', 'sd', 'min', 'max']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> PropertiesRecord: ...
    def record(self, label: str) -> PropertiesRecord: ...

def properties(
    circuits: Graphs,
    only: Properties | None = None,
    *,
    functions: Functions | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> PropertiesResult: ...

class ListPropertiesRecord(Record):
    units: str
    definitions: str
    why: str
    needs: str
    cost: str
    source: str
    module: str
    compared: float

class ListPropertiesResult(Result):
    names: Words
    units: Words
    definitions: Words
    why: Words
    needs: Words
    cost: Words
    source: Words
    module: Words
    compared: Vector
    @overload
    def __getitem__(self, key: Literal['names', 'units', 'definitions', 'why', 'needs', 'cost', 'source', 'module']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['compared']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ListPropertiesRecord: ...
    def record(self, label: str) -> ListPropertiesRecord: ...

def list_properties() -> ListPropertiesResult: ...

class NodePropertiesRecord(Record):
    circuit: str
    values: Vector

class NodePropertiesResult(Result):
    neurons: Words
    circuit: Words
    properties: Words
    values: Matrix
    bounds: Vector
    @overload
    def __getitem__(self, key: Literal['neurons', 'circuit', 'properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['values']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['bounds']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> NodePropertiesRecord: ...
    def record(self, label: str) -> NodePropertiesRecord: ...

def node_properties(
    circuits: Graphs,
    *,
    only: Texts | None = None,
    distances: VectorLike | None = None,
    progress: Progress | None = None,
) -> NodePropertiesResult: ...

class ListNodePropertiesRecord(Record):
    units: str
    definitions: str
    needs: str
    cost: str
    source: str

class ListNodePropertiesResult(Result):
    names: Words
    units: Words
    definitions: Words
    needs: Words
    cost: Words
    source: Words
    @overload
    def __getitem__(self, key: Literal['names', 'units', 'definitions', 'needs', 'cost', 'source']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ListNodePropertiesRecord: ...
    def record(self, label: str) -> ListNodePropertiesRecord: ...

def list_node_properties() -> ListNodePropertiesResult: ...

class LesionRecord(Record):
    effect: float
    relative: float
    in_sd: float
    error: float
    lost: float
    circuits_with: float
    degree: float
    rank: float
    exact: float
    score: float
    group_parts: float
    group_effect: float
    group_error: float
    set_cost: float

class LesionResult(Result):
    circuit_names: Words
    names: Words
    effect: Vector
    relative: Vector
    in_sd: Vector
    error: Vector
    lost: Vector
    circuits_with: Vector
    degree: Vector
    rank: Vector
    exact: Vector
    agreement: float
    score: Vector
    mean: float
    sd: float
    groups: Words
    group_parts: Vector
    group_effect: Vector
    group_error: Vector
    set: Words
    set_cost: Vector
    set_reached: bool
    set_degree: float
    random_cost: float
    random_sd: float
    random_most: float
    random_degree: float
    random_p: float
    matched_cost: float
    matched_sd: float
    matched_most: float
    matched_degree: float
    matched_p: float
    @overload
    def __getitem__(self, key: Literal['circuit_names', 'names', 'groups', 'set']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['effect', 'relative', 'in_sd', 'error', 'lost', 'circuits_with', 'degree', 'rank', 'exact', 'score', 'group_parts', 'group_effect', 'group_error', 'set_cost']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['agreement', 'mean', 'sd', 'set_degree', 'random_cost', 'random_sd', 'random_most', 'random_degree', 'random_p', 'matched_cost', 'matched_sd', 'matched_most', 'matched_degree', 'matched_p']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['set_reached']) -> bool: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> LesionRecord: ...
    def record(self, label: str) -> LesionRecord: ...

def lesion(
    circuits: Graphs,
    property: Properties,
    *,
    parts: Literal['vertices', 'edges', 'types'] = 'vertices',
    method: Literal['exact', 'slopes'] = 'exact',
    compared: int = 50,
    type: str | PathLike[str] | None = None,
    silence: bool = False,
    share: float = 0.5,
    set_max: int = 10,
    candidates: int = 50,
    random: int = 99,
    parts_max: int = 2000,
    functions: Functions | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> LesionResult: ...

class BvcPlaceCellsRecord(Record):
    inputs: Vector
    rates: Vector
    counts: Vector
    positions: Vector
    windows: float
    new_room: float

class BvcPlaceCellsResult(Result):
    inputs: Matrix
    rates: Matrix
    counts: Matrix
    positions: Matrix
    room: Vector
    names: Words
    windows: Vector
    new_room: Vector
    input_names: Words
    cell_names: Words
    circuit: Circuits
    files: Words
    @overload
    def __getitem__(self, key: Literal['inputs', 'rates', 'counts', 'positions']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['room', 'windows', 'new_room']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'input_names', 'cell_names', 'files']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['circuit']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> BvcPlaceCellsRecord: ...
    def record(self, label: str) -> BvcPlaceCellsRecord: ...

def bvc_place_cells(
    rooms: Texts | None = None,
    *,
    unseen: Texts | None = None,
    cells: int = 50,
    minutes: float = 6.25,
    window: float = 1.0,
    grid: float = 0.0,
    noise: float = 0.0,
    remapped: int = 0,
    trial: int = 1,
    folder: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> BvcPlaceCellsResult: ...

class FunctionalFitRecord(Record):
    rows: float
    unseen: float
    recording_r2: float
    recording_deviance: float
    baseline_r2: float
    still: float
    r2: float
    deviance: float
    unseen_r2: float
    synapses: float
    curve_rows: float
    curve_r2: float
    curve_unseen_r2: float

class FunctionalFitResult(Result):
    network: Circuits
    recordings: Words
    rows: Vector
    unseen: Vector
    recording_r2: Vector
    recording_deviance: Vector
    baseline_r2: Vector
    still: Vector
    names: Words
    r2: Vector
    deviance: Vector
    unseen_r2: Vector
    synapses: Vector
    used_penalty: float
    used_sparse: bool
    used_attraction: float
    curve_names: Words
    curve_rows: Vector
    curve_r2: Vector
    curve_unseen_r2: Vector
    @overload
    def __getitem__(self, key: Literal['network']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['recordings', 'names', 'curve_names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['rows', 'unseen', 'recording_r2', 'recording_deviance', 'baseline_r2', 'still', 'r2', 'deviance', 'unseen_r2', 'synapses', 'curve_rows', 'curve_r2', 'curve_unseen_r2']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['used_penalty', 'used_attraction']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['used_sparse']) -> bool: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> FunctionalFitRecord: ...
    def record(self, label: str) -> FunctionalFitRecord: ...

def functional_fit(
    inputs: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    outputs: MatrixLike | None = None,
    recording: VectorLike | None = None,
    unseen_inputs: MatrixLike | None = None,
    unseen_outputs: MatrixLike | None = None,
    unseen_recording: VectorLike | None = None,
    output_files: Texts | None = None,
    unseen_files: Texts | None = None,
    unseen_output_files: Texts | None = None,
    input_names: Texts | None = None,
    output_names: Texts | None = None,
    entry: str | PathLike[str] | None = None,
    signs: Literal['positive', 'free', 'dale'] = 'positive',
    loss: Literal['poisson', 'squares'] = 'poisson',
    lags: int = 0,
    penalty: float | None = None,
    equal: bool = False,
    ridge: float = 0.0001,
    softness: float = 0.35,
    folds: int = 5,
    hidden: int = 64,
    steps: int = 3000,
    curve: bool = False,
    within: GraphLike | None = None,
    update: GraphLike | None = None,
    attraction: float | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> FunctionalFitResult: ...

class FunctionalRespondRecord(Record):
    outputs: Vector
    mean: float
    rows: float

class FunctionalRespondResult(Result):
    outputs: Matrix
    names: Words
    mean: Vector
    recordings: Words
    rows: Vector
    files: Words
    @overload
    def __getitem__(self, key: Literal['outputs']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'recordings', 'files']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean', 'rows']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> FunctionalRespondRecord: ...
    def record(self, label: str) -> FunctionalRespondRecord: ...

def functional_respond(
    network: GraphLike,
    inputs: MatrixLike | None = None,
    *,
    input_files: Texts | None = None,
    input_names: Texts | None = None,
    entry: str | PathLike[str] | None = None,
    folder: str | PathLike[str] | None = None,
    progress: Progress | None = None,
) -> FunctionalRespondResult: ...

class FunctionalDecodeRecord(Record):
    decoded: Vector

class FunctionalDecodeResult(Result):
    decoded: Matrix
    errors: Vector
    error: float
    reference_error: float
    ratio: float
    shuffled_error: float
    map_correlation: float
    map_correlations: Vector
    @overload
    def __getitem__(self, key: Literal['decoded']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['errors', 'map_correlations']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['error', 'reference_error', 'ratio', 'shuffled_error', 'map_correlation']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> FunctionalDecodeRecord: ...
    def record(self, label: str) -> FunctionalDecodeRecord: ...

def functional_decode(
    counts: MatrixLike | None = None,
    files: Texts | None = None,
    *,
    maps: MatrixLike | None = None,
    places: MatrixLike | None = None,
    positions: MatrixLike | None = None,
    reference: MatrixLike | None = None,
    map_files: Texts | None = None,
    place_files: Texts | None = None,
    position_files: Texts | None = None,
    reference_files: Texts | None = None,
    exposure: float = 1.0,
    floor: float = 0.01,
    step: float = 0.0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> FunctionalDecodeResult: ...

class FitRecord(Record):
    r2: float
    p: float
    scored: float
    mean: float
    sd: float
    step: float

class FitResult(Result):
    model: Model
    kept_step: float
    seconds: float
    bits_training: float
    bits_validation: float
    bits_validation_node_data: float
    largest_circuit: float
    pairs_per_neuron: float
    properties: Words
    r2: Vector
    p: Vector
    scored: Vector
    mean: Vector
    sd: Vector
    step: Vector
    @overload
    def __getitem__(self, key: Literal['model']) -> Model: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['kept_step', 'seconds', 'bits_training', 'bits_validation', 'bits_validation_node_data', 'largest_circuit', 'pairs_per_neuron']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['r2', 'p', 'scored', 'mean', 'sd', 'step']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> FitRecord: ...
    def record(self, label: str) -> FitRecord: ...

def fit(
    circuits: Graphs,
    *,
    validation: Graphs | None = None,
    identity: str | PathLike[str] | None = None,
    split_by: Literal['neuron', 'animal', 'identity'] = 'neuron',
    card: dict[str, str] | str | None = None,
    checkpoint: str | PathLike[str] | None = None,
    resume: bool = False,
    restart: bool = False,
    keep_checkpoint: bool = False,
    seed: int | None = None,
    threads: int = 1,
    steps: float = 700,
    batch: float = 16,
    rate: float = 0.002,
    clip: float = 1,
    code: float = 24,
    node_code: float = 4,
    hidden: float = 64,
    rank: float = 16,
    layers: float = 3,
    head_noise: float = 0.25,
    kl_weight: float = 1,
    kl_start: float = 0.1,
    kl_warmup: float = 0.3,
    mask: float = 0.1,
    all_pairs: float = 3000,
    draws: float = 100,
    baseline_steps: float = 300,
    closure: float = 1,
    node_data: Texts = 'auto',
    checkpoint_seconds: float = 20,
    progress: Progress | None = None,
) -> FitResult: ...

class ModelsRecord(Record):
    title: str
    circuits: float
    neurons: float
    licence: str
    bytes: float
    path: str

class ModelsResult(Result):
    names: Words
    title: Words
    circuits: Vector
    neurons: Vector
    licence: Words
    bytes: Vector
    path: Words
    @overload
    def __getitem__(self, key: Literal['names', 'title', 'licence', 'path']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['circuits', 'neurons', 'bytes']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ModelsRecord: ...
    def record(self, label: str) -> ModelsRecord: ...

def models() -> ModelsResult: ...

def model_read(path: str | PathLike[str]) -> Model: ...

def model_write(model: Model, path: str | PathLike[str]) -> None: ...

class InfoResult(Result):
    code_size: int
    coordinates: Words
    digest: str
    description: str
    @overload
    def __getitem__(self, key: Literal['code_size']) -> int: ...
    @overload
    def __getitem__(self, key: Literal['coordinates']) -> Words: ...
    @overload
    def __getitem__(self, key: Literal['digest', 'description']) -> str: ...

def info(model: Model) -> InfoResult: ...

def card(path: str | PathLike[str], *, evaluation: str | PathLike[str] | None = None) -> str: ...

class EncodeRecord(Record):
    mean: Vector
    sd: Vector

class EncodeResult(Result):
    names: Words
    coordinates: Words
    mean: Matrix
    sd: Matrix
    digest: str
    @overload
    def __getitem__(self, key: Literal['names', 'coordinates']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean', 'sd']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['digest']) -> str: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> EncodeRecord: ...
    def record(self, label: str) -> EncodeRecord: ...

def encode(
    model: Model,
    circuits: Graphs,
    *,
    threads: int = 1,
    progress: Progress | None = None,
) -> EncodeResult: ...

class DecodeRecord(Record):
    probabilities: Vector

class DecodeResult(Result):
    neurons: Words
    probabilities: Matrix
    @overload
    def __getitem__(self, key: Literal['neurons']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['probabilities']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> DecodeRecord: ...
    def record(self, label: str) -> DecodeRecord: ...

def decode(
    model: Model,
    circuit: GraphLike,
    *,
    refine: int = 0,
    seed: int | None = None,
) -> DecodeResult: ...

class GenerateRecord(Record):
    neurons: float
    edges: float
    code: Vector
    sampler: str
    fitted_distance: float
    rate_factor: float
    value: Vector
    standard_error: Vector
    training_mean: float
    training_sd: float

class GenerateResult(Result):
    circuits: Circuits
    names: Words
    neurons: Vector
    edges: Vector
    coordinates: Words
    code: Matrix
    digest: str
    large: Words
    sampler: Words
    fitted_distance: Vector
    rate_factor: Vector
    statistics: Words
    value: Matrix
    standard_error: Matrix
    training_mean: Vector
    training_sd: Vector
    @overload
    def __getitem__(self, key: Literal['circuits']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['names', 'coordinates', 'large', 'sampler', 'statistics']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['neurons', 'edges', 'fitted_distance', 'rate_factor', 'training_mean', 'training_sd']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['code', 'value', 'standard_error']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['digest']) -> str: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> GenerateRecord: ...
    def record(self, label: str) -> GenerateRecord: ...

def generate(
    model: Model,
    count: int = 1,
    *,
    codes: MatrixLike | None = None,
    codes_digest: str | PathLike[str] | None = None,
    group: str | PathLike[str] | None = None,
    like: GraphLike | None = None,
    nodes: int = 0,
    first: int = 0,
    uncalibrated: bool = False,
    independent_dyads: bool = False,
    seed: int | None = None,
    threads: int = 1,
    place: Literal['fitted', 'slab', 'ball'] = 'fitted',
    density: Literal['auto', 'space', 'degree'] = 'auto',
    mean_degree: float = 0.0,
    report: bool = True,
    progress: Progress | None = None,
) -> GenerateResult: ...

class GenerateEdgesResult(Result):
    neurons: int
    edges: int
    degree: float
    reciprocity: float
    rate_factor: float
    digest: str
    @overload
    def __getitem__(self, key: Literal['neurons', 'edges']) -> int: ...
    @overload
    def __getitem__(self, key: Literal['degree', 'reciprocity', 'rate_factor']) -> float: ...
    @overload
    def __getitem__(self, key: Literal['digest']) -> str: ...

def generate_edges(
    model: Model,
    path: str | PathLike[str],
    *,
    codes: MatrixLike | None = None,
    group: str | PathLike[str] | None = None,
    like: GraphLike | None = None,
    nodes: int = 0,
    first: int = 0,
    uncalibrated: bool = False,
    seed: int | None = None,
    threads: int = 1,
    place: Literal['fitted', 'slab', 'ball'] = 'fitted',
    density: Literal['auto', 'space', 'degree'] = 'auto',
    mean_degree: float = 0.0,
    progress: Progress | None = None,
) -> GenerateEdgesResult: ...

class DirectionsRecord(Record):
    r2: float
    r2_low: float
    r2_high: float
    r2_within: float
    method: str
    p: float
    scored: float
    r2_ridge: float
    r2_pls: float
    components: float
    r2_size_density: float
    r2_partial: float
    r2_partial_low: float
    r2_partial_high: float
    r2_shuffled: float
    r2_rewired: float
    mean: float
    sd: float
    intercept: float
    slope: float
    slope_error: float
    side_effects: float
    nearest: str
    nearest_cosine: float
    movers: str
    weights: Vector
    steps: Vector
    cosines: Vector
    change: Vector
    change_error: Vector

class DirectionsResult(Result):
    directions: Words
    r2: Vector
    r2_low: Vector
    r2_high: Vector
    r2_within: Vector
    method: Words
    p: Vector
    scored: Vector
    r2_ridge: Vector
    r2_pls: Vector
    components: Vector
    r2_size_density: Vector
    r2_partial: Vector
    r2_partial_low: Vector
    r2_partial_high: Vector
    r2_shuffled: Vector
    r2_rewired: Vector
    mean: Vector
    sd: Vector
    intercept: Vector
    slope: Vector
    slope_error: Vector
    side_effects: Vector
    nearest: Words
    nearest_cosine: Vector
    movers: Words
    coordinates: Words
    weights: Matrix
    steps: Matrix
    cosines: Matrix
    properties: Words
    change: Matrix
    change_error: Matrix
    @overload
    def __getitem__(self, key: Literal['directions', 'method', 'nearest', 'movers', 'coordinates', 'properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['r2', 'r2_low', 'r2_high', 'r2_within', 'p', 'scored', 'r2_ridge', 'r2_pls', 'components', 'r2_size_density', 'r2_partial', 'r2_partial_low', 'r2_partial_high', 'r2_shuffled', 'r2_rewired', 'mean', 'sd', 'intercept', 'slope', 'slope_error', 'side_effects', 'nearest_cosine']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['weights', 'steps', 'cosines', 'change', 'change_error']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> DirectionsRecord: ...
    def record(self, label: str) -> DirectionsRecord: ...

def directions(
    model: Model,
    circuits: Graphs | None = None,
    only: Properties | None = None,
    *,
    functions: Functions | None = None,
    rewired: bool = False,
    identity: str | PathLike[str] | None = None,
    split_by: Literal['neuron', 'animal', 'identity'] = 'neuron',
    effects: int = 8,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> DirectionsResult: ...

class DiscriminateRecord(Record):
    sd: float
    difference: float
    change: float
    change_error: float
    along: float
    weight: float
    step: float
    set_circuits: float
    score_mean: float
    score_error: float
    score_sd: float
    score_way: float
    size_mean: float
    size_error: float
    size_sd: float
    size_way: float
    beyond_mean: float
    beyond_error: float
    beyond_sd: float
    beyond_way: float
    confusion: Vector

class DiscriminateResult(Result):
    first: int
    second: int
    scored: int
    auc: float
    auc_low: float
    auc_high: float
    auc_shuffled: float
    auc_size: float
    auc_beyond: float
    auc_beyond_low: float
    auc_beyond_high: float
    strength: bool
    p: float
    distance: float
    intercept: float
    properties: Words
    sd: Vector
    difference: Vector
    change: Vector
    change_error: Vector
    along: Vector
    coordinates: Words
    weight: Vector
    step: Vector
    sets: Words
    set_circuits: Vector
    score_mean: Vector
    score_error: Vector
    score_sd: Vector
    score_way: Vector
    size_mean: Vector
    size_error: Vector
    size_sd: Vector
    size_way: Vector
    beyond_mean: Vector
    beyond_error: Vector
    beyond_sd: Vector
    beyond_way: Vector
    accuracy: float
    chance: float
    accuracy_p: float
    accuracy_shuffled: float
    accuracy_size: float
    accuracy_beyond: float
    confusion: Matrix
    @overload
    def __getitem__(self, key: Literal['first', 'second', 'scored']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['auc', 'auc_low', 'auc_high', 'auc_shuffled', 'auc_size', 'auc_beyond', 'auc_beyond_low', 'auc_beyond_high', 'p', 'distance', 'intercept', 'accuracy', 'chance', 'accuracy_p', 'accuracy_shuffled', 'accuracy_size', 'accuracy_beyond']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['strength']) -> bool: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['properties', 'coordinates', 'sets']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['sd', 'difference', 'change', 'change_error', 'along', 'weight', 'step', 'set_circuits', 'score_mean', 'score_error', 'score_sd', 'score_way', 'size_mean', 'size_error', 'size_sd', 'size_way', 'beyond_mean', 'beyond_error', 'beyond_sd', 'beyond_way']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['confusion']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> DiscriminateRecord: ...
    def record(self, label: str) -> DiscriminateRecord: ...

def discriminate(
    model: Model,
    circuits: Graphs,
    against: Graphs,
    labels: Properties | None = None,
    *,
    score: Graphs | None = None,
    attribute: str | PathLike[str] | None = None,
    functions: Functions | None = None,
    identity: str | PathLike[str] | None = None,
    split_by: Literal['neuron', 'animal', 'identity'] = 'neuron',
    effects: int = 8,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> DiscriminateResult: ...

class DiscriminateMapsRecord(Record):
    confusion: Vector
    group_circuits: float
    actual: str
    predicted: str
    neuron_accuracy: float
    mask: float
    weights: Vector

class DiscriminateMapsResult(Result):
    names: Words
    groups: Words
    neurons: Words
    properties: Words
    share: float
    accuracy: float
    chance: float
    p: float
    auc: float
    accuracy_shuffled: float
    accuracy_size: float
    accuracy_beyond: float
    strength: bool
    accuracy_mask: float
    components_used: float
    confusion: Matrix
    group_circuits: Vector
    actual: Words
    predicted: Words
    neuron_accuracy: Vector
    mask: Vector
    weights: Matrix
    @overload
    def __getitem__(self, key: Literal['names', 'groups', 'neurons', 'properties', 'actual', 'predicted']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['share', 'accuracy', 'chance', 'p', 'auc', 'accuracy_shuffled', 'accuracy_size', 'accuracy_beyond', 'accuracy_mask', 'components_used']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['strength']) -> bool: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['confusion', 'weights']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['group_circuits', 'neuron_accuracy', 'mask']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> DiscriminateMapsRecord: ...
    def record(self, label: str) -> DiscriminateMapsRecord: ...

def discriminate_maps(
    circuits: Graphs,
    *,
    against: Graphs | None = None,
    labels: Texts | None = None,
    attribute: str | PathLike[str] | None = None,
    only: Texts | None = None,
    folds: int = 0,
    components: int = 0,
    permutations: int = 199,
    seed: int | None = None,
    progress: Progress | None = None,
) -> DiscriminateMapsResult: ...

class NearestRecord(Record):
    nearest: str
    place: float
    distance: float

class NearestResult(Result):
    query: Words
    nearest: Words
    place: Vector
    distance: Vector
    @overload
    def __getitem__(self, key: Literal['query', 'nearest']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['place', 'distance']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> NearestRecord: ...
    def record(self, label: str) -> NearestRecord: ...

def nearest(
    model: Model,
    circuits: Graphs,
    library: Graphs,
    *,
    count: int = 5,
    threads: int = 1,
    progress: Progress | None = None,
) -> NearestResult: ...

class AxesRecord(Record):
    bits: float
    information: float
    share: float
    variance: float
    movers: str
    steps: Vector
    amounts: Vector
    cosines: Vector
    change: Vector
    change_error: Vector

class AxesResult(Result):
    axes: Words
    bits: Vector
    information: Vector
    share: Vector
    variance: Vector
    movers: Words
    explained: float
    coordinates: Words
    steps: Matrix
    names: Words
    amounts: Matrix
    cosines: Matrix
    properties: Words
    change: Matrix
    change_error: Matrix
    @overload
    def __getitem__(self, key: Literal['axes', 'movers', 'coordinates', 'names', 'properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['bits', 'information', 'share', 'variance']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['explained']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['steps', 'amounts', 'cosines', 'change', 'change_error']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> AxesRecord: ...
    def record(self, label: str) -> AxesRecord: ...

def axes(
    model: Model,
    circuits: Graphs | None = None,
    *,
    kind: Literal['pca', 'jacobian', 'parts'] = 'pca',
    count: int = 6,
    draws: int = 0,
    effects: int = 8,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> AxesResult: ...

class ExplainRecord(Record):
    r2: float
    sd: float
    base: float
    spread: float
    reading: float
    measured: float
    shift: float
    group_share: Vector
    group_conditional_share: Vector
    alone: Vector
    group_part: Vector
    group_conditional_part: Vector
    read_from: str
    moved_by: str
    coordinate_sd: float
    code: float
    weight: Vector
    slope: Vector
    share: Vector
    conditional_share: Vector
    part: Vector
    conditional_part: Vector
    part_sd: Vector
    conditional_part_sd: Vector
    axis_variance: float
    axis_variance_share: float
    loadings: Vector
    axis_share: Vector
    axis_part: Vector
    axis_part_sd: Vector
    made_of: str
    read_by: str

class ExplainResult(Result):
    circuit_count: int
    properties: Words
    r2: Vector
    sd: Vector
    base: Vector
    spread: Vector
    reading: Vector
    measured: Vector
    shift: Vector
    group_share: Matrix
    group_conditional_share: Matrix
    alone: Matrix
    group_part: Matrix
    group_conditional_part: Matrix
    read_from: Words
    moved_by: Words
    coordinates: Words
    statistic_count: int
    coordinate_sd: Vector
    code: Vector
    weight: Matrix
    slope: Matrix
    share: Matrix
    conditional_share: Matrix
    part: Matrix
    conditional_part: Matrix
    part_sd: Matrix
    conditional_part_sd: Matrix
    axes: Words
    axis_variance: Vector
    axis_variance_share: Vector
    loadings: Matrix
    axis_share: Matrix
    axis_part: Matrix
    axis_part_sd: Matrix
    made_of: Words
    read_by: Words
    @overload
    def __getitem__(self, key: Literal['circuit_count', 'statistic_count']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['properties', 'read_from', 'moved_by', 'coordinates', 'axes', 'made_of', 'read_by']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['r2', 'sd', 'base', 'spread', 'reading', 'measured', 'shift', 'coordinate_sd', 'code', 'axis_variance', 'axis_variance_share']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['group_share', 'group_conditional_share', 'alone', 'group_part', 'group_conditional_part', 'weight', 'slope', 'share', 'conditional_share', 'part', 'conditional_part', 'part_sd', 'conditional_part_sd', 'loadings', 'axis_share', 'axis_part', 'axis_part_sd']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ExplainRecord: ...
    def record(self, label: str) -> ExplainRecord: ...

def explain(
    model: Model,
    circuits: Graphs | None = None,
    only: Properties | None = None,
    *,
    functions: Functions | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> ExplainResult: ...

class CoordinateEffectsRecord(Record):
    code: float
    sd: float
    conditional_sd: float
    movers: str
    effect: Vector
    error: Vector
    read: Vector

class CoordinateEffectsResult(Result):
    coordinates: Words
    code: Vector
    sd: Vector
    conditional_sd: Vector
    movers: Words
    properties: Words
    effect: Matrix
    error: Matrix
    read: Matrix
    @overload
    def __getitem__(self, key: Literal['coordinates', 'movers', 'properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['code', 'sd', 'conditional_sd']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['effect', 'error', 'read']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> CoordinateEffectsRecord: ...
    def record(self, label: str) -> CoordinateEffectsRecord: ...

def coordinate_effects(
    model: Model,
    *,
    only: Texts | None = None,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    count: int = 10,
    uncalibrated: bool = False,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> CoordinateEffectsResult: ...

class SteerRecord(Record):
    start: float
    asked: float
    achieved: float
    low: float
    high: float
    sd: float
    expected: float
    residual: float
    z_score: float
    conditional_z_score: float
    conditional_sd: float
    reached: float
    method: str
    limit: str
    released: float
    measured: float
    side_effects: float
    side_effects_error: float
    kept: float
    kept_error: float
    kept_method: str
    held: float
    values_before: Vector
    values: Vector
    moved: float
    released_moves: float
    code: float

class SteerResult(Result):
    circuits: Circuits
    steered: Words
    start: Vector
    asked: Vector
    achieved: Vector
    low: Vector
    high: Vector
    sd: Vector
    expected: Vector
    residual: Vector
    z_score: Vector
    conditional_z_score: Vector
    conditional_sd: Vector
    reached: Vector
    method: Words
    limit: Words
    released: Vector
    properties: Words
    measured: Vector
    side_effects: Vector
    side_effects_error: Vector
    kept_properties: Words
    kept: Vector
    kept_error: Vector
    kept_method: Words
    held: Vector
    before: Circuits
    values_before: Matrix
    values: Matrix
    statistics: Words
    moved: Vector
    released_moves: Vector
    least_side_effects: float
    coordinates: Words
    code: Vector
    distance: float
    distance_start: float
    tail: float
    log_density: float
    log_density_start: float
    encoded: float
    kept_edges: float
    added_edges: float
    removed_edges: float
    @overload
    def __getitem__(self, key: Literal['circuits', 'before']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['steered', 'method', 'limit', 'properties', 'kept_properties', 'kept_method', 'statistics', 'coordinates']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['start', 'asked', 'achieved', 'low', 'high', 'sd', 'expected', 'residual', 'z_score', 'conditional_z_score', 'conditional_sd', 'reached', 'released', 'measured', 'side_effects', 'side_effects_error', 'kept', 'kept_error', 'held', 'moved', 'released_moves', 'code']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['values_before', 'values']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['least_side_effects', 'distance', 'distance_start', 'tail', 'log_density', 'log_density_start', 'encoded', 'kept_edges', 'added_edges', 'removed_edges']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> SteerRecord: ...
    def record(self, label: str) -> SteerRecord: ...

def steer(
    model: Model,
    targets: Requests | None = None,
    *,
    keep: Properties | None = None,
    only_keep: Properties | None = None,
    release: Properties | None = None,
    through: Literal['statistics', 'code'] = 'statistics',
    report: Literal['compared', 'all'] = 'compared',
    edit: bool = False,
    functions: Functions | None = None,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    count: int = 10,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
    density: float | str = ...,
    mean_degree: float | str = ...,
    reciprocity: float | str = ...,
    transitivity: float | str = ...,
    out_degree_cv: float | str = ...,
    in_degree_cv: float | str = ...,
    degree_correlation: float | str = ...,
    assortativity: float | str = ...,
    path_length: float | str = ...,
    modularity: float | str = ...,
    spectral_radius: float | str = ...,
    giant_scc: float | str = ...,
    feed_forward: float | str = ...,
    feed_forward_excess: float | str = ...,
    cyclic: float | str = ...,
    edge_length: float | str = ...,
    weight_mean: float | str = ...,
    reciprocity_excess: float | str = ...,
    local_clustering: float | str = ...,
    assortativity_out_out: float | str = ...,
    assortativity_in_in: float | str = ...,
    assortativity_in_out: float | str = ...,
    type_assortativity: float | str = ...,
    global_efficiency: float | str = ...,
    small_worldness: float | str = ...,
    betweenness_centralization: float | str = ...,
    max_coreness: float | str = ...,
    rich_club: float | str = ...,
    triad_003: float | str = ...,
    triad_012: float | str = ...,
    triad_102: float | str = ...,
    triad_021D: float | str = ...,
    triad_021U: float | str = ...,
    triad_021C: float | str = ...,
    triad_111D: float | str = ...,
    triad_111U: float | str = ...,
    triad_030T: float | str = ...,
    triad_030C: float | str = ...,
    triad_201: float | str = ...,
    triad_120D: float | str = ...,
    triad_120U: float | str = ...,
    triad_120C: float | str = ...,
    triad_210: float | str = ...,
    triad_300: float | str = ...,
    cyclic_ratio: float | str = ...,
    cycle_participation: float | str = ...,
    simplices_2: float | str = ...,
    simplices_3: float | str = ...,
    spectral_gap: float | str = ...,
    non_normality: float | str = ...,
    effective_rank: float | str = ...,
    algebraic_connectivity: float | str = ...,
    ei_balance: float | str = ...,
    weight_cv: float | str = ...,
    directed_clustering: float | str = ...,
    weighted_directed_clustering: float | str = ...,
    onnela_clustering: float | str = ...,
    barrat_clustering: float | str = ...,
    weighted_efficiency: float | str = ...,
    mean_strength: float | str = ...,
    out_strength_cv: float | str = ...,
    in_strength_cv: float | str = ...,
    bow_tie_in: float | str = ...,
    bow_tie_out: float | str = ...,
    laplacian_ratio: float | str = ...,
    activity_dimension: float | str = ...,
    memory_capacity: float | str = ...,
    nonlinear_capacity: float | str = ...,
    narma10: float | str = ...,
    mackey_glass: float | str = ...,
    mackey_glass_time: float | str = ...,
    lorenz: float | str = ...,
    lorenz_time: float | str = ...,
    sine_square: float | str = ...,
    delayed_xor: float | str = ...,
    decision: float | str = ...,
    igraph_girth: float | str = ...,
    igraph_diameter: float | str = ...,
    igraph_eccentricity: float | str = ...,
    igraph_path_length_undirected: float | str = ...,
    igraph_reachable_pairs: float | str = ...,
    igraph_local_efficiency: float | str = ...,
    igraph_reciprocity_ratio: float | str = ...,
    igraph_weak_components: float | str = ...,
    igraph_strong_components: float | str = ...,
    igraph_articulation_points: float | str = ...,
    igraph_bridges: float | str = ...,
    igraph_edge_connectivity: float | str = ...,
    igraph_assortativity_undirected: float | str = ...,
    igraph_centralization_out_degree: float | str = ...,
    igraph_centralization_in_degree: float | str = ...,
    igraph_max_out_degree: float | str = ...,
    igraph_max_in_degree: float | str = ...,
    igraph_max_out_coreness: float | str = ...,
    igraph_max_in_coreness: float | str = ...,
    igraph_betweenness_mean: float | str = ...,
    igraph_pagerank_max: float | str = ...,
    igraph_clique_number: float | str = ...,
    igraph_max_trussness: float | str = ...,
    igraph_feedback_edges: float | str = ...,
    igraph_walktrap_modularity: float | str = ...,
    igraph_shared_targets: float | str = ...,
    igraph_shared_inputs: float | str = ...,
    igraph_bifans: float | str = ...,
) -> SteerResult: ...

class TraverseRecord(Record):
    position: float
    property_asked: float
    property_mean: float
    property_sd: float
    mover_changes: Vector
    reached: float
    distance: float
    bias: float
    uncertainty: float
    log_density: float
    code: Vector
    encoded: Vector
    statistic: Vector
    statistic_worst: float
    slope: float
    linearity: float
    asked: Vector
    mean: Vector
    sd: Vector
    change: Vector
    station_position: float
    real_position: Vector
    real_distance: Vector
    real_error: Vector
    property_error: Vector

class TraverseResult(Result):
    circuits: Circuits
    step: Words
    position: Vector
    property_asked: Vector
    property_mean: Vector
    property_sd: Vector
    movers: Words
    mover_changes: Matrix
    reached: Vector
    distance: Vector
    bias: Vector
    uncertainty: Vector
    log_density: Vector
    mean_distance: float
    mean_bias: float
    mean_uncertainty: float
    node_data_used: str
    coordinates: Words
    code: Matrix
    encoded: Matrix
    statistics: Words
    statistic: Matrix
    statistic_worst: Vector
    properties: Words
    slope: Vector
    linearity: Vector
    asked: Matrix
    mean: Matrix
    sd: Matrix
    change: Matrix
    stations: Words
    station_position: Vector
    ways: Words
    columns: Words
    real_groups: Words
    real_position: Matrix
    real_distance: Matrix
    real_error: Matrix
    property_error: Matrix
    spline_no_worse: float
    mixture_no_worse: float
    @overload
    def __getitem__(self, key: Literal['circuits']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['step', 'movers', 'coordinates', 'statistics', 'properties', 'stations', 'ways', 'columns', 'real_groups']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['position', 'property_asked', 'property_mean', 'property_sd', 'reached', 'distance', 'bias', 'uncertainty', 'log_density', 'statistic_worst', 'slope', 'linearity', 'station_position']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mover_changes', 'code', 'encoded', 'statistic', 'asked', 'mean', 'sd', 'change', 'real_position', 'real_distance', 'real_error', 'property_error']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean_distance', 'mean_bias', 'mean_uncertainty', 'spline_no_worse', 'mixture_no_worse']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['node_data_used']) -> str: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> TraverseRecord: ...
    def record(self, label: str) -> TraverseRecord: ...

def traverse(
    model: Model,
    property: str | PathLike[str] | None = None,
    groups: Graphs | None = None,
    *,
    through: Texts | None = None,
    real: Graphs | None = None,
    attribute: str | PathLike[str] | None = None,
    along: Literal['straight', 'manifold', 'spline', 'mixture'] = 'spline',
    pull: float = 0.01,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    from_: float = -2.0,
    to: float = 2.0,
    steps: int = 5,
    nodes: int = 0,
    count: int = 10,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> TraverseResult: ...

class InterpolateRecord(Record):
    position: float
    mover_changes: Vector
    reached: float
    distance: float
    bias: float
    uncertainty: float
    log_density: float
    code: Vector
    encoded: Vector
    statistic: Vector
    statistic_worst: float
    slope: float
    linearity: float
    asked: Vector
    mean: Vector
    sd: Vector
    change: Vector
    straight: float
    manifold: float

class InterpolateResult(Result):
    circuits: Circuits
    step: Words
    position: Vector
    movers: Words
    mover_changes: Matrix
    reached: Vector
    distance: Vector
    bias: Vector
    uncertainty: Vector
    log_density: Vector
    mean_distance: float
    mean_bias: float
    mean_uncertainty: float
    node_data_used: str
    coordinates: Words
    code: Matrix
    encoded: Matrix
    statistics: Words
    statistic: Matrix
    statistic_worst: Vector
    properties: Words
    slope: Vector
    linearity: Vector
    asked: Matrix
    mean: Matrix
    sd: Matrix
    change: Matrix
    straight: Vector
    manifold: Vector
    @overload
    def __getitem__(self, key: Literal['circuits']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['step', 'movers', 'coordinates', 'statistics', 'properties']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['position', 'reached', 'distance', 'bias', 'uncertainty', 'log_density', 'statistic_worst', 'slope', 'linearity', 'straight', 'manifold']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mover_changes', 'code', 'encoded', 'statistic', 'asked', 'mean', 'sd', 'change']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['mean_distance', 'mean_bias', 'mean_uncertainty']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['node_data_used']) -> str: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> InterpolateRecord: ...
    def record(self, label: str) -> InterpolateRecord: ...

def interpolate(
    model: Model,
    first: GraphLike,
    second: GraphLike,
    *,
    along: Literal['straight', 'manifold'] = 'straight',
    node_data: Literal['auto', 'first', 'second', 'drawn'] = 'auto',
    steps: int = 7,
    nodes: int = 0,
    count: int = 10,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> InterpolateResult: ...

class EvaluateRecord(Record):
    per_circuit: Vector
    worse_bits: Vector
    standard_error: Vector
    bits: float
    against_random: float
    edge_auc: float
    intervals: Vector
    group_summary: Vector
    group_means: Vector
    r2: float
    fed: float
    asked: float
    curve_kl_weight: float
    curve_points: Vector
    generated_sizes: Vector
    generated_nearest_names: str
    generated_nearest_distance: float
    generated_properties: Vector
    generated_property_summary: Vector
    generated_summary: Vector
    generated_weak_spots: Vector
    generated_triads: Vector
    disjoint_summary: Vector
    unconditional_sizes: Vector
    unconditional_nearest_names: str
    unconditional_nearest_distance: float
    unconditional_properties: Vector
    unconditional_property_summary: Vector
    unconditional_summary: Vector
    unconditional_weak_spots: Vector
    unconditional_triads: Vector

class EvaluateResult(Result):
    names: Words
    per_circuit: Matrix
    worse: Words
    worse_bits: Matrix
    estimated: Words
    standard_error: Matrix
    bits: Vector
    against_random: Vector
    edge_auc: Vector
    bits_total: float
    bits_code: float
    bits_nodes: float
    bits_edges: float
    bits_weights: float
    bits_node_data: float
    bits_erdos_renyi: float
    bits_dyad: float
    auc: float
    auc_node_data: float
    shared_neurons: int
    coinciding_neurons: int
    identified_neurons: int
    known_identities: int
    intervals: Matrix
    effective: float
    content_bits: float
    content_dimensions: int
    content_active: int
    groups: Words
    group_summary: Matrix
    group_means: Matrix
    properties: Words
    r2: Vector
    fed: Vector
    asked: Vector
    kl_weights: Words
    curve_kl_weight: Vector
    curve_points: Matrix
    curve_budget: float
    auc_at_budget: float
    generated_real_neurons: float
    generated_generated_neurons: float
    generated_sizes: Matrix
    generated_novelty: float
    generated_real_novelty: float
    generated_uniqueness: float
    generated_copies: float
    generated_near_copies: float
    generated_real_distance: float
    generated_compared_names: Words
    generated_nearest_names: Words
    generated_nearest_distance: Vector
    generated_real_count: int
    generated_generated_count: int
    generated_effective: float
    generated_relative_error: float
    generated_relative_error_floor: float
    generated_relative_error_matched: float
    generated_times_floor: float
    generated_discrepancy: float
    generated_mmd_p: float
    generated_property_names: Words
    generated_properties: Matrix
    generated_property_summary: Matrix
    generated_summary: Matrix
    generated_weak_spots: Matrix
    generated_triads: Matrix
    disjoint_summary: Matrix
    unconditional_real_neurons: float
    unconditional_generated_neurons: float
    unconditional_sizes: Matrix
    unconditional_novelty: float
    unconditional_real_novelty: float
    unconditional_uniqueness: float
    unconditional_copies: float
    unconditional_near_copies: float
    unconditional_real_distance: float
    unconditional_compared_names: Words
    unconditional_nearest_names: Words
    unconditional_nearest_distance: Vector
    unconditional_real_count: int
    unconditional_generated_count: int
    unconditional_effective: float
    unconditional_relative_error: float
    unconditional_relative_error_floor: float
    unconditional_relative_error_matched: float
    unconditional_times_floor: float
    unconditional_discrepancy: float
    unconditional_mmd_p: float
    unconditional_property_names: Words
    unconditional_properties: Matrix
    unconditional_property_summary: Matrix
    unconditional_summary: Matrix
    unconditional_weak_spots: Matrix
    unconditional_triads: Matrix
    @overload
    def __getitem__(self, key: Literal['names', 'worse', 'estimated', 'groups', 'properties', 'kl_weights', 'generated_compared_names', 'generated_nearest_names', 'generated_property_names', 'unconditional_compared_names', 'unconditional_nearest_names', 'unconditional_property_names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['per_circuit', 'worse_bits', 'standard_error', 'intervals', 'group_summary', 'group_means', 'curve_points', 'generated_sizes', 'generated_properties', 'generated_property_summary', 'generated_summary', 'generated_weak_spots', 'generated_triads', 'disjoint_summary', 'unconditional_sizes', 'unconditional_properties', 'unconditional_property_summary', 'unconditional_summary', 'unconditional_weak_spots', 'unconditional_triads']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['bits', 'against_random', 'edge_auc', 'r2', 'fed', 'asked', 'curve_kl_weight', 'generated_nearest_distance', 'unconditional_nearest_distance']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['bits_total', 'bits_code', 'bits_nodes', 'bits_edges', 'bits_weights', 'bits_node_data', 'bits_erdos_renyi', 'bits_dyad', 'auc', 'auc_node_data', 'effective', 'content_bits', 'curve_budget', 'auc_at_budget', 'generated_real_neurons', 'generated_generated_neurons', 'generated_novelty', 'generated_real_novelty', 'generated_uniqueness', 'generated_copies', 'generated_near_copies', 'generated_real_distance', 'generated_effective', 'generated_relative_error', 'generated_relative_error_floor', 'generated_relative_error_matched', 'generated_times_floor', 'generated_discrepancy', 'generated_mmd_p', 'unconditional_real_neurons', 'unconditional_generated_neurons', 'unconditional_novelty', 'unconditional_real_novelty', 'unconditional_uniqueness', 'unconditional_copies', 'unconditional_near_copies', 'unconditional_real_distance', 'unconditional_effective', 'unconditional_relative_error', 'unconditional_relative_error_floor', 'unconditional_relative_error_matched', 'unconditional_times_floor', 'unconditional_discrepancy', 'unconditional_mmd_p']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['shared_neurons', 'coinciding_neurons', 'identified_neurons', 'known_identities', 'content_dimensions', 'content_active', 'generated_real_count', 'generated_generated_count', 'unconditional_real_count', 'unconditional_generated_count']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> EvaluateRecord: ...
    def record(self, label: str) -> EvaluateRecord: ...

def evaluate(
    model: Model,
    circuits: Graphs,
    *,
    samples: int = 4,
    refine: int = 100,
    curve: bool = False,
    curve_weights: VectorLike | None = None,
    budget: float | None = None,
    generate: bool = False,
    unconditional: bool = False,
    training: Graphs | None = None,
    count: int | None = None,
    disjoint: Graphs | None = None,
    fine: bool = False,
    identity: str | PathLike[str] | None = None,
    split_by: Literal['neuron', 'animal', 'identity'] = 'neuron',
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> EvaluateResult: ...

class CompareRecord(Record):
    sizes: Vector
    nearest_names: str
    nearest_distance: float
    properties: Vector
    property_summary: Vector
    summary: Vector
    weak_spots: Vector
    triads: Vector

class CompareResult(Result):
    real_neurons: float
    generated_neurons: float
    sizes: Matrix
    novelty: float
    real_novelty: float
    uniqueness: float
    copies: float
    near_copies: float
    real_distance: float
    compared_names: Words
    nearest_names: Words
    nearest_distance: Vector
    real_count: int
    generated_count: int
    effective: float
    relative_error: float
    relative_error_floor: float
    relative_error_matched: float
    times_floor: float
    discrepancy: float
    mmd_p: float
    property_names: Words
    properties: Matrix
    property_summary: Matrix
    summary: Matrix
    weak_spots: Matrix
    triads: Matrix
    shared_neurons: int
    identified_neurons: int
    known_identities: int
    @overload
    def __getitem__(self, key: Literal['real_neurons', 'generated_neurons', 'novelty', 'real_novelty', 'uniqueness', 'copies', 'near_copies', 'real_distance', 'effective', 'relative_error', 'relative_error_floor', 'relative_error_matched', 'times_floor', 'discrepancy', 'mmd_p']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['sizes', 'properties', 'property_summary', 'summary', 'weak_spots', 'triads']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['compared_names', 'nearest_names', 'property_names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['nearest_distance']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['real_count', 'generated_count', 'shared_neurons', 'identified_neurons', 'known_identities']) -> int: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> CompareRecord: ...
    def record(self, label: str) -> CompareRecord: ...

def compare(
    real: Graphs,
    generated: Graphs,
    *,
    paired: bool = False,
    size_free: bool = False,
    fine: bool = False,
    identity: str | PathLike[str] | None = None,
    split_by: Literal['neuron', 'animal', 'identity'] = 'neuron',
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> CompareResult: ...

def figure(
    model: Model,
    circuits: Graphs,
    *,
    property: str | PathLike[str] = 'reciprocity',
    direction: str | PathLike[str] | None = None,
    format: str | PathLike[str] = 'svg',
    width: float | None = None,
    height: float | None = None,
    dpi: float | None = None,
    theme: Literal['light', 'dark', 'print'] = 'light',
    palette: Literal['viridis', 'cividis', 'magma', 'grey'] | None = None,
    title: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> bytes: ...

def report(
    model: Model,
    circuits: Graphs | None = None,
    *,
    only: Texts | None = None,
    steps: int = 3,
    step_count: int = 8,
    effects: int = 4,
    count: int = 0,
    most: int = 200,
    evaluate: bool = True,
    title: str | PathLike[str] | None = None,
    date: str | PathLike[str] | None = None,
    name: str | PathLike[str] | None = None,
    command: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> str: ...

class ReservoirRecord(Record):
    level: float
    values: Vector
    errors: Vector
    rewired_values: Vector
    delay_line_values: Vector
    definitions: str
    units: str
    summary_level: float
    mean: float
    low: float
    high: float
    sd: float
    rewired_mean: float
    delay_line_mean: float
    better: str
    structure_circuits: float
    r2: float
    unseen: float
    shapley: Vector
    correlation: Vector
    beyond: Vector
    partial: Vector
    leading_share: float
    leading_correlation: float
    leading_beyond: float
    leading_partial: float

class ReservoirResult(Result):
    names: Words
    level: Vector
    values: Matrix
    errors: Matrix
    rewired_values: Matrix
    delay_line_values: Matrix
    score_names: Words
    definitions: Words
    units: Words
    summary: Words
    summary_level: Vector
    mean: Vector
    low: Vector
    high: Vector
    sd: Vector
    rewired_mean: Vector
    delay_line_mean: Vector
    better: Words
    structure_properties: Words
    structure_circuits: Vector
    r2: Vector
    unseen: Vector
    shapley: Matrix
    correlation: Matrix
    beyond: Matrix
    partial: Matrix
    leading: Words
    leading_share: Vector
    leading_correlation: Vector
    leading_beyond: Vector
    leading_partial: Vector
    @overload
    def __getitem__(self, key: Literal['names', 'score_names', 'definitions', 'units', 'summary', 'better', 'structure_properties', 'leading']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['level', 'summary_level', 'mean', 'low', 'high', 'sd', 'rewired_mean', 'delay_line_mean', 'structure_circuits', 'r2', 'unseen', 'leading_share', 'leading_correlation', 'leading_beyond', 'leading_partial']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['values', 'errors', 'rewired_values', 'delay_line_values', 'shapley', 'correlation', 'beyond', 'partial']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> ReservoirRecord: ...
    def record(self, label: str) -> ReservoirRecord: ...

def reservoir(
    circuits: Graphs,
    *,
    scores: Texts | None = None,
    rewired: bool = False,
    delay_line: bool = False,
    sweep: VectorLike | None = None,
    structure: bool = False,
    properties: Texts | None = None,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> ReservoirResult: ...

class SynchronyRecord(Record):
    values: float
    threshold: float
    ratio: float
    second: float
    largest: float
    chance: float
    order: Vector
    order_sd: Vector
    fluctuation: Vector

class SynchronyResult(Result):
    names: Words
    levels: Words
    values: Vector
    threshold: Vector
    ratio: Vector
    second: Vector
    largest: Vector
    chance: Vector
    order: Matrix
    order_sd: Matrix
    fluctuation: Matrix
    @overload
    def __getitem__(self, key: Literal['names', 'levels']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['values', 'threshold', 'ratio', 'second', 'largest', 'chance']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['order', 'order_sd', 'fluctuation']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> SynchronyRecord: ...
    def record(self, label: str) -> SynchronyRecord: ...

def synchrony(
    circuits: Graphs,
    *,
    couplings: VectorLike | None = None,
    frequencies: Literal['normal', 'lorentzian'] = 'normal',
    spread: float = 1.0,
    column: str | PathLike[str] | None = None,
    binary: bool = False,
    step: float = 0.1,
    washout: float = 50.0,
    duration: float = 50.0,
    level: float = 0.5,
    seeds: int = 5,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> SynchronyResult: ...

class CovarianceRecord(Record):
    sd: float
    gains: float
    pattern: float
    covariance: Vector

class CovarianceResult(Result):
    names: Words
    dimension: float
    effective_radius: float
    connected: float
    unconnected: float
    sd: Vector
    gains: Vector
    pattern: Vector
    eigenvalues: Vector
    covariance: Matrix
    correlations: Circuits
    @overload
    def __getitem__(self, key: Literal['names']) -> Words: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['dimension', 'effective_radius', 'connected', 'unconnected']) -> float: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['sd', 'gains', 'pattern', 'eigenvalues']) -> Vector: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['covariance']) -> Matrix: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: Literal['correlations']) -> Circuits: ...  # type: ignore[misc]
    @overload
    def __getitem__(self, key: str) -> CovarianceRecord: ...
    def record(self, label: str) -> CovarianceRecord: ...

def covariance(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    noise: float = 0.5,
    linear: bool = False,
    density: float = 0.1,
    seed: int | None = None,
    progress: Progress | None = None,
) -> CovarianceResult: ...

def activity_dimension(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    noise: float = 0.5,
    seed: int | None = None,
    progress: Progress | None = None,
) -> float: ...

def write_weights(
    circuits: Graphs,
    path: str | PathLike[str],
    *,
    format: Literal['safetensors', 'npy'] | None = None,
    initial: Literal['wiring', 'function', 'wiring+function'] = 'wiring',
    activity: str | PathLike[str] | None = None,
    direction: str | PathLike[str] | None = None,
    period: float = 360.0,
    selectivity: str | PathLike[str] | None = None,
    profile: str | PathLike[str] | None = None,
    costs: bool = False,
    masks: Literal['none', 'communities', 'ring'] = 'none',
    layers: VectorLike | None = None,
    groups: int = 8,
    mask_density: float | None = None,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
) -> Words: ...

def memory_capacity(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def nonlinear_capacity(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def narma10(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def mackey_glass(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def mackey_glass_time(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def lorenz(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def lorenz_time(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def sine_square(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def delayed_xor(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def decision(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float | None = None,
    gain: float | None = None,
    types: str | PathLike[str] | None = None,
    inhibitory: str | PathLike[str] = 'inhibitory',
    input_scale: float = 0.1,
    bias: float = 0.2,
    leak_rate: float = 1.0,
    washout: int = 200,
    steps: int = 5000,
    seeds: int = 4,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> float: ...

def igraph_girth(graph: GraphLike) -> float: ...

def igraph_diameter(graph: GraphLike) -> float: ...

def igraph_eccentricity(graph: GraphLike) -> float: ...

def igraph_path_length_undirected(graph: GraphLike) -> float: ...

def igraph_reachable_pairs(graph: GraphLike) -> float: ...

def igraph_local_efficiency(graph: GraphLike) -> float: ...

def igraph_reciprocity_ratio(graph: GraphLike) -> float: ...

def igraph_weak_components(graph: GraphLike) -> float: ...

def igraph_strong_components(graph: GraphLike) -> float: ...

def igraph_articulation_points(graph: GraphLike) -> float: ...

def igraph_bridges(graph: GraphLike) -> float: ...

def igraph_edge_connectivity(graph: GraphLike) -> float: ...

def igraph_assortativity_undirected(graph: GraphLike) -> float: ...

def igraph_centralization_out_degree(graph: GraphLike) -> float: ...

def igraph_centralization_in_degree(graph: GraphLike) -> float: ...

def igraph_max_out_degree(graph: GraphLike) -> float: ...

def igraph_max_in_degree(graph: GraphLike) -> float: ...

def igraph_max_out_coreness(graph: GraphLike) -> float: ...

def igraph_max_in_coreness(graph: GraphLike) -> float: ...

def igraph_betweenness_mean(graph: GraphLike) -> float: ...

def igraph_pagerank_max(graph: GraphLike) -> float: ...

def igraph_clique_number(graph: GraphLike) -> float: ...

def igraph_max_trussness(graph: GraphLike) -> float: ...

def igraph_feedback_edges(graph: GraphLike) -> float: ...

def igraph_walktrap_modularity(graph: GraphLike) -> float: ...

def igraph_shared_targets(graph: GraphLike) -> float: ...

def igraph_shared_inputs(graph: GraphLike) -> float: ...

def igraph_bifans(graph: GraphLike) -> float: ...
