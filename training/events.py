"""Trains the heads for events together with syntax and entities, from a reader that has the latter.

python training/events.py DATA MODEL WRITTEN OUT --start src/tidings/data/reader/weights.zip --minutes 60

WRITTEN is the folder that `written.py unpack` makes. --start is a packed weights file, or the folder of
an earlier run of train.py. See training/README.md.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import event_data as data
import judge
import numpy as np
import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F
import train
from corpora import read_conllu, read_re3d, read_worldwide
from descent import Descent
from event_data import NONE, TAGS, Text
from judge import HELD
from network import PACKED, RELATIONS, ROOTS, SPEECH, Network
from scoring import spans_of
from silver import read_silver
from torch import Tensor, nn

from tidings.model.codes import STATUSES
from tidings.reader.decode import decode_spans
from tidings.reader.pairs import apart
from tidings.reader.pieces import WordPieces
from tidings.reader.windows import SHAPES, WINDOW, Window, pack_windows, sentence_shapes

SIZES = (1.0, 0.75, 1.125, 0.875)
"""Window sizes of the passes over a corpus, as shares of the one that is read with."""


def network_from(start: Path, sizes: dict[str, int]) -> Network:
    """A network with the encoder, syntax and entity heads of a weights file or of a run's folder."""
    network = Network(sizes)
    if start.is_dir():
        state = torch.load(start / "network.pt", weights_only=True)
    else:
        with zipfile.ZipFile(start) as z:
            state = _unpacked(onnx.load_from_string(z.read("network.onnx")), network)
            mix = np.load(io.BytesIO(z.read("labels.npy")), allow_pickle=False)
            state["label_mix"] = torch.tensor(mix.astype(np.float32))
            with np.load(io.BytesIO(z.read("pairs.npz")), allow_pickle=False) as pairs:
                state |= {PACKED[n]: torch.tensor(pairs[n].astype(np.float32)) for n in pairs.files}
    if len(state.get("pair_mix", ())) < len(RELATIONS):  # a relation that the start had not: as it comes
        with torch.no_grad():
            for name, own in (("pair_mix", network.pair_mix), ("pair_apart", network.pair_apart.T)):
                if name in state:
                    old = state[name] if name == "pair_mix" else state[name].T
                    own = torch.cat([old, own.detach()[len(old) :]])
                    state[name] = own if name == "pair_mix" else own.T.contiguous()
    missing, unknown = network.load_state_dict(state, strict=False)
    new = ("events.", "speech.", "pair_", "marked", "encoder.marks")
    if unknown or any(not name.startswith(new) for name in missing):
        raise ValueError(f"{start} is no reader of this shape: {missing}, {unknown}")
    return network


def _unpacked(model: onnx.ModelProto, network: Network) -> dict[str, Tensor]:
    """The weights of an exported network in 32 bits again. Nodes carry the modules' names, those of a
    dictionary of modules without the dictionary's."""
    owner = {
        part: name for name, module in network.named_children() if isinstance(module, nn.ModuleDict)
        for part in module
    }  # fmt: skip
    arrays = {i.name: onnx.numpy_helper.to_array(i) for i in model.graph.initializer}
    state = {
        name: torch.tensor(a.copy()) for name, a in arrays.items()
        if not name.startswith("onnx::") and name not in ("encoder.words.codes", "encoder.words.scale")
    }  # fmt: skip
    words = arrays["encoder.words.codes"].astype(np.float32) * arrays["encoder.words.scale"]
    state["encoder.words.weight"] = torch.tensor(words)
    kinds = next(a for n, a in arrays.items() if n.startswith("onnx::Add") and a.shape == (384,))
    state["encoder.kinds.weight"] = torch.tensor(np.stack([kinds, np.zeros_like(kinds)]))
    for node in model.graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        kept = [i for i in node.input if i.startswith("onnx::MatMul") and "zero_point" not in i]
        if not kept:
            continue
        weight = arrays[kept[0]].astype(np.float32)
        if kept[0].endswith("_quantized"):
            weight = weight * arrays[kept[0].replace("_quantized", "_scale")][None, :]
        parts = [p for p in node.name.split("/") if p and not p.startswith("MatMul")]
        name = f"{owner[parts[0]]}.{parts[-1]}" if parts[0] in owner else ".".join(parts)
        state[f"{name}.weight"] = torch.tensor(weight.T.copy())
    return state


