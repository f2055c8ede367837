"""Exports a checkpoint as one weights file: quantised ONNX network, scorers of pairs, tokenizer,
label lists.

python training/export.py RUN MODEL src/tidings/data/reader/weights.zip --name NAME
"""

from __future__ import annotations

import argparse
import io
import json
import os
import tempfile
import warnings
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import PACKED, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tidings.reader.weights import FORMAT
from tidings.reader.windows import SHAPES

OUTPUTS = (
    "upos", "xpos", "arcs", "label_dep", "label_head", "worldwide", "re3d", "inner",
    "trigger", "mention", "fact", "source", "cue", "content", "left", "right", "vectors",
)  # fmt: skip
INPUTS = ("ids", "shapes", "first", "last", "marks")


class RoundedWords(nn.Module):
    """Word embeddings as 8-bit integers with a scale a row; four times smaller, exact to 0.4 %."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("codes", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.codes[ids].float() * self.scale[ids]  # type: ignore[index]


def weights_only(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with its factors kept in 8 bits and multiplied in 32: sums of 8-bit products turn on
    how a processor rounds what goes into them, and decisions on the edge with them."""
    graph = model.graph
    made_by = {out: node for node in graph.node for out in node.output}
    used_by: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            used_by.setdefault(name, []).append(node)
    held = {one.name for one in graph.initializer}
    widened: dict[str, list[onnx.NodeProto]] = {}
    instead: dict[str, onnx.NodeProto] = {}
    gone: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        rounded, factor = made_by[node.input[0]], node.input[1]
        (cast,) = used_by[node.output[0]]
        (scaled,) = used_by[cast.output[0]]
        scales = next(made_by[name] for name in scaled.input if name != cast.output[0])
        scale = next(name for name in scales.input if name in held)
        if factor not in widened:
            widened[factor] = [
                onnx.helper.make_node("Cast", [factor], [f"{factor}_wide"], to=onnx.TensorProto.FLOAT),
                onnx.helper.make_node("Mul", [f"{factor}_wide", scale], [f"{factor}_factor"]),
            ]
        instead[scaled.name] = onnx.helper.make_node(
            "MatMul", [rounded.input[0], f"{factor}_factor"], list(scaled.output)
        )
        gone |= {node.name, cast.name, scales.name, rounded.name}
    nodes = [one for some in widened.values() for one in some]
    nodes += [instead.get(node.name, node) for node in graph.node if node.name not in gone]
    del graph.node[:]
    graph.node.extend(nodes)
    names = {name for node in nodes for name in node.input}
    kept = [one for one in graph.initializer if one.name in names]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    onnx.checker.check_model(model)
    return model


def export(run: Path, model: Path, target: Path, *, name: str, precision: str) -> None:
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    sizes = {t: len(v) for t, v in labels.items()} | {"vocabulary": 30522, "shapes": SHAPES}
    state = torch.load(run / "network.pt", weights_only=True)
    network = Network(sizes | {"label": state["label_dep.weight"].shape[0]}, dropout=0.0)
    network.load_state_dict(state)
    network.eval()
    if precision != "fp32":
        network.encoder.words = RoundedWords(network.encoder.words.weight.detach())  # type: ignore[assignment]
    example = (
        torch.randint(200, 3000, (2, 20)), torch.randint(0, SHAPES, (2, 20)),
        torch.arange(1, 11).expand(2, 10), torch.arange(1, 11).expand(2, 10), torch.randint(0, 3, (2, 20)),
    )  # fmt: skip
    axes = {
        n: {0: "rows", 1: "pieces" if n in ("ids", "shapes", "marks") else "words"} for n in INPUTS + OUTPUTS
    }
    axes["arcs"][2] = axes["label_head"][1] = "heads"
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network, example, str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        if precision.startswith("int8"):
            quantize_dynamic(
                plain, small, weight_type=QuantType.QInt8, per_channel=True,
                reduce_range=precision != "int8", op_types_to_quantize=["MatMul", "Gemm"],
                nodes_to_exclude=[n.name for n in onnx.load(plain).graph.node if "encoder" not in n.name],
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
        else:
            small = plain
        if precision == "int8w":
            small.write_bytes(weights_only(onnx.load(small)).SerializeToString())
        blob = small.read_bytes()
    half = lambda t: t.detach().numpy().astype(np.float16)  # noqa: E731
    buffer, pairs = io.BytesIO(), io.BytesIO()
    np.save(buffer, half(network.label_mix))
    np.savez(pairs, **{name: half(state[parameter]) for name, parameter in PACKED.items()})
    meta = {"format": FORMAT, "name": name, "precision": precision, "labels": labels}
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as z:
        for member, content in (
            ("meta.json", json.dumps(meta).encode()), ("network.onnx", blob),
            ("labels.npy", buffer.getvalue()), ("pairs.npz", pairs.getvalue()),
            ("tokenizer.json", (model / "tokenizer.json").read_bytes()),
        ):  # fmt: skip
            z.writestr(zipfile.ZipInfo(member, (2026, 11, 24, 0, 0, 0)), content)
    os.replace(part, target)
    print(target, round(target.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    ask = argparse.ArgumentParser()
    ask.add_argument("run", type=Path)
    ask.add_argument("model", type=Path)
    ask.add_argument("target", type=Path)
    ask.add_argument("--name", default="reader")
    ask.add_argument("--precision", choices=("fp32", "int8", "int8r", "int8w"), default="int8w")
    a = ask.parse_args()
    export(a.run, a.model, a.target, name=a.name, precision=a.precision)
