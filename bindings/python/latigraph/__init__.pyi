# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs
from os import PathLike
from types import SimpleNamespace
from typing import Callable, Iterator, KeysView, Literal, NamedTuple, Protocol, Sequence, SupportsIndex, Union, overload

import numpy as np
import pandas as pd
from igraph import Graph

from . import ops as ops
from .ops import (
    activity_dimension as activity_dimension,
    activity_factors as activity_factors,
    activity_states as activity_states,
    align as align,
    blocks_weighted as blocks_weighted,
    bvc_place_cells as bvc_place_cells,
    card as card,
    compare as compare,
    consensus as consensus,
    covariance as covariance,
    decision as decision,
    delayed_xor as delayed_xor,
    discriminate_maps as discriminate_maps,
    functional_decode as functional_decode,
    functional_fit as functional_fit,
    functional_respond as functional_respond,
    igraph_articulation_points as igraph_articulation_points,
    igraph_assortativity_undirected as igraph_assortativity_undirected,
    igraph_betweenness_mean as igraph_betweenness_mean,
    igraph_bifans as igraph_bifans,
    igraph_bridges as igraph_bridges,
    igraph_centralization_in_degree as igraph_centralization_in_degree,
    igraph_centralization_out_degree as igraph_centralization_out_degree,
    igraph_clique_number as igraph_clique_number,
    igraph_diameter as igraph_diameter,
    igraph_eccentricity as igraph_eccentricity,
    igraph_edge_connectivity as igraph_edge_connectivity,
    igraph_feedback_edges as igraph_feedback_edges,
    igraph_girth as igraph_girth,
    igraph_local_efficiency as igraph_local_efficiency,
    igraph_max_in_coreness as igraph_max_in_coreness,
    igraph_max_in_degree as igraph_max_in_degree,
    igraph_max_out_coreness as igraph_max_out_coreness,
    igraph_max_out_degree as igraph_max_out_degree,
    igraph_max_trussness as igraph_max_trussness,
    igraph_pagerank_max as igraph_pagerank_max,
    igraph_path_length_undirected as igraph_path_length_undirected,
    igraph_reachable_pairs as igraph_reachable_pairs,
    igraph_reciprocity_ratio as igraph_reciprocity_ratio,
    igraph_shared_inputs as igraph_shared_inputs,
    igraph_shared_targets as igraph_shared_targets,
    igraph_strong_components as igraph_strong_components,
    igraph_walktrap_modularity as igraph_walktrap_modularity,
    igraph_weak_components as igraph_weak_components,
    inspect_graphs as inspect_graphs,
    latents as latents,
    lesion as lesion,
    list_node_properties as list_node_properties,
    list_properties as list_properties,
    lorenz as lorenz,
    lorenz_time as lorenz_time,
    mackey_glass as mackey_glass,
    mackey_glass_time as mackey_glass_time,
    memory_capacity as memory_capacity,
    model_read as model_read,
    models as models,
    narma10 as narma10,
    network as network,
    node_properties as node_properties,
    nonlinear_capacity as nonlinear_capacity,
    overlap as overlap,
    properties as properties,
    random as random,
    read_graphs as read_graphs,
    reservoir as reservoir,
    sample as sample,
    select as select,
    sine_square as sine_square,
    surrogate_test as surrogate_test,
    surrogates as surrogates,
    synchrony as synchrony,
    variability as variability,
    write_graph as write_graph,
    write_weights as write_weights,
    AxesResult as AxesResult,
    CoordinateEffectsResult as CoordinateEffectsResult,
    DecodeResult as DecodeResult,
    DirectionsResult as DirectionsResult,
    DiscriminateResult as DiscriminateResult,
    EncodeResult as EncodeResult,
    EvaluateResult as EvaluateResult,
    ExplainResult as ExplainResult,
    GenerateEdgesResult as GenerateEdgesResult,
    GenerateResult as GenerateResult,
    InfoResult as InfoResult,
    InterpolateResult as InterpolateResult,
    NearestResult as NearestResult,
    SteerResult as SteerResult,
    TraverseResult as TraverseResult,
)

__version__: str

# --- Arguments ---

class _Igraph(Protocol):
    def vcount(self) -> int: ...
    def ecount(self) -> int: ...

class _Networkx(Protocol):
    def number_of_nodes(self) -> int: ...
    def is_directed(self) -> bool: ...

class _SparseMatrix(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...
    def tocoo(self) -> object: ...

class _Array(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...
    def __array__(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]: ...

class _Frame(Protocol):
    @property
    def columns(self) -> Sequence[str]: ...
    def to_csv(self) -> object: ...

GraphLike = Union[_Igraph, _Networkx, _SparseMatrix, _Array, _Frame]
class _WithCircuits(Protocol):
    circuits: Circuits

Graphs = Union[GraphLike, Sequence[GraphLike], _WithCircuits]
Texts = Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]]]
VectorLike = Union[float, Sequence[float], _Array]
MatrixLike = Union[Sequence[float], Sequence[Sequence[float]], _Array]
Function = Union[Callable[[Graph], Union[float, None]], tuple[str, Callable[[Graph], Union[float, None]]]]
Functions = Union[Function, Sequence[Function], dict[str, Callable[[Graph], Union[float, None]]]]
Properties = Union[str, Function, Sequence[Union[str, Function]]]
Requests = Union[str, Sequence[str], dict[str, Union[float, str]], dict[Function, Union[float, str]]]
Progress = Union[bool, Callable[[str, float], object]]