@dataclass
class Item:
    """A text cut into windows."""

    text: Text
    windows: list[Window]
    size: int = 0
    spots: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Word to (window, place in it)."""


def make_item(text: Text, pieces: WordPieces, limit: int) -> Item:
    shapes = [s for lo, hi in text.sentences for s in sentence_shapes(text.words[lo:hi])]
    limit = 0 if judge.is_lone(text.name) else limit
    windows = pack_windows(text.sentences, pieces.of(text.words), shapes, limit=limit)
    out = Item(text, windows, sum(len(w.ids) for w in windows))
    for n, w in enumerate(windows):
        for k, number in enumerate(w.words):
            out.spots[number] = (n, k)
    return out


def split_item(item: Item, text: Text) -> list[Item]:
    """One item a window, for texts whose labels do not reach across windows."""
    return [
        Item(text, [w], len(w.ids), {number: (0, k) for k, number in enumerate(w.words)})
        for w in item.windows
    ]


def collate(items: list[Item]) -> dict[str, Tensor]:
    windows = [w for item in items for w in item.windows]
    t, n = max(len(w.ids) for w in windows), max(len(w.words) for w in windows)
    b = {k: torch.zeros(len(windows), t, dtype=torch.long) for k in ("ids", "marks")}
    b["shapes"] = torch.full((len(windows), t), 7)
    b |= {k: torch.zeros(len(windows), n, dtype=torch.long) for k in ("first", "last")}
    tasks = ("trigger", "status", "background", *SPEECH)
    b |= {k: torch.full((len(windows), n), NONE) for k in tasks}
    b |= {k: torch.zeros(len(windows), n) for k in ("from", "to", "there")}
    fact: list[tuple[int, int, float]] = []
    pairs: list[list[int]] = []
    root: list[int] = []
    row = 0
    for item in items:
        text = item.text
        sent = np.zeros(len(text.words), np.int64)
        for k, (lo, hi) in enumerate(text.sentences):
            sent[lo:hi] = k
        for r, w in enumerate(item.windows, row):
            b["ids"][r, : len(w.ids)] = torch.tensor(w.ids)
            b["shapes"][r, : len(w.ids)] = torch.tensor(w.shapes)
            b["first"][r, : len(w.words)] = torch.tensor(w.first)
            b["last"][r, : len(w.words)] = torch.tensor(w.last)
            b["there"][r, : len(w.words)] = 1
            for task in tasks:
                labels = text.speech.get(task) if task in SPEECH else getattr(text, task)
                if labels:
                    b[task][r, : len(w.words)] = torch.tensor([labels[i] for i in w.words])
            for span, name, mark in ((text.source, "from", 1), (text.target, "to", 2)):
                for k, number in enumerate(w.words):
                    if span and span[0] <= number < span[1]:
                        b[name][r, k] = 1
                        b["marks"][r, w.first[k] : w.last[k] + 1] = mark
            root.append(text.root)
        for i, value in text.fact.items():
            if i in item.spots:
                fact.append((row + item.spots[i][0], item.spots[i][1], value))
        here = [p for p in text.pairs if p[0] in item.spots and p[1] in item.spots]
        if here:
            left, right = np.array([p[0] for p in here]), np.array([p[1] for p in here])
            step = apart(left, right, sent[left], sent[right])
            for (a, o, relation, yes), s in zip(here, step.tolist(), strict=True):
                (ra, ka), (ro, ko) = item.spots[a], item.spots[o]
                pairs.append([row + ra, ka, row + ro, ko, relation, s, int(yes)])
        row += len(item.windows)
    for name in ("from", "to"):  # without marks, the whole sentence
        bare = b[name].sum(1) == 0
        b[name][bare] = b["there"][bare]
    b["root"] = torch.tensor(root)
    b["fact"] = torch.tensor(fact, dtype=torch.float32).reshape(-1, 3)
    b["pairs"] = torch.tensor(pairs, dtype=torch.long).reshape(-1, 7)
    return b


def loss_of(network: Network, b: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    vectors = network.words(b["ids"], b["shapes"], b["first"], b["last"], b["marks"])
    words = network.drop(vectors)
    losses: dict[str, Tensor] = {}
    ce = lambda s, t: F.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=NONE)  # noqa: E731
    if (b["trigger"] != NONE).any():
        losses["trigger"] = 5.0 * ce(network.events["trigger"](words), b["trigger"])
        mention = network.events["mention"](words)
        if (b["status"] != NONE).any():
            losses["status"] = 0.5 * ce(mention[..., : len(STATUSES)], b["status"])
            known = b["background"] != NONE
            if known.any():
                losses["background"] = 0.5 * F.binary_cross_entropy_with_logits(
                    mention[..., -1][known], b["background"][known].float()
                )
    for task in SPEECH:
        if (b[task] != NONE).any():
            losses[task] = 2.0 * ce(network.speech[task](words), b[task])
    if len(b["fact"]):
        r, c = b["fact"][:, 0].long(), b["fact"][:, 1].long()
        losses["fact"] = 0.4 * F.smooth_l1_loss(network.events["fact"](words[r, c])[:, 0], b["fact"][:, 2])
    if len(b["pairs"]):
        scores, yes = pair_scores(network, words, b["pairs"])
        losses["pairs"] = 2.5 * F.binary_cross_entropy_with_logits(scores, yes)
    if (b["root"] != NONE).any():
        scores = network.roots(words, b["from"], b["to"], b["there"])
        losses["root"] = F.cross_entropy(scores, b["root"], ignore_index=NONE, label_smoothing=0.1)
    return torch.stack(list(losses.values())).sum(), {k: float(v.detach()) for k, v in losses.items()}


def has_labels(b: dict[str, Tensor]) -> bool:
    tasks = ("trigger", "root", *SPEECH)
    return bool(len(b["fact"]) or len(b["pairs"]) or any((b[t] != NONE).any() for t in tasks))


def pair_scores(network: Network, words: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
    left, right = network.ends(words)
    p = pairs.T
    return network.pairs(left[p[0], p[1]], right[p[2], p[3]], p[4], p[5]), p[6].float()


def batches_of(items: list[Item], pieces: int, rng: random.Random) -> list[list[Item]]:
    """Batches of whole items, about `pieces` word pieces each with padding, in random order."""
    rng.shuffle(items)
    out: list[list[Item]] = []
    for at in range(0, len(items), 256):
        batch: list[Item] = []
        rows = longest = 0
        for item in sorted(items[at : at + 256], key=lambda i: max(len(w.ids) for w in i.windows)):
            width = max(longest, *(len(w.ids) for w in item.windows))
            if batch and (rows + len(item.windows)) * width > pieces:
                out.append(batch)
                batch, rows, width = [], 0, max(len(w.ids) for w in item.windows)
            batch.append(item)
            rows, longest = rows + len(item.windows), width
        if batch:
            out.append(batch)
    return out


def score(network: Network, tests: dict[str, list[Item]]) -> dict[str, dict[str, float]]:
    """F1 of triggers with their type, of pairs by relation, accuracy of status, macro-F1 of roots,
    exact F1 of the spans of attributions (fragments count on their own), error of factuality."""
    out: dict[str, dict[str, float]] = {}
    for name, items in tests.items():
        hit: dict[str, list[int]] = {}

        def count(key: str, right: int, said: int, there: int, hit: dict[str, list[int]] = hit) -> None:
            row = hit.setdefault(key, [0, 0, 0])
            row[0], row[1], row[2] = row[0] + right, row[1] + said, row[2] + there

        off: list[float] = []
        same: list[bool] = []
        for batch in batches_of(list(items), 2048, random.Random(1)):
            b = collate(batch)
            words = network.words(b["ids"], b["shapes"], b["first"], b["last"], b["marks"])
            known = b["trigger"] != NONE
            if known.any():
                got, gold = network.events["trigger"](words).argmax(-1)[known], b["trigger"][known]
                count("trigger", int(((got == gold) & (gold > 0)).sum()), int((got > 0).sum()),
                      int((gold > 0).sum()))  # fmt: skip
                dated = b["status"] != NONE
                mention = network.events["mention"](words)[..., : len(STATUSES)].argmax(-1)
                same += (mention[dated] == b["status"][dated]).tolist()
            if len(b["pairs"]):
                scores, yes = pair_scores(network, words, b["pairs"])
                for r, relation in enumerate(RELATIONS):
                    at = b["pairs"][:, 4] == r
                    got, gold = scores[at] > 0, yes[at] > 0
                    count(relation, int((got & gold).sum()), int(got.sum()), int(gold.sum()))
            for task in SPEECH:
                if (b[task] != NONE).any():
                    lengths = b["there"].sum(1).long().numpy()
                    spans = decode_spans(network.speech[task](words).numpy(), lengths)
                    for r, found in enumerate(spans):
                        tags = [TAGS[max(t, 0)] for t in b[task][r].tolist()]
                        gold = {(a, z) for a, z, _ in spans_of(tags)}
                        mine = {(a, z) for a, z, _ in found}
                        count(task, len(mine & gold), len(mine), len(gold))
            if len(b["fact"]):
                r, c = b["fact"][:, 0].long(), b["fact"][:, 1].long()
                off += (network.events["fact"](words[r, c])[:, 0] - b["fact"][:, 2]).abs().tolist()
            if (b["root"] != NONE).any():
                got = network.roots(words, b["from"], b["to"], b["there"]).argmax(-1)
                for g, t in zip(got.tolist(), b["root"].tolist(), strict=True):
                    count(f"={ROOTS[g]}", g == t, 1, 0)
                    count(f"={ROOTS[t]}", 0, 0, 1)
        f1 = {k: 200 * r / max(1, s + t) for k, (r, s, t) in hit.items()}
        result = {k: round(v, 1) for k, v in f1.items() if not k.startswith("=")}
        roots = [v for k, v in f1.items() if k.startswith("=") and hit[k][2]]
        if roots:
            result["root macro"] = round(sum(roots) / len(roots), 1)
            result["root accuracy"] = round(
                100 * sum(v[0] for k, v in hit.items() if k[0] == "=") / len(items), 1
            )
        if same:
            result["status"] = round(100 * sum(same) / len(same), 1)
        if off:
            result["mae"] = round(sum(off) / len(off), 3)
        out[name] = result
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("model", type=Path, help="folder of the pretrained encoder, for its tokenizer")
    ask.add_argument("written", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--start", type=Path, required=True)
    ask.add_argument("--minutes", type=float, default=60)
    ask.add_argument("--ewt", type=float, default=2)
    ask.add_argument("--worldwide", type=float, default=1)
    ask.add_argument("--re3d", type=float, default=8)
    ask.add_argument("--silver", type=Path, help="labels that silver.py wrote")
    ask.add_argument("--silver-passes", type=float, default=2)
    ask.add_argument("--reports", type=float, default=5)
    ask.add_argument("--pages", type=float, default=0, help="further passes over written reports like pages")
    ask.add_argument("--real", type=float, default=0, help="further passes over real pages")
    ask.add_argument("--lone", type=float, default=0, help="further passes over sentences that stand alone")
    ask.add_argument("--others", type=float, default=1, help="passes over stories, factuality, event places")
    ask.add_argument("--polnear", type=float, default=1.6)
    ask.add_argument("--plv", type=float, default=8)
    ask.add_argument("--ecb", type=float, default=1, help="passes over ECB+")
    ask.add_argument("--pieces", type=int, default=1536)
    ask.add_argument("--lr", type=float, default=2e-4)
    ask.add_argument("--head-lr", type=float, default=1e-3)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--check", type=float, default=12, help="minutes between checkpoints")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument(
        "--resume", type=float, default=0.0,
        help="share of the schedule done when --start was saved, for a run that broke off",
    )  # fmt: skip
    ask.add_argument("--until", type=float, default=1.0, help="share of the schedule to stop at")
    ask.add_argument("--all", action="store_true", help="hold nothing of the written reports and pairs out")
    ask.add_argument("--cache", type=Path, help="a file that keeps the written reports as read")
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)

    pieces = WordPieces.from_json((a.model / "tokenizer.json").read_text(encoding="utf-8"))
    ewt = list(read_conllu(a.data / "ud/en_ewt-ud-train.conllu"))
    gum = [d for p in sorted((a.data / "ud/gum_news").glob("*.conllu")) for d in read_conllu(p)]
    dev = list(read_conllu(a.data / "ud/en_ewt-ud-dev.conllu"))
    worldwide, re3d = list(read_worldwide(a.data / "worldwide_ner")), list(read_re3d(a.data / "re3d"))
    held = json.loads((Path(__file__).parent / "heldout.json").read_text(encoding="utf-8"))
    labels = train.make_labels(ewt)
    numbers = {t: {x: i for i, x in enumerate(v)} for t, v in labels.items()}
    (a.out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    plain = lambda docs, limit: [e for d in docs for e in train.make_examples(d, pieces, numbers, limit)]  # noqa: E731
    held_w, held_r = set(held["worldwide"]), set(held["re3d"])
    corpora = [
        (ewt + gum + gum, a.ewt), ([d for d in worldwide if d[0] not in held_w], a.worldwide),
        ([d for d in re3d if d[0] not in held_r], a.re3d),
        (list(read_silver(a.silver)) if a.silver else [], a.silver_passes),
    ]  # fmt: skip

    written = data.read_written([a.written], a.cache)
    marked = list(data.read_plv(a.data / "plover/PLV_train.tsv"))
    keep = lambda rows: rows if a.all else [x for n, x in enumerate(rows) if n % HELD != 3]  # noqa: E731
    rest = lambda rows: [x for n, x in enumerate(rows) if n % HELD == 3]  # noqa: E731
    mine = keep(written)
    fact = [x for s in ("UW", "MEANTIME") for x in data.read_factuality(a.data / "factuality" / s, "train")]
    wide = list(data.read_factuality(a.data / "factuality/UDS_IH2", "train"))
    rng.shuffle(wide)
    same = [x for x in data.read_ecb(a.data / "ecbplus") if x.name not in set(held["ecb"])]
    paged = [x for x in mine if judge.is_page(x.name) and judge.is_written(x.name)]
    real = [x for x in mine if judge.is_real(x.name)]
    lone = [x for x in mine if judge.is_lone(x.name)]
    whole: list[tuple[list[Text], float]] = [
        (paged, a.pages), (real, a.real), (lone, a.lone), (mine, a.reports), (same, a.ecb),
    ]  # fmt: skip
    single: list[tuple[list[Text], float]] = [
        (list(data.read_polnear(a.data / "polnear/train")), a.polnear),
        (keep(marked), a.plv),
        (list(data.marked_from(mine)), a.plv / 5),
        (list(data.read_gsr(a.data / "plover/PLOVER_GSR_CAMEO.txt")), a.plv / 2),
        (list(data.read_stories(a.data / "plover/synthetic_stories.csv.zip", 70, a.seed)), a.others),
        (fact, a.others), (wide[:3000], a.others),
        (list(data.read_event_places(a.data / "places/event_location.jsonl.zip", 4000, a.seed)), a.others),
    ]  # fmt: skip
    tests = {
        "written": [make_item(x, pieces, WINDOW) for x in rest(written) if judge.is_written(x.name)],
        "real": [make_item(x, pieces, WINDOW) for x in rest(written) if judge.is_real(x.name)],
        "lone": [make_item(x, pieces, WINDOW) for x in rest(written) if judge.is_lone(x.name)],
        "polnear": [make_item(x, pieces, WINDOW) for x in data.read_polnear(a.data / "polnear/dev")][::2],
        "plv": [make_item(x, pieces, WINDOW) for x in rest(marked)],
        "uw": [make_item(x, pieces, WINDOW) for x in data.read_factuality(a.data / "factuality/UW", "dev")][
            :300
        ],
    }
    old = {"dev": plain(dev, WINDOW)[::2],
           "worldwide": plain([d for d in worldwide if d[0] in held_w][:40], WINDOW),
           "re3d": plain([d for d in re3d if d[0] in held_r], WINDOW)}  # fmt: skip

    def passes(times: float) -> list[tuple[int, float]]:
        """(window size, share of the corpus) of each pass."""
        return [(int(WINDOW * SIZES[n % 4]), min(1.0, times - n)) for n in range(int(np.ceil(times)))]

    jobs: list[tuple[str, list]] = []
    first_stage: list[train.Example] = []
    for docs, times in corpora:
        for limit, share in passes(times):
            part = rng.sample(docs, round(share * len(docs)))
            first_stage += plain([train.without_stops(d, rng) for d in part], limit)
    jobs += [("old", b) for b in train.make_batches(first_stage, a.pieces, rng)]
    for texts, times in whole:
        for limit, share in passes(times):
            items = [make_item(x, pieces, limit) for x in rng.sample(texts, round(share * len(texts)))]
            jobs += [("new", b) for b in batches_of(items, a.pieces, rng)]
    for texts, times in single:
        items = [
            part for limit, share in passes(times) for x in rng.sample(texts, round(share * len(texts)))
            for part in split_item(make_item(x, pieces, limit), x)
        ]  # fmt: skip
        jobs += [("new", b) for b in batches_of(items, a.pieces, rng)]
    rng.shuffle(jobs)
    jobs = jobs[round(a.resume * len(jobs)) :]
    total = len(jobs)
    print("batches", total, "of them old", sum(k == "old" for k, _ in jobs), flush=True)

    sizes = {t: len(v) for t, v in labels.items()} | {"vocabulary": 30522, "shapes": SHAPES}
    network = network_from(a.start, sizes)
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.places.weight.requires_grad_(False)
    network.encoder.kinds.weight.requires_grad_(False)
    descent = Descent(network, new="marks.weight", lr=a.lr, head_lr=a.head_lr, warm_up=100)
    scored = lambda: score(network, tests) | train.score_old(network, labels, old)  # noqa: E731

    begin = last_check = time.time()
    running: dict[str, float] = {}
    for step, (kind, batch) in enumerate(jobs):
        done = max(step / total, (time.time() - begin) / 60 / a.minutes)
        if done >= a.until:
            break
        done = a.resume + (1 - a.resume) * done
        descent.prepare(step, done)
        if kind == "old":
            loss, parts = train.loss_of(network, train.collate(batch, rng))
        else:
            b = collate(batch)
            if not has_labels(b):
                continue  # windows without a pair, or all discarded
            loss, parts = loss_of(network, b)
        descent.step(step, loss)
        for k, v in parts.items():
            running[k] = running.get(k, v) * 0.97 + v * 0.03
        if step % 50 == 0:
            print(f"{step}/{total} {(time.time() - begin) / 60:.1f} min done {done:.2f}",
                  {k: round(v, 3) for k, v in running.items()}, flush=True)  # fmt: skip
        if (time.time() - last_check) / 60 > a.check:
            begin += descent.check(scored, a.out, f"step {step}")[1]
            last_check = time.time()
    descent.check(scored, a.out, "end")


if __name__ == "__main__":
    main()
