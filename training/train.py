"""Trains the reader. See training/README.md for the commands.

python training/train.py DATA MODEL OUT --minutes 60 --ewt 6 --worldwide 3 --re3d 12
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from corpora import RE3D, WORLDWIDE, Document, Gold, bioes, hold_out, read_conllu, read_re3d, read_worldwide
from descent import Descent
from network import MENTION, ROOTS, TRIGGERS, Network
from scoring import score_entities, score_parse
from torch import Tensor

from tidings.reader.pieces import WordPieces
from tidings.reader.windows import SHAPES, Window, pack_windows, sentence_shapes

NONE = -100
TASKS = ("upos", "xpos", "head", "dep", "worldwide", "re3d", "inner")


@dataclass
class Example:
    """A window with its words' labels as numbers; NONE where unknown."""

    window: Window
    words: list[str]
    labels: dict[str, list[int]]


def make_labels(train: list[Document]) -> dict[str, list[str]]:
    tags = lambda kinds: ["O"] + [f"{p}-{k}" for k in kinds for p in "BIES"]  # noqa: E731
    gold = [g for _, d in train for g in d]
    return {
        "upos": sorted({t for g in gold for t in g.upos or []}),
        "xpos": sorted({t for g in gold for t in g.xpos or []}),
        "dep": sorted({t for g in gold for t in g.dep or []}),
        "worldwide": tags(WORLDWIDE), "re3d": tags(RE3D), "inner": tags(RE3D),
        "trigger": list(TRIGGERS), "mention": list(MENTION), "root": list(ROOTS),
    }  # fmt: skip


def make_examples(
    document: Document, pieces: WordPieces, labels: dict[str, dict[str, int]], limit: int
) -> list[Example]:
    """Windows of about `limit` word pieces over one document."""
    words = [w for g in document[1] for w in g.words]
    bounds, at = [], 0
    target: dict[str, list[int]] = {t: [NONE] * len(words) for t in TASKS}
    for g in document[1]:
        n = len(g.words)
        bounds.append((at, at + n))
        for task, values in (("upos", g.upos), ("xpos", g.xpos), ("dep", g.dep)):
            if values:
                target[task][at : at + n] = [labels[task].get(v, NONE) for v in values]
        if g.head:
            target["head"][at : at + n] = [h + at if h >= 0 else -1 for h in g.head]
        for task, spans in g.spans.items():
            target[task][at : at + n] = [labels[task][t] for t in bioes(n, spans)]
        at += n
    shapes = [s for g in document[1] for s in sentence_shapes(g.words)]
    out = []
    for w in pack_windows(bounds, pieces.of(words), shapes, limit=limit):
        place = {number: k + 1 for k, number in enumerate(w.words)} | {-1: 0, NONE: NONE}
        numbers = {t: [target[t][i] for i in w.words] for t in TASKS}
        numbers["head"] = [place.get(h, NONE) for h in numbers["head"]]
        out.append(Example(w, [words[i] for i in w.words], numbers))
    return out


def without_stops(document: Document, rng: random.Random) -> Document:
    """The document with the full stop of some parsed sentences gone, as in captions and headlines."""
    out = []
    for g in document[1]:
        n = len(g.words)
        if g.head and n > 3 and g.words[-1] == "." and n - 1 not in g.head and rng.random() < 0.08:
            cut = {k: v[: n - 1] for k, v in vars(g).items() if isinstance(v, list)}
            g = Gold(**cut)
        out.append(g)
    return document[0], out


def altered_shapes(e: Example, rng: random.Random) -> list[int]:
    """Shapes as they would be in capitals, title case or lower case."""
    change = rng.choice((str.upper, str.title, str.lower))
    shapes = [7] * len(e.window.ids)
    sent: dict[int, list[int]] = {}
    for k, s in enumerate(e.window.sent):
        sent.setdefault(s, []).append(k)
    for ks in sent.values():
        for k, shape in zip(ks, sentence_shapes([change(e.words[k]) for k in ks]), strict=True):
            for p in range(e.window.first[k], e.window.last[k] + 1):
                shapes[p] = shape
    return shapes