# --- Results: arrays of numpy where it is installed, lists where it is not ---

_Index = Union[int, str]

class Vector(np.ndarray[tuple[int], np.dtype[np.float64]]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: _Index) -> float: ...
    @overload
    def __getitem__(self, key: Union[slice, Sequence[int]]) -> Vector: ...

class Matrix(np.ndarray[tuple[int, int], np.dtype[np.float64]]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: tuple[_Index, _Index]) -> float: ...
    @overload
    def __getitem__(self, key: Union[_Index, tuple[_Index, slice], tuple[slice, _Index]]) -> Vector: ...
    @overload
    def __getitem__(self, key: Union[slice, tuple[slice, slice]]) -> Matrix: ...

class Circuits(list[Graph]):
    @overload  # type: ignore[override]
    def __getitem__(self, key: SupportsIndex) -> Graph: ...
    @overload
    def __getitem__(self, key: slice) -> Circuits: ...

class Words(list[str]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: _Index) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> list[str]: ...

class Remark(NamedTuple):
    kind: str
    about: str
    text: str

class Record(SimpleNamespace):
    def __getitem__(self, name: str) -> Union[float, str, Vector]: ...
    def keys(self) -> KeysView[str]: ...

class Figure:
    svg: str
    def save(self, path: Union[str, PathLike[str]]) -> None: ...

class Page:
    html: str
    def __init__(self, text: str, height: int = 720) -> None: ...
    def save(self, path: Union[str, PathLike[str]]) -> None: ...

class Result:
    remarks: list[Remark]
    def keys(self) -> KeysView[str]: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, key: object) -> bool: ...
    def to_dataframe(self, axis: Union[str, None] = ...) -> pd.DataFrame: ...
    def plot(
        self,
        *,
        width: float | None = None,
        height: float | None = None,
        dpi: float | None = None,
        theme: str | None = None,
        palette: str | None = None,
        title: str | None = None,
    ) -> Figure: ...

class LatigraphError(Exception): ...
class LatigraphValueError(LatigraphError, ValueError): ...
class LatigraphRuntimeError(LatigraphError, RuntimeError): ...
class LatigraphFileError(LatigraphError, OSError): ...
class LatigraphWarning(UserWarning): ...

class LatigraphRemark(LatigraphWarning):
    kind: str
    about: str

# --- Progress ---

class Bar:
    def __init__(self, stream: object = None) -> None: ...
    def __call__(self, message: str, percent: float) -> None: ...
    def clear(self) -> None: ...

class progress:
    def __init__(self, callback: Union[Progress, None] = True) -> None: ...
    def __enter__(self) -> progress: ...
    def __exit__(self, *exception: object) -> None: ...

# --- Models ---
class Model:
    def __init__(self, handle: object, name: str | None = None) -> None: ...
    def to_bytes(self) -> bytes: ...
    def save(self, path: str | PathLike[str]) -> None: ...
    @property
    def description(self) -> dict[str, object]: ...
    @property
    def code_size(self) -> int: ...
    def plot(
        self,
        circuits: Graphs,
        *,
        property: str | PathLike[str] = 'reciprocity',
        direction: str | PathLike[str] | None = None,
        width: float | None = None,
        height: float | None = None,
        dpi: float | None = None,
        theme: Literal['light', 'dark', 'print'] = 'light',
        palette: Literal['viridis', 'cividis', 'magma', 'grey'] | None = None,
        title: str | PathLike[str] | None = None,
        seed: int | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> Figure: ...
    def report(
        self,
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
    ) -> Page: ...
    def explore(
        self,
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
        height: int = 720,
    ) -> Page: ...
    def model_write(self, path: str | PathLike[str]) -> None: ...
    def info(self) -> InfoResult: ...
    def encode(
        self,
        circuits: Graphs,
        *,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> EncodeResult: ...
    def decode(
        self,
        circuit: GraphLike,
        *,
        refine: int = 0,
        seed: int | None = None,
    ) -> DecodeResult: ...
    def generate(
        self,
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
    ) -> Circuits: ...
    def generate_edges(
        self,
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
    def directions(
        self,
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
    def discriminate(
        self,
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
    def nearest(
        self,
        circuits: Graphs,
        library: Graphs,
        *,
        count: int = 5,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> NearestResult: ...
    def axes(
        self,
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
    def explain(
        self,
        circuits: Graphs | None = None,
        only: Properties | None = None,
        *,
        functions: Functions | None = None,
        threads: int = 1,
        progress: Progress | None = None,
    ) -> ExplainResult: ...
    def coordinate_effects(
        self,
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
    def steer(
        self,
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
    def traverse(
        self,
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
    def evaluate(
        self,
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
    def figure(
        self,
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

def load(name: str | PathLike[str]) -> Model: ...

def load_module(path: str | PathLike[str]) -> list[str]: ...

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
) -> Model: ...

def graph_from_table(
    edges: Union[pd.DataFrame, pd.Series[float]],
    nodes: Union[pd.DataFrame, None] = ...,
    **options: str,
) -> Graph: ...

def graph_from_matrix(
    matrix: Union[_Array, _SparseMatrix, pd.DataFrame],
    nodes: Union[pd.DataFrame, None] = ...,
    positions: Union[_Array, None] = ...,
    unit: Union[str, None] = ...,
    connectome: Union[str, None] = ...,
) -> Graph: ...

def call(operation: str, /, **arguments: object) -> object: ...
