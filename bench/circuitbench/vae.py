# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Variational auto-encoders on padded adjacency matrices, in PyTorch.

PaddedVae is the published kind (arXiv 2506.11062; GraphVAE, Simonovsky and Komodakis 2018): a
circuit is a matrix of as many rows as the largest has neurons, in the order of the data or sorted by
degree; a code z; every entry a Bernoulli variable, of which those between neurons that exist count.
The size is known. NodeVae has a code for every neuron instead.

Sorted by degree the code describes the sorted matrix; the order itself costs log2(n!) bits less
what neurons of equal degree leave free, and is added.
"""
from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .circuits import Circuit

Z, HIDDEN, BATCH = 32, 64, 40
NODE_Z, RANK = 8, 16
RATE, DECAY, DROP = 3e-3, 1e-2, 0.1
PATIENCE = 4  # epochs without a better validation
ORDERS: dict[str, Callable[[Circuit], np.ndarray]] = {
    "data": lambda circuit: np.arange(circuit.n),
    "degree": lambda circuit: np.argsort(-_degree(circuit), kind="stable"),
}



def limit_threads(threads: int) -> None:
    torch.set_num_threads(threads)


def _degree(circuit: Circuit) -> np.ndarray:
    return circuit.adjacency.sum(0) + circuit.adjacency.sum(1)


def order_bits(circuit: Circuit, order: str) -> float:
    if order == "data":
        return 0.0
    ties = np.bincount(_degree(circuit))
    return (lgamma(circuit.n + 1) - sum(lgamma(k + 1) for k in ties)) / log(2)


@dataclass(frozen=True)
class Padded:
    """adjacency (circuits, N, N) as bytes, size (circuits)."""

    adjacency: torch.Tensor
    size: torch.Tensor
    order: list[np.ndarray]

    def batch(self, index: torch.Tensor | slice) -> tuple[torch.Tensor, torch.Tensor]:
        """Matrices and the mask of pairs that exist, both as numbers."""
        return self.adjacency[index].float(), mask_of(self.size[index], self.adjacency.shape[1])


def mask_of(size: torch.Tensor, width: int) -> torch.Tensor:
    exists = (torch.arange(width)[None, :] < size[:, None]).float()
    pairs = exists[:, :, None] * exists[:, None, :]
    return pairs * (1 - torch.eye(width))


def exists_of(mask: torch.Tensor) -> torch.Tensor:
    """Which rows hold a neuron: (circuits, N, 1)."""
    return (mask.sum(2, keepdim=True) > 0).float()


def pad(circuits: Sequence[Circuit], width: int, order: str) -> Padded:
    matrices = torch.zeros(len(circuits), width, width, dtype=torch.uint8)
    orders = [ORDERS[order](circuit) for circuit in circuits]
    for k, (circuit, row) in enumerate(zip(circuits, orders)):
        matrix = circuit.adjacency[np.ix_(row, row)].astype(np.uint8)
        matrices[k, : circuit.n, : circuit.n] = torch.from_numpy(matrix)
    return Padded(matrices, torch.tensor([c.n for c in circuits]), orders)


def features(adjacency: torch.Tensor) -> torch.Tensor:
    """ln(1 + out-, in- and reciprocal degree) of every neuron: (circuits, N, 3)."""
    both = (adjacency * adjacency.transpose(1, 2)).sum(2)
    return torch.log1p(torch.stack([adjacency.sum(2), adjacency.sum(1), both], 2))


class Convolutions(nn.Module):
    """Two graph convolutions over out- and in-neighbours, with a residual and a norm each."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(3 * HIDDEN, HIDDEN) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(2))

    def forward(self, state: torch.Tensor, adjacency: torch.Tensor,
                exists: torch.Tensor) -> torch.Tensor:
        out, into = adjacency.sum(2, keepdim=True), adjacency.sum(1)[:, :, None]
        state = state * exists
        for layer, norm in zip(self.layers, self.norms):
            sent = adjacency @ state / (out + 1)
            received = adjacency.transpose(1, 2) @ state / (into + 1)
            message = layer(torch.cat([state, sent, received], 2))
            state = norm(state + functional.silu(message)) * exists
        return state