def collate(batch: list[Example], rng: random.Random | None) -> dict[str, Tensor]:
    t, w = max(len(e.window.ids) for e in batch), max(len(e.words) for e in batch)
    pad = lambda rows, width, fill: torch.tensor([r + [fill] * (width - len(r)) for r in rows])  # noqa: E731
    out = {
        "ids": pad([e.window.ids for e in batch], t, 0),
        "shapes": pad(
            [altered_shapes(e, rng) if rng and rng.random() < 0.07 else e.window.shapes for e in batch], t, 7
        ),
        "first": pad([e.window.first for e in batch], w, 0),
        "last": pad([e.window.last for e in batch], w, 0),
        "sent": pad([e.window.sent for e in batch], w, -1),
    }
    for task in TASKS:
        out[task] = pad([e.labels[task] for e in batch], w, NONE)
    return out


def mask_arcs(arcs: Tensor, sent: Tensor) -> Tensor:
    """Arcs into other sentences made impossible."""
    same = sent[:, :, None] == sent[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return arcs.masked_fill(~same, -1e4)


def loss_of(network: Network, b: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    vectors = network.words(b["ids"], b["shapes"], b["first"], b["last"], torch.zeros_like(b["ids"]))
    words = network.drop(vectors)
    upos, xpos, arcs, ldep, lhead = network.syntax(words)
    worldwide, re3d, inner = (network.names[t](words) for t in ("worldwide", "re3d", "inner"))
    ce = lambda s, t: F.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=NONE)  # noqa: E731
    losses: dict[str, Tensor] = {}
    weighted = (
        ("upos", upos, 0.3), ("xpos", xpos, 0.4), ("worldwide", worldwide, 3.0), ("re3d", re3d, 1.0),
        ("inner", inner, 0.5),
    )  # fmt: skip
    if (b["head"] != NONE).any():
        losses["head"] = ce(mask_arcs(arcs, b["sent"]), b["head"])
        rows, cols = (b["head"] != NONE).nonzero(as_tuple=True)
        scores = network.labels(ldep[rows, cols], lhead[rows, b["head"][rows, cols]])
        losses["dep"] = F.cross_entropy(scores, b["dep"][rows, cols], ignore_index=NONE)
    for task, s, weight in weighted:
        if (b[task] != NONE).any():
            losses[task] = weight * ce(s, b[task])
    total = torch.stack(list(losses.values())).sum()
    return total, {k: float(v.detach()) for k, v in losses.items()}


def make_batches(examples: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, about `pieces` word pieces each, in random order."""
    rng.shuffle(examples)
    out: list[list[Example]] = []
    for at in range(0, len(examples), 512):
        part = sorted(examples[at : at + 512], key=lambda e: len(e.window.ids))
        batch: list[Example] = []
        for e in part:
            if batch and len(e.window.ids) * (len(batch) + 1) > pieces:
                out.append(batch)
                batch = []
            batch.append(e)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=Path)
    ask.add_argument("model", type=Path, help="folder of the pretrained encoder")
    ask.add_argument("out", type=Path)
    ask.add_argument("--minutes", type=float, default=60)
    ask.add_argument("--ewt", type=int, default=6)
    ask.add_argument("--worldwide", type=int, default=3)
    ask.add_argument("--re3d", type=int, default=12)
    ask.add_argument("--pieces", type=int, default=1536)
    ask.add_argument("--lr", type=float, default=3e-4)
    ask.add_argument("--head-lr", type=float, default=2e-3)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--check", type=float, default=10, help="minutes between checkpoints")
    ask.add_argument("--threads", type=int, default=2)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)

    ewt = list(read_conllu(a.data / "ud/en_ewt-ud-train.conllu"))
    gum = [d for p in sorted((a.data / "ud/gum_news").glob("*.conllu")) for d in read_conllu(p)]
    dev = list(read_conllu(a.data / "ud/en_ewt-ud-dev.conllu"))
    worldwide, re3d = list(read_worldwide(a.data / "worldwide_ner")), list(read_re3d(a.data / "re3d"))
    aside = Path(__file__).parent / "heldout.json"
    held = json.loads(aside.read_text(encoding="utf-8")) | {
        "worldwide": hold_out([n for n, _ in worldwide], 0.12, 11),
        "re3d": hold_out([n for n, _ in re3d], 0.2, 11),
    }
    aside.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    labels = make_labels(ewt)
    numbers = {t: {x: i for i, x in enumerate(v)} for t, v in labels.items()}
    (a.out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")

    pieces = WordPieces.from_json((a.model / "tokenizer.json").read_text(encoding="utf-8"))
    examples = lambda docs, limit: [e for d in docs for e in make_examples(d, pieces, numbers, limit)]  # noqa: E731
    held_w, held_r = set(held["worldwide"]), set(held["re3d"])
    corpora = {
        "ewt": (ewt + gum + gum, a.ewt),
        "worldwide": ([d for d in worldwide if d[0] not in held_w], a.worldwide),
        "re3d": ([d for d in re3d if d[0] not in held_r], a.re3d),
    }
    tests = {
        "dev": examples(dev, 128),
        "worldwide": examples([d for d in worldwide if d[0] in held_w][:60], 128),
        "re3d": examples([d for d in re3d if d[0] in held_r], 128),
    }
    # Each pass cuts the documents into windows of another size, so that no context repeats.
    schedule = [
        e for part, times in corpora.values() for n in range(times)
        for e in examples([without_stops(d, rng) for d in part], (128, 96, 144, 80)[n % 4])
    ]  # fmt: skip
    batches = make_batches(schedule, a.pieces, rng)
    total = len(batches)
    print({k: (len(v), n) for k, (v, n) in corpora.items()}, "batches", total,
          "pieces", sum(len(e.window.ids) for e in schedule), flush=True)  # fmt: skip

    sizes = {t: len(v) for t, v in labels.items()} | {"vocabulary": 30522, "shapes": SHAPES}
    network = Network(sizes)
    network.encoder.load_pretrained(a.model)
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.places.weight.requires_grad_(False)
    descent = Descent(network, new="shapes.weight", lr=a.lr, head_lr=a.head_lr, warm_up=150)
    print("parameters", sum(p.numel() for p in network.parameters()), flush=True)

    begin = last_check = time.time()
    running: dict[str, float] = {}
    seen = 0
    for step, batch in enumerate(batches):
        spent = (time.time() - begin) / 60 / a.minutes
        done = max(step / total, spent)
        if done >= 1:
            break
        descent.prepare(step, done)
        b = collate(batch, rng)
        loss, parts = loss_of(network, b)
        descent.step(step, loss)
        seen += b["ids"].numel()
        for k, v in parts.items():
            running[k] = running.get(k, v) * 0.98 + v * 0.02
        if step % 50 == 0:
            rate = seen / (time.time() - begin)
            print(f"{step}/{total} {(time.time() - begin) / 60:.1f} min {rate:.0f} pieces/s done {done:.2f}",
                  {k: round(v, 3) for k, v in running.items()}, flush=True)  # fmt: skip
        if (time.time() - last_check) / 60 > a.check:
            begin += check(descent, labels, tests, a.out, f"step {step}")
            last_check = time.time()
    check(descent, labels, tests, a.out, "end")


def check(
    descent: Descent, labels: dict[str, list[str]], tests: dict[str, list[Example]], out: Path, title: str
) -> float:
    """Score and save the averaged weights. Returns the seconds it took."""
    results, took = descent.check(lambda: score_old(descent.network, labels, tests), out, title)
    if math.isnan(sum(results["dev"].values())):
        sys.exit("diverged")
    return took


def score_old(
    network: Network, labels: dict[str, list[str]], tests: dict[str, list[Example]]
) -> dict[str, dict[str, float]]:
    """Scores of syntax ("dev") and entities, by test set."""
    results = {}
    for name, part in tests.items():
        rows = []
        part = sorted(part, key=lambda e: len(e.window.ids))
        for at in range(0, len(part), 24):
            batch = part[at : at + 24]
            b = collate(batch, None)
            words = network.words(b["ids"], b["shapes"], b["first"], b["last"], torch.zeros_like(b["ids"]))
            names = [network.names[t](words) for t in ("worldwide", "re3d", "inner")]
            rows.append((batch, b, (*network.syntax(words), *names)))
        if name == "dev":
            results[name] = score_parse(network, rows, mask_arcs, labels)
        else:
            results[name] = score_entities(rows, labels, name)
    return results


if __name__ == "__main__":
    main()
