# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs
from os import PathLike
from typing import Any, Callable, Literal, NamedTuple, Sequence, Union

from igraph import Graph

from . import Model

# numpy's arrays where it is installed, lists where it is not.
Vector = Any
Matrix = Any
GraphLike = Any  # igraph.Graph, networkx.DiGraph, a sparse matrix of scipy
Graphs = Union[GraphLike, Sequence[GraphLike]]
Texts = Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]]]
MatrixLike = Union[Sequence[float], Sequence[Sequence[float]], Any]
Function = Union[Callable[[Graph], float], tuple[str, Callable[[Graph], float]]]
Functions = Union[Function, Sequence[Function], dict[str, Callable[[Graph], float]]]


class ReadGraphsResult(NamedTuple):
    circuits: list[Graph]
    names: list[str]
    loops_dropped: int
    parallel_merged: int
    made_mutual: int
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def read_graphs(
    paths: Texts,
    *,
    weight: str | PathLike[str] | None = None,
    loops: Literal['drop', 'refuse'] = 'drop',
    parallel: Literal['merge', 'refuse'] = 'merge',
    undirected: Literal['refuse', 'mutual'] = 'refuse',
) -> ReadGraphsResult: ...

def write_graph(
    graph: GraphLike,
    path: str | PathLike[str],
    *,
    format: Literal['graphml', 'gml', 'pajek', 'edgelist', 'ncol', 'lgl', 'leda', 'dot', 'csv'] | None = None,
) -> None: ...

def select(connectome: GraphLike, condition: str | PathLike[str]) -> Graph: ...

def sample(
    connectome: GraphLike,
    *,
    shape: Literal['ball', 'column', 'neighbours', 'whole'] = 'ball',
    axis: Literal['x', 'y', 'z'] = 'y',
    size_min: int = 100,
    size_max: int = 200,
    count: int = 500,
    restart: float = 0.15,
    select: str | PathLike[str] | None = None,
    seed: int | None = None,
) -> list[Graph]: ...

class OverlapResult(NamedTuple):
    neurons_first: int
    neurons_second: int
    shared: int
    circuits_second: int
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def overlap(first: Graphs, second: Graphs) -> OverlapResult: ...

class PropertiesResult(NamedTuple):
    values: Matrix
    names: list[str]
    definitions: list[str]
    units: list[str]
    sources: list[str]
    reasons: list[str]
    costs: list[str]
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def properties(
    *,
    circuits: Graphs | None = None,
    only: Texts | None = None,
    functions: Functions | None = None,
) -> PropertiesResult: ...

def fit(
    circuits: Graphs,
    *,
    validation: Graphs | None = None,
    options: Texts | None = None,
    card: str | PathLike[str] | None = None,
    seed: int | None = None,
    threads: int = 1,
) -> Model: ...

def models() -> list[str]: ...

def model_read(path: str | PathLike[str]) -> Model: ...

def model_write(model: Model, path: str | PathLike[str]) -> None: ...

class ModelDescribeResult(NamedTuple):
    code_size: int
    json: str
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def model_describe(model: Model) -> ModelDescribeResult: ...

class EncodeResult(NamedTuple):
    mean: Matrix
    sd: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def encode(model: Model, circuits: Graphs, *, threads: int = 1) -> EncodeResult: ...

def decode(model: Model, circuit: GraphLike) -> Matrix: ...

def generate(
    model: Model,
    *,
    codes: MatrixLike | None = None,
    group: str | PathLike[str] | None = None,
    like: GraphLike | None = None,
    nodes: int = 0,
    count: int = 1,
    uncalibrated: bool = False,
    seed: int | None = None,
    threads: int = 1,
    place: Literal['fitted', 'slab', 'ball'] = 'fitted',
    density: Literal['auto', 'space', 'degree'] = 'auto',
    mean_degree: float = 0.0,
) -> list[Graph]: ...

class DirectionsResult(NamedTuple):
    properties: list[str]
    method: list[str]
    r2: Vector
    r2_low: Vector
    r2_high: Vector
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
    weights: Matrix
    steps: Matrix
    cosines: Matrix
    change: Matrix
    change_error: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def directions(
    model: Model,
    *,
    circuits: Graphs | None = None,
    only: Texts | None = None,
    functions: Functions | None = None,
    rewired: bool = False,
    effects: int = 0,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
) -> DirectionsResult: ...

class DiscriminateResult(NamedTuple):
    auc: float
    auc_low: float
    auc_high: float
    auc_shuffled: float
    p: float
    scored: int
    distance: float
    intercept: float
    weight: Vector
    step: Vector
    sd: Vector
    difference: Vector
    along: Vector
    change: Vector
    change_error: Vector
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def discriminate(
    model: Model,
    first: Graphs,
    second: Graphs,
    *,
    functions: Functions | None = None,
    effects: int = 0,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
) -> DiscriminateResult: ...

class AxesResult(NamedTuple):
    steps: Matrix
    variance: Vector
    information: Vector
    share: Vector
    amounts: Matrix
    explained: float
    cosines: Matrix
    change: Matrix
    change_error: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def axes(
    model: Model,
    *,
    circuits: Graphs | None = None,
    kind: Literal['pca', 'jacobian', 'parts'] = 'pca',
    count: int = 6,
    draws: int = 0,
    effects: int = 0,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    seed: int | None = None,
    threads: int = 1,
) -> AxesResult: ...