class GraphVae(nn.Module):
    """What the auto-encoders have in common; they differ in encode() and decode()."""

    width: int

    def nats(self, adjacency: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """-ln P(A | z) with z drawn from the posterior, and KL of each circuit."""
        mean, log_variance = self.encode(adjacency, mask)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        logits = self.decode(z, mask)
        gaps = (functional.softplus(logits) * mask).sum((1, 2))
        kl = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance) * self.counts(mask)
        return gaps - (logits * adjacency).sum((1, 2)), kl.flatten(1).sum(1)


class PaddedVae(GraphVae):
    """One code for a circuit, a dense decoder."""

    def __init__(self, width: int, density: float) -> None:
        super().__init__()
        self.width = width
        self.encoder = nn.Sequential(
            nn.Flatten(), nn.Dropout(DROP), nn.Linear(width * width, HIDDEN), nn.SiLU())
        self.posterior = nn.Linear(HIDDEN + 1, 2 * Z)
        self.decoder = nn.Sequential(
            nn.Linear(Z + 1, HIDDEN), nn.SiLU(), nn.Linear(HIDDEN, HIDDEN), nn.SiLU(),
            nn.Dropout(DROP), nn.Linear(HIDDEN, width * width))
        nn.init.normal_(self.decoder[-1].weight, std=0.01)
        nn.init.constant_(self.decoder[-1].bias, log(density / (1 - density)))

    def counts(self, mask: torch.Tensor) -> torch.Tensor:
        return torch.ones(len(mask), 1)

    def prior(self, circuits: int) -> torch.Tensor:
        return torch.randn(circuits, Z)

    def _size(self, mask: torch.Tensor) -> torch.Tensor:
        return torch.log((mask[:, 0].sum(1) + 1)[:, None] / 100)

    def encode(self, adjacency: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        state = torch.cat([self.encoder(adjacency), self._size(mask)], 1)
        mean, log_variance = self.posterior(state).chunk(2, 1)
        return mean, log_variance.clamp(-10, 3)

    def decode(self, z: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits (circuits, N, N)."""
        return self.decoder(torch.cat([z, self._size(mask)], 1)).view(-1, self.width, self.width)


class NodeVae(GraphVae):
    """A code for every neuron (Kipf and Welling, arXiv 1611.07308), directed: a neuron's code gives
    what it sends and what it receives, and how much of each."""

    def __init__(self, width: int, density: float) -> None:
        super().__init__()
        self.width = width
        self.first = nn.Linear(3, HIDDEN)
        self.convolutions = Convolutions()
        self.posterior = nn.Linear(HIDDEN, 2 * NODE_Z)
        self.decoder = nn.Sequential(nn.Linear(NODE_Z, HIDDEN), nn.SiLU(),
                                     nn.Linear(HIDDEN, 2 * RANK + 2))
        self.base = nn.Parameter(torch.tensor(log(density / (1 - density))))

    def counts(self, mask: torch.Tensor) -> torch.Tensor:
        return exists_of(mask)

    def prior(self, circuits: int) -> torch.Tensor:
        return torch.randn(circuits, self.width, NODE_Z)

    def encode(self, adjacency: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        state = self.first(features(adjacency))
        state = self.convolutions(state, adjacency, exists_of(mask))
        mean, log_variance = self.posterior(state).chunk(2, 2)
        return mean, log_variance.clamp(-10, 3)

    def decode(self, z: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        sent, received, out, into = self.decoder(z).split([RANK, RANK, 1, 1], 2)
        product = sent @ received.transpose(1, 2) / RANK**0.5
        return self.base + product + out + into.transpose(1, 2)


@dataclass
class Trained:
    model: GraphVae
    order: str
    beta: float
    validation_bits: float
    epochs: int

    def describe(self) -> str:
        return f"{self.order} order, beta {self.beta:g}, {self.epochs} epochs"


@torch.no_grad()
def bits(trained: Trained, data: Padded, samples: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Total bits, without those of the order, and bits of the code of each circuit."""
    trained.model.eval()
    adjacency, mask = data.batch(slice(None))
    draws = [trained.model.nats(adjacency, mask) for _ in range(samples)]
    edges, kl = torch.stack([d[0] for d in draws]).mean(0), draws[0][1]
    return ((edges + kl) / log(2)).numpy(), (kl / log(2)).numpy()


def _validation(model: GraphVae, data: Padded, beta: float) -> float:
    model.eval()
    with torch.no_grad():
        edges, kl = model.nats(*data.batch(slice(None)))
    return float((edges + beta * kl).mean())


def train(training: Padded, validation: Padded, kind: type[GraphVae], order: str, beta: float,
          seed: int, epochs: int) -> Trained:
    """Adam with the weight of the KL term raised to beta over the first third; the state that is
    best on validation is kept, of those after that."""
    torch.manual_seed(seed)
    adjacency, mask = training.batch(slice(None))
    density = float(adjacency.sum() / mask.sum())
    model = kind(adjacency.shape[1], density)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    best, state, waited, epoch = float("inf"), None, 0, 0
    for epoch in range(epochs):
        model.train()
        weight = beta * min(1.0, (epoch + 1) / (epochs / 3))
        for index in torch.randperm(len(training.size)).split(BATCH):
            edges, kl = model.nats(*training.batch(index))
            loss = (edges + weight * kl).mean() / 1000
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
        schedule.step()
        if weight < beta:
            continue
        value = _validation(model, validation, beta)
        waited += 1
        if value < best:
            best, state, waited = value, copy.deepcopy(model.state_dict()), 0
        if waited >= PATIENCE:
            break
    model.load_state_dict(state)
    trained = Trained(model, order, beta, 0, epoch + 1)
    trained.validation_bits = float(bits(trained, validation)[0].mean())
    return trained


@torch.no_grad()
def reconstruct(trained: Trained, data: Padded) -> list[np.ndarray]:
    """Edge probabilities from the posterior mean, neurons in the order of the circuit."""
    trained.model.eval()
    adjacency, mask = data.batch(slice(None))
    mean, _ = trained.model.encode(adjacency, mask)
    return _unpad(torch.sigmoid(trained.model.decode(mean, mask)).numpy(), data.order)


def _unpad(probability: np.ndarray, orders: Sequence[np.ndarray]) -> list[np.ndarray]:
    result = []
    for p, order in zip(probability, orders):
        n = len(order)
        restored = np.zeros((n, n))
        restored[np.ix_(order, order)] = p[:n, :n]
        result.append(restored)
    return result


@torch.no_grad()
def from_posterior(trained: Trained, data: Padded, seed: int) -> list[np.ndarray]:
    """Edge probabilities of codes drawn from the posterior of each circuit."""
    torch.manual_seed(seed)
    trained.model.eval()
    adjacency, mask = data.batch(slice(None))
    mean, log_variance = trained.model.encode(adjacency, mask)
    z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
    return _unpad(torch.sigmoid(trained.model.decode(z, mask)).numpy(), data.order)


@torch.no_grad()
def from_prior(trained: Trained, sizes: Sequence[int], seed: int) -> list[np.ndarray]:
    """Edge probabilities of codes drawn from N(0, I)."""
    torch.manual_seed(seed)
    trained.model.eval()
    size = torch.tensor(list(sizes))
    logits = trained.model.decode(trained.model.prior(len(size)), mask_of(size, trained.model.width))
    return [p[:n, :n] for p, n in zip(torch.sigmoid(logits).numpy(), sizes)]
