# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs
from os import PathLike
from typing import Any, Callable, Literal, NamedTuple, Sequence, Union

from igraph import Graph

from . import ops as ops
from .ops import (
    AxesResult,
    CompareResult,
    CoordinateEffectsResult,
    DirectionsResult,
    DiscriminateResult,
    EncodeResult,
    EvaluateResult,
    ExplainResult,
    InterpolateResult,
    ModelDescribeResult,
    OverlapResult,
    PropertiesResult,
    ReadGraphsResult,
    ReservoirResult,
    SteerResult,
    TraverseResult,
    Function,
    Functions,
    GraphLike,
    Graphs,
    Matrix,
    MatrixLike,
    Texts,
    Vector,
)

Properties = Union[str, Function, Sequence[Union[str, Function]]]
Targets = Union[dict[Any, Union[float, str]], Sequence[str]]
Progress = Union[bool, Callable[[str, float], object]]


__version__: str


class LatigraphError(Exception): ...
class LatigraphValueError(LatigraphError, ValueError): ...
class LatigraphRuntimeError(LatigraphError, RuntimeError): ...
class LatigraphFileError(LatigraphError, OSError): ...
class LatigraphWarning(UserWarning): ...

class Result(tuple[Any, ...]):
    def keys(self) -> tuple[str, ...]: ...
    def row(self, name: str) -> dict[str, Any]: ...

class Bar:
    def __init__(self, stream: Any = None) -> None: ...
    def __call__(self, message: str, percent: float) -> None: ...
    def clear(self) -> None: ...

class progress:
    def __init__(self, callback: Progress | None = True) -> None: ...
    def __enter__(self) -> progress: ...
    def __exit__(self, *exception: object) -> None: ...

class Model:
    def __init__(self, handle: object) -> None: ...
    def to_bytes(self) -> bytes: ...
    def save(self, path: str | PathLike[str]) -> None: ...
    @property
    def description(self) -> dict[str, object]: ...
    @property
    def code_size(self) -> int: ...
    def encode(
        self,
        graphs: Graphs,
        *,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> EncodeResult: ...
    def decode(self, graph: GraphLike, *, progress: Progress | None = None) -> Matrix: ...
    def generate(
        self,
        count: int = 1,
        nodes: int = 0,
        like: GraphLike | None = None,
        code: MatrixLike | None = None,
        *,
        group: str | PathLike[str] | None = None,
        uncalibrated: bool = False,
        seed: int | None = None,
        threads: int = 1,
        place: Literal['fitted', 'slab', 'ball'] = 'fitted',
        density: Literal['auto', 'space', 'degree'] = 'auto',
        mean_degree: float = 0.0,
        progress: Progress | None = None,
    ) -> list[Graph]: ...
    def directions(
        self,
        graphs: Graphs | None = None,
        properties: Properties | None = None,
        *,
        rewired: bool = False,
        effects: int = 0,
        like: GraphLike | None = None,
        group: str | PathLike[str] | None = None,
        nodes: int = 0,
        seed: int | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> DirectionsResult: ...
    def steer(
        self,
        like: GraphLike | None = None,
        targets: Targets | None = None,
        *,
        keep: Properties | None = None,
        functions: Functions | None = None,
        release: Texts | None = None,
        through: Literal['statistics', 'code'] = 'statistics',
        edit: bool = False,
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
        **properties: float | str,
    ) -> SteerResult: ...
    def explain(
        self,
        graphs: Graphs | None = None,
        properties: Properties | None = None,
        *,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> ExplainResult: ...
    def evaluate(
        self,
        graphs: Graphs,
        *,
        samples: int = 4,
        refine: int = 100,
        curve_weights: Sequence[float] | None = None,
        budget: float = 800.0,
        seed: int | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> EvaluateResult: ...
    def function(
        self,
        graphs: Graphs,
        scores: Sequence[str] | None = None,
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
        progress: Progress | None = None,
    ) -> dict[str, object]: ...
    def discriminate(
        self,
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
        progress: Progress | None = None,
    ) -> DiscriminateResult: ...
    def axes(
        self,
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
        progress: Progress | None = None,
    ) -> AxesResult: ...
    def coordinate_effects(
        self,
        *,
        like: GraphLike | None = None,
        group: str | PathLike[str] | None = None,
        nodes: int = 0,
        count: int = 10,
        uncalibrated: bool = False,
        seed: int | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> CoordinateEffectsResult: ...
    def traverse(
        self,
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
        progress: Progress | None = None,
    ) -> TraverseResult: ...
    def interpolate(
        self,
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

def call(operation, outputs=None, **arguments) -> Any: ...

def fit(
    graphs: Graphs,
    validation: Graphs | None = None,
    *,
    card: dict[str, str] | str | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
    **options: float | str | list[str],
) -> Model: ...

def function(
    graphs: Graphs,
    scores: Sequence[str] | None = None,
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
    progress: Progress | None = None,
) -> dict[str, object]: ...

def load(name: str | PathLike[str]) -> Model: ...

def load_module(path: str | PathLike[str]) -> list[str]: ...

def models() -> list[str]: ...

def properties(
    graphs: Graphs,
    properties: Properties | None = None,
    *,
    progress: Progress | None = None,
) -> Any: ...
