"""What both trainings of the network share: one step of descent, a moving average of the weights, and
checkpoints of the average."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from network import Network
from torch import Tensor, nn

Scores = dict[str, dict[str, float]]


class Descent:
    """AdamW with a peak rate for the pretrained encoder and another for what is new."""

    def __init__(self, network: Network, *, new: str, lr: float, head_lr: float, warm_up: int) -> None:
        """`new`: the encoder's parameter that is learnt as fast as the heads. Embeddings whose gradients
        are switched off stay as they are."""
        self.network, self.warm_up = network, warm_up
        body = [p for n, p in network.encoder.named_parameters() if p.requires_grad and n != new]
        mine = {id(p) for p in body}
        heads = [p for p in network.parameters() if p.requires_grad and id(p) not in mine]
        self.optimiser = torch.optim.AdamW(
            [{"params": body, "lr": lr, "peak": lr}, {"params": heads, "lr": head_lr, "peak": head_lr}],
            betas=(0.9, 0.98), weight_decay=0.01, fused=True,
        )  # fmt: skip
        self.average = {n: p.detach().clone() for n, p in self._learnt()}

    def _learnt(self) -> list[tuple[str, nn.Parameter]]:
        return [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]

    def prepare(self, step: int, done: float) -> None:
        """Before the loss is made. `done`: the share of the training that lies behind; it sets the rate."""
        factor = min(1.0, (step + 1) / self.warm_up) * max(0.02, 1 - done)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        self.network.train()

    def step(self, step: int, loss: Tensor) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        decay = min(0.998, (step + 1) / (step + 20))
        for n, p in self._learnt():
            self.average[n].lerp_(p.detach(), 1 - decay)

    def check(self, score: Callable[[], Scores], out: Path, title: str) -> tuple[Scores, float]:
        """Score and save the averaged weights. Returns the scores and the seconds it took."""
        start = time.time()
        kept = {n: p.detach().clone() for n, p in self._learnt()}
        with torch.no_grad():
            self._put(self.average)
            self.network.eval()
            torch.save(self.network.state_dict(), out / "network.tmp")
            (out / "network.tmp").rename(out / "network.pt")
            results = score()
            self._put(kept)
        print("CHECK", title, json.dumps(results), flush=True)
        return results, time.time() - start

    def _put(self, weights: dict[str, Any]) -> None:
        for n, p in self._learnt():
            p.copy_(weights[n])