class ExplainResult(NamedTuple):
    properties: list[str]
    coordinates: list[str]
    statistics: int
    r2: Vector
    sd: Vector
    base: Vector
    spread: Vector
    reading: Vector
    measured: Vector
    coordinate_sd: Vector
    axis_variance: Vector
    code: Vector
    told: Matrix
    weight: Matrix
    share: Matrix
    conditional_share: Matrix
    part: Matrix
    conditional_part: Matrix
    axes: Matrix
    axis_share: Matrix
    axis_part: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def explain(
    model: Model,
    *,
    circuits: Graphs | None = None,
    asked: Texts | None = None,
    functions: Functions | None = None,
    threads: int = 1,
) -> ExplainResult: ...

class CoordinateEffectsResult(NamedTuple):
    coordinates: list[str]
    code: Vector
    sd: Vector
    conditional_sd: Vector
    effect: Matrix
    error: Matrix
    read: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def coordinate_effects(
    model: Model,
    *,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    count: int = 10,
    uncalibrated: bool = False,
    seed: int | None = None,
    threads: int = 1,
) -> CoordinateEffectsResult: ...

class SteerResult(NamedTuple):
    circuits: list[Graph]
    asked: Vector
    start: Vector
    mean: Vector
    low: Vector
    high: Vector
    sd: Vector
    expected: Vector
    residual: Vector
    z_score: Vector
    conditional_z_score: Vector
    reached: Vector
    method: list[str]
    limit: list[str]
    side_effects: Vector
    side_effects_error: Vector
    moved: Vector
    code: Vector
    distance: float
    tail: float
    encoded: float
    edges: Vector
    kept: Vector
    kept_error: Vector
    kept_method: list[str]
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def steer(
    model: Model,
    targets: Texts,
    *,
    keep: Texts | None = None,
    release: Texts | None = None,
    through: Literal['statistics', 'code'] = 'statistics',
    edit: bool = False,
    functions: Functions | None = None,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    nodes: int = 0,
    count: int = 10,
    seed: int | None = None,
    threads: int = 1,
) -> SteerResult: ...

class TraverseResult(NamedTuple):
    circuits: list[Graph]
    position: Vector
    code: Matrix
    asked: Matrix
    mean: Matrix
    sd: Matrix
    change: Matrix
    slope: Vector
    linearity: Vector
    encoded: Matrix
    reached: Vector
    distance: Vector
    bias: Vector
    uncertainty: Vector
    statistic: Matrix
    log_density: Vector
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def traverse(
    model: Model,
    property: str | PathLike[str],
    *,
    like: GraphLike | None = None,
    group: str | PathLike[str] | None = None,
    from_: float = -2.0,
    to: float = 2.0,
    steps: int = 5,
    nodes: int = 0,
    count: int = 10,
    seed: int | None = None,
    threads: int = 1,
) -> TraverseResult: ...

class InterpolateResult(NamedTuple):
    circuits: list[Graph]
    position: Vector
    code: Matrix
    asked: Matrix
    mean: Matrix
    sd: Matrix
    change: Matrix
    slope: Vector
    linearity: Vector
    encoded: Matrix
    reached: Vector
    distance: Vector
    bias: Vector
    uncertainty: Vector
    statistic: Matrix
    log_density: Vector
    straight: Vector
    manifold: Vector
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

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
) -> InterpolateResult: ...

class EvaluateResult(NamedTuple):
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
    per_circuit: Matrix
    curve: Matrix
    auc_at_budget: float
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def evaluate(
    model: Model,
    circuits: Graphs,
    *,
    samples: int = 4,
    refine: int = 100,
    curve_weights: Sequence[float] | None = None,
    budget: float = 800.0,
    seed: int | None = None,
    threads: int = 1,
) -> EvaluateResult: ...

class CompareResult(NamedTuple):
    relative_error: float
    relative_error_floor: float
    relative_error_matched: float
    discrepancy: float
    mmd_p: float
    effective: float
    summary: Matrix
    properties: Matrix
    triads: Matrix
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def compare(
    real: Graphs,
    generated: Graphs,
    *,
    paired: bool = False,
    seed: int | None = None,
    threads: int = 1,
) -> CompareResult: ...

class ReservoirResult(NamedTuple):
    values: Matrix
    errors: Matrix
    rewired: Matrix
    delay_line: Matrix
    names: list[str]
    definitions: list[str]
    units: list[str]
    def __getitem__(self, key: Any) -> Any: ...
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

def reservoir(
    circuits: Graphs,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
    scores: Texts | None = None,
) -> ReservoirResult: ...

def write_weights(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
    path: str | PathLike[str],
) -> None: ...

def memory_capacity(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def nonlinear_capacity(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def narma10(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def mackey_glass(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def mackey_glass_time(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def lorenz(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def lorenz_time(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def sine_square(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def delayed_xor(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
) -> float: ...

def decision(
    circuit: GraphLike,
    *,
    weights: Literal['binary', 'count', 'sampled'] = 'binary',
    radius: float = 0.9,
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
