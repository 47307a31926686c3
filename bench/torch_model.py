# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""The model of doc/model.md in PyTorch: same weights, same numbers, as one would write it there.

A batch of circuits is padded to the largest, matrices of all pairs are dense tensors. check() compares
loss and gradients with those of latigraph.
"""
import json
import math
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional

TYPES = {"F32": numpy.float32, "F64": numpy.float64, "I64": numpy.int64}


def read_tensors(path):
    """All tensors of a safetensors file as numpy arrays, and its metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        array = numpy.frombuffer(data[begin:end], TYPES[entry["dtype"]])
        tensors[name] = array.reshape(entry["shape"]).copy()
    return tensors, metadata


def kernel_widths(metadata):
    """Widths of the distance kernels, in length scales; models before format 4 have fixed ones."""
    model = json.loads(metadata["latigraph"])
    learnt = model["config"].get("kernel_widths")
    if learnt is None:
        return [0.25, 0.5, 0.75, 1, 1.5, 2.5]
    return [width / model["node_data"]["length_scale"] for width in learnt]


def mlp(tensors, name, used):
    """A stack of linear layers with SiLU between them; `used` gets layer -> name of its tensors."""
    layers = []
    while f"model.{name}.{len(layers) // 2}.bias" in tensors:
        part = f"{name}.{len(layers) // 2}"
        weight = torch.tensor(tensors[f"model.{part}.weight"])
        layer = nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            layer.weight.copy_(weight)
            layer.bias.copy_(torch.tensor(tensors[f"model.{part}.bias"]))
        used[f"{part}.weight"], used[f"{part}.bias"] = layer.weight, layer.bias
        layers += [layer, nn.SiLU()]
    return nn.Sequential(*layers[:-1])


class Batch:
    """Circuits padded to the largest; `circuits` are dicts of arrays as measure_model writes them."""

    def __init__(self, circuits, widths):
        count, n = len(circuits), max(len(c["condition"]) for c in circuits)

        def padded(name):
            width = circuits[0][name].shape[1] if circuits[0][name].ndim > 1 else None
            out = torch.zeros((count, n) if width is None else (count, n, width))
            for k, c in enumerate(circuits):
                out[k, : len(c[name])] = torch.tensor(c[name])
            return out

        def stacked(name):
            return torch.tensor(numpy.stack([c[name] for c in circuits]))

        self.condition, self.feature = padded("condition"), padded("feature")
        self.statistic, self.property = stacked("statistic"), stacked("property")
        self.noise_z, self.noise_u = stacked("noise_z"), padded("noise_u")
        self.edge = torch.zeros(count, n, n)
        self.mask = torch.zeros(count, n)
        for k, c in enumerate(circuits):
            at = torch.tensor(c["edges"].astype(numpy.int64))
            self.edge[k, at[:, 0], at[:, 1]] = 1
            self.mask[k, : len(c["condition"])] = 1
        self.size = self.mask.sum(1, keepdim=True)
        self.pair = self.mask[:, :, None] * self.mask[:, None, :] * (1 - torch.eye(n))
        self.upper = self.pair * torch.triu(torch.ones(n, n), 1)
        self.out_share = self.edge / (self.edge.sum(2, keepdim=True) + 1)
        self.in_share = self.edge.transpose(1, 2) / (self.edge.sum(1)[:, :, None] + 1)
        self.gaussians = None
        if "position" in circuits[0]:
            position, placed = padded("position"), padded("placed")
            squared = ((position[:, :, None] - position[:, None]) ** 2).sum(3)
            self.known = placed[:, :, None] * placed[:, None, :]
            self.gaussians = torch.stack(
                [torch.exp(-squared / (2 * s * s)) for s in widths], 3)


