"""The network: MiniLM-L6 with word shapes, and heads for tags, dependencies and entities."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC = 256


class Layer(nn.Module):
    """One transformer layer as in BERT (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, _ = x.shape
        qkv = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        scores = q @ k.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5 + bias
        y = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The pretrained encoder plus an embedding of each word's shape."""

    def __init__(self, vocabulary: int, shapes: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        place = self.places.weight[: ids.shape[1]] + self.kinds.weight[0]
        x = self.drop(self.norm(self.words(ids) + place + self.shapes(shapes)))
        bias = (ids == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_pretrained(self, folder: Path) -> None:
        """Take the weights of a BERT-like model.safetensors with this shape."""
        w = load_file(str(folder / "model.safetensors"))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own: dict[str, Tensor] = {
            "words.weight": w["embeddings.word_embeddings.weight"],
            "places.weight": w["embeddings.position_embeddings.weight"],
            "kinds.weight": w["embeddings.token_type_embeddings.weight"],
        }
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = w[f"embeddings.LayerNorm.{part}"]
            for i in range(LAYERS):
                p = f"encoder.layer.{i}."
                own[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                )
                for mine, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                ):  # fmt: skip
                    own[f"layers.{i}.{mine}.{part}"] = w[f"{p}{theirs}.{part}"]
        missing = self.load_state_dict(own, strict=False)
        if missing.missing_keys != ["shapes.weight"] or missing.unexpected_keys:
            raise ValueError(f"{folder} holds another model: {missing}")


class Network(nn.Module):
    """`sizes`: labels per task (upos, xpos, dep, worldwide, re3d, inner), vocabulary and shapes."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.label_size = sizes.get("label", 64)
        self.encoder = Encoder(sizes["vocabulary"], sizes["shapes"], dropout)
        self.drop = nn.Dropout(max(dropout, 0.2))
        self.upos = nn.Linear(HIDDEN, sizes["upos"])
        self.xpos = nn.Linear(HIDDEN, sizes["xpos"])
        self.names = nn.ModuleDict(
            {
                task: nn.Sequential(
                    nn.Linear(HIDDEN, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, sizes[task])
                )
                for task in ("worldwide", "re3d", "inner")
            }
        )
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.5)
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc_mix = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        size = self.label_size
        self.label_dep, self.label_head = nn.Linear(HIDDEN, size), nn.Linear(HIDDEN, size)
        self.label_mix = nn.Parameter(torch.randn(size + 1, sizes["dep"] * (size + 1)) * 0.02)

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of a batch of windows; arcs point into [root, word 0, word 1, ...]."""
        x = self.encoder(ids, shapes)
        wide = (-1, -1, HIDDEN)
        words = 0.5 * (x.gather(1, first[..., None].expand(wide)) + x.gather(1, last[..., None].expand(wide)))
        words = self.drop(words)
        root = self.root.expand(ids.shape[0], 1, HIDDEN)
        heads = torch.cat([root, words], 1)
        dep = self.drop(F.gelu(self.arc_dep(words)))
        head = self.drop(F.gelu(self.arc_head(heads)))
        arcs = self.arc_mix(dep) @ head.transpose(1, 2) / ARC**0.5 + self.arc_bias(head).transpose(1, 2)
        return (
            self.upos(words), self.xpos(words), arcs,
            self.drop(F.gelu(self.label_dep(words))), self.drop(F.gelu(self.label_head(heads))),
            self.names["worldwide"](words), self.names["re3d"](words), self.names["inner"](words),
        )  # fmt: skip

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation scores of dependents and their heads, both [N, label size]."""
        one = torch.ones(len(dep), 1)
        mixed = (torch.cat([dep, one], 1) @ self.label_mix).view(len(dep), -1, self.label_size + 1)
        return (mixed @ torch.cat([head, one], 1)[:, :, None])[:, :, 0]
