"""The network: MiniLM-L6 with word shapes, and heads for tags, dependencies, entities and events."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from tidings.model.codes import EVENT_TYPES, STATUSES
from tidings.reader.hints import RELATIONS, SPEECH

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC = 256
PAIR = 128
TRIGGERS = ("O", *EVENT_TYPES)
MENTION = (*STATUSES, "background")
ROOTS = (*(t for t in EVENT_TYPES if t not in ("CONCEDE", "RETREAT")), "YIELD")
"""Labels of marked pairs: PLOVER's types, two of them as one."""
PACKED = {
    "mix": "pair_mix", "apart": "pair_apart", "ask": "marked_ask.weight", "ask_bias": "marked_ask.bias",
    "inner": "marked.1.weight", "inner_bias": "marked.1.bias", "outer": "marked.4.weight",
    "outer_bias": "marked.4.bias",
}  # fmt: skip
"""Arrays of a weights file's pairs.npz and the parameters that they are."""
APART = 12
"""Buckets of how far apart two words stand (tidings.reader.pairs)."""


def multiply(linear: nn.Linear, x: Tensor) -> Tensor:
    """`linear(x)`; in training with 16-bit factors, two and a half times faster where the CPU has bf16."""
    if not linear.training:
        return linear(x)
    half = torch.bfloat16
    return F.linear(x.to(half), linear.weight.to(half), linear.bias.to(half)).to(x.dtype)


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
        qkv = multiply(self.qkv, x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        if self.training:
            y = F.scaled_dot_product_attention(
                q, k, v, attn_mask=bias.expand(b, HEADS, t, t), dropout_p=self.drop.p
            )
        else:  # spelt out, so that the exported graph has plain products
            scores = q @ k.transpose(-1, -2) / (HIDDEN // HEADS) ** 0.5 + bias
            y = scores.softmax(-1) @ v
        y = y.transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.drop(multiply(self.out, y)))
        return self.norm2(x + self.drop(multiply(self.down, F.gelu(multiply(self.up, x)))))


class Encoder(nn.Module):
    """The pretrained encoder plus an embedding of each word's shape."""

    def __init__(self, vocabulary: int, shapes: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.marks = nn.Embedding(3, HIDDEN, padding_idx=0)
        nn.init.zeros_(self.marks.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, shapes: Tensor, marks: Tensor) -> Tensor:
        """`marks`: 1 on pieces of a marked source, 2 of a marked target, 0 elsewhere."""
        place = self.places.weight[: ids.shape[1]] + self.kinds.weight[0]
        x = self.drop(self.norm(self.words(ids) + place + self.shapes(shapes) + self.marks(marks)))
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
        if missing.missing_keys != ["shapes.weight", "marks.weight"] or missing.unexpected_keys:
            raise ValueError(f"{folder} holds another model: {missing}")


class Network(nn.Module):
    """`sizes`: labels per task (upos, xpos, dep, worldwide, re3d, inner, trigger, mention, root),
    vocabulary and shapes."""

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
        mlp = lambda inside, size: nn.Sequential(  # noqa: E731
            nn.Linear(HIDDEN, inside), nn.GELU(), nn.Dropout(0.2), nn.Linear(inside, size)
        )
        self.events = nn.ModuleDict(
            {"trigger": mlp(256, sizes["trigger"]), "mention": mlp(192, sizes["mention"]), "fact": mlp(96, 1)}
        )
        self.speech = nn.ModuleDict({task: mlp(256, 5) for task in SPEECH})
        self.pair_left, self.pair_right = nn.Linear(HIDDEN, PAIR), nn.Linear(HIDDEN, PAIR)
        self.pair_mix = nn.Parameter(torch.randn(len(RELATIONS), PAIR + 1, PAIR + 1) * 0.02)
        self.pair_apart = nn.Parameter(torch.zeros(APART, len(RELATIONS)))
        self.marked_ask = nn.Linear(2 * HIDDEN, HIDDEN)
        self.marked = nn.Sequential(
            nn.Dropout(0.3),
            nn.Linear(3 * HIDDEN, 256),
            nn.GELU(),
            nn.Dropout(0.3),
            nn.Linear(256, sizes["root"]),
        )
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.5)
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc_mix = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        size = self.label_size
        self.label_dep, self.label_head = nn.Linear(HIDDEN, size), nn.Linear(HIDDEN, size)
        self.label_mix = nn.Parameter(torch.randn(size + 1, sizes["dep"] * (size + 1)) * 0.02)

    def words(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, marks: Tensor) -> Tensor:
        """A vector a word: the mean of its first and last piece."""
        x = self.encoder(ids, shapes, marks)
        wide = (-1, -1, HIDDEN)
        return 0.5 * (x.gather(1, first[..., None].expand(wide)) + x.gather(1, last[..., None].expand(wide)))

    def syntax(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """upos, xpos, arcs into [root, word 0, word 1, ...], and both ends of relations."""
        root = self.root.expand(words.shape[0], 1, HIDDEN)
        heads = torch.cat([root, words], 1)
        dep = self.drop(F.gelu(self.arc_dep(words)))
        head = self.drop(F.gelu(self.arc_head(heads)))
        arcs = self.arc_mix(dep) @ head.transpose(1, 2) / ARC**0.5 + self.arc_bias(head).transpose(1, 2)
        return (
            self.upos(words), self.xpos(words), arcs,
            self.drop(F.gelu(self.label_dep(words))), self.drop(F.gelu(self.label_head(heads))),
        )  # fmt: skip

    def ends(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Both ends of pairs, [..., PAIR]: triggers left, other words right."""
        return self.drop(F.gelu(self.pair_left(words))), self.drop(F.gelu(self.pair_right(words)))

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, marks: Tensor
    ) -> tuple[Tensor, ...]:
        """Everything the packaged network gives, in the order of export.OUTPUTS."""
        vectors = self.words(ids, shapes, first, last, marks)
        words = self.drop(vectors)
        names = [self.names[t](words) for t in ("worldwide", "re3d", "inner")]
        events = [self.events[t](words) for t in ("trigger", "mention", "fact")]
        speech = [self.speech[t](words) for t in SPEECH]
        return (*self.syntax(words), *names, *events, *speech, *self.ends(words), vectors)

    def pairs(self, left: Tensor, right: Tensor, relation: Tensor, apart: Tensor) -> Tensor:
        """Log-odds [N] of pairs whose ends are both [N, PAIR]; `relation` and `apart` are [N]."""
        one = torch.ones(len(left), 1, dtype=left.dtype)
        left, right = torch.cat([left, one], 1), torch.cat([right, one], 1)
        out = self.pair_apart[apart, relation]
        for r in range(len(RELATIONS)):
            at = (relation == r).nonzero()[:, 0]
            if len(at):
                out = out.index_add(0, at, ((left[at] @ self.pair_mix[r]) * right[at]).sum(1))
        return out

    def roots(self, words: Tensor, source: Tensor, target: Tensor, there: Tensor) -> Tensor:
        """Scores of PLOVER root types for marked sentences. `source`, `target`, `there`: weights of
        the words [rows, words], 0 where a word is none."""
        mean = lambda w: (w[..., None] * words).sum(1) / w.sum(1, keepdim=True).clamp(min=1)  # noqa: E731
        one, other = mean(source), mean(target)
        ask = self.marked_ask(torch.cat([one, other], -1))
        look = (words @ ask[..., None])[..., 0] / HIDDEN**0.5
        look = look.masked_fill(there == 0, -1e4).softmax(-1)
        return self.marked(torch.cat([(look[..., None] * words).sum(1), one, other], -1))

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation scores of dependents and their heads, both [N, label size]."""
        one = torch.ones(len(dep), 1, dtype=dep.dtype)
        mixed = (torch.cat([dep, one], 1) @ self.label_mix).view(len(dep), -1, self.label_size + 1)
        return (mixed @ torch.cat([head, one], 1)[:, :, None])[:, :, 0]