class Model(nn.Module):
    """Encoder, prior, decoder and objective of a model file (models without weights)."""

    def __init__(self, path):
        super().__init__()
        tensors, metadata = read_tensors(path)
        self.widths = kernel_widths(metadata)
        self.used = {}
        self.input = mlp(tensors, "encoder.input", self.used)
        self.message, self.gain, self.bias = nn.ModuleList(), nn.ParameterList(), nn.ParameterList()
        while f"model.encoder.layer.{len(self.message)}.gain" in tensors:
            part = f"encoder.layer.{len(self.message)}"
            self.message.append(mlp(tensors, part + ".message", self.used))
            for name, into in (("gain", self.gain), ("bias", self.bias)):
                into.append(self.own(tensors, f"{part}.{name}"))
        self.gate = self.own(tensors, "encoder.gate")
        self.code = mlp(tensors, "encoder.code", self.used)
        self.node = mlp(tensors, "encoder.node", self.used)
        self.prior = mlp(tensors, "prior.node", self.used)
        self.decoder = mlp(tensors, "decoder.node", self.used)
        self.circuit = mlp(tensors, "decoder.global", self.used)
        self.head, self.head_bias = self.own(tensors, "head.weight"), self.own(tensors, "head.bias")
        self.rank = (tensors["model.decoder.node.2.bias"].shape[0] - 2) // 4

    def own(self, tensors, name):
        parameter = nn.Parameter(torch.tensor(tensors["model." + name]))
        self.used[name] = parameter
        return parameter

    def encode(self, batch):
        h = self.input(torch.cat([batch.condition, batch.feature], 2))
        for message, gain, bias in zip(self.message, self.gain, self.bias):
            joined = torch.cat([h, batch.out_share @ h, batch.in_share @ h], 2)
            h = functional.layer_norm(h + message(joined), h.shape[2:], gain, bias)
        mask = batch.mask[:, :, None]
        mean = (h * mask).sum(1) / batch.size
        attention = (h @ self.gate).masked_fill(batch.mask == 0, -math.inf).softmax(1)
        deviation = ((h - mean[:, None]) ** 2 * mask).sum(1) / batch.size
        pooled = [mean, (attention[:, :, None] * h).sum(1), torch.sqrt(deviation + 1e-5)]
        raw = self.code(torch.cat(pooled + [batch.statistic], 1))
        width = raw.shape[1] // 2
        told = min(width, batch.statistic.shape[1])
        mean_z = torch.cat([batch.statistic[:, :told], raw[:, told:width]], 1)
        return h, mean_z, raw[:, width:].clamp(-8, 3)

    def decode(self, batch, z, u):
        """Rates λ and μ (batch, n, n) and the anti-reciprocity δ (batch)."""
        n, r = batch.condition.shape[1], self.rank
        wide = z[:, None].expand(-1, n, -1)
        node = self.decoder(torch.cat([batch.condition, wide, u], 2))
        sent, received, p, q = (node[:, :, k * r : (k + 1) * r] for k in range(4))
        b, c = node[:, :, 4 * r], node[:, :, 4 * r + 1]
        out = self.circuit(z)
        s = sent @ received.transpose(1, 2) / math.sqrt(r)
        s = s + b[:, :, None] + c[:, None, :] + out[:, 0, None, None] - 3.5
        t = p @ q.transpose(1, 2)
        half = (b + c) / 2
        t = (t + t.transpose(1, 2)) / (2 * math.sqrt(r)) + half[:, :, None] + half[:, None, :]
        t = t + out[:, 1, None, None] - 6
        if batch.gaussians is not None:
            for k, (first, x) in enumerate(((2, s), (8, t))):
                weight = torch.exp(out[:, first : first + 6].clamp(-8, 8) - 1)
                kernel = 1e-3 + (batch.gaussians * weight[:, None, None]).sum(3)
                x = x + torch.log(kernel) * batch.known
                s, t = (x, t) if k == 0 else (s, x)
        rate, mutual = torch.exp(s.clamp(-18, 3.4)), torch.exp(t.clamp(-18, 3.4))
        return rate, mutual, torch.sigmoid(out[:, -1] - 3)

    @staticmethod
    def edges(batch, rate, mutual, anti_reciprocity):
        """−ln P of the edges of each circuit."""
        back, to, fro = rate.transpose(1, 2), batch.edge, batch.edge.transpose(1, 2)
        delta = anti_reciprocity[:, None, None]
        alpha, beta = -torch.expm1(-rate), -torch.expm1(-back)
        null = rate + back + mutual
        # One edge, i → j: α e^(−s − m) (1 + δ (e^s − 1) / 2)
        one = -torch.log(alpha) + back + mutual - torch.log1p(delta * torch.expm1(back) / 2)
        both = -torch.log(-torch.expm1(-mutual) + torch.exp(-mutual) * alpha * beta * (1 - delta))
        loss = torch.where(to * fro > 0, both, torch.where(
            to > 0, one, torch.where(fro > 0, one.transpose(1, 2), null)))
        return (loss * batch.upper).sum((1, 2))

    @staticmethod
    def divergence(mean, log_variance, prior_mean, prior_log_variance):
        return 0.5 * (torch.exp(log_variance - prior_log_variance) - 1 + prior_log_variance
                      - log_variance + (mean - prior_mean) ** 2 * torch.exp(-prior_log_variance))

    def terms(self, batch):
        """Terms of the objective of each circuit (batch, 4): edges, code, node codes, head."""
        n = batch.condition.shape[1]
        h, mean, log_variance = self.encode(batch)
        z = mean + torch.exp(log_variance / 2) * batch.noise_z
        wide = z[:, None].expand(-1, n, -1)
        mean_u, log_u = self.node(torch.cat([h, wide], 2)).chunk(2, 2)
        log_u = log_u.clamp(-8, 3)
        prior, log_prior = self.prior(torch.cat([batch.condition, wide], 2)).chunk(2, 2)
        log_prior = log_prior.clamp(-6, 3)
        u = mean_u + torch.exp(log_u / 2) * batch.noise_u
        edges = self.edges(batch, *self.decode(batch, z, u))
        zero = torch.zeros(())
        code = self.divergence(mean, log_variance, zero, zero).sum(1)
        nodes = (self.divergence(mean_u, log_u, prior, log_prior) * batch.mask[:, :, None]).sum((1, 2))
        residual = (batch.property - z @ self.head.T - self.head_bias) / 0.25
        head = 0.5 * (residual ** 2).clamp(max=60).sum(1)
        return torch.stack([edges, code, nodes, head], 1)

    def generate(self, batch, z):
        """Edges (batch, n, n) drawn given codes; node codes come from their prior."""
        n = batch.condition.shape[1]
        wide = z[:, None].expand(-1, n, -1)
        prior, log_prior = self.prior(torch.cat([batch.condition, wide], 2)).chunk(2, 2)
        u = prior + torch.exp(log_prior.clamp(-6, 3) / 2) * torch.randn_like(prior)
        rate, mutual, anti_reciprocity = self.decode(batch, z, u)
        way = torch.rand_like(rate) < -torch.expm1(-rate)
        both = torch.triu(torch.rand_like(mutual) < -torch.expm1(-mutual), 1)
        both = both | both.transpose(1, 2)
        pair = torch.triu(way & way.transpose(1, 2) & ~both, 1)
        lose = torch.rand_like(rate) < anti_reciprocity[:, None, None]
        first = torch.rand_like(rate) < 0.5
        lost = (pair & lose & first) | (pair & lose & ~first).transpose(1, 2)
        return ((way & ~lost) | both) & (batch.pair > 0)


def circuits_of(tensors):
    """The circuits in a file of measure_model."""
    circuits = []
    while f"{len(circuits)}.edges" in tensors:
        start = f"{len(circuits)}."
        circuits.append({name[len(start):]: value for name, value in tensors.items()
                         if name.startswith(start)})
    return circuits


def check(model, tensors):
    """Largest relative differences of terms, and of gradients by tensor (norm of the difference)."""
    circuits = circuits_of(tensors)
    batch = Batch(circuits, model.widths)
    model.zero_grad()
    terms = model.terms(batch)
    terms.sum(1).mean().backward()
    expected = numpy.stack([c["terms"] for c in circuits])
    values = terms.detach().numpy()
    by_term = float(numpy.abs(values / expected - 1).max())
    by_tensor = {}
    for name, parameter in model.used.items():
        want = tensors["gradient." + name]
        got = parameter.grad.numpy()
        by_tensor[name] = float(numpy.linalg.norm(got - want) / numpy.linalg.norm(want))
    return by_term, by_tensor
