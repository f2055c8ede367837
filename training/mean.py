"""The weighted mean of two runs' weights, as a run of its own.

python training/mean.py BEFORE AFTER OUT [--share 0.5]

--share is AFTER's part. Relations of pairs that only AFTER has are taken from it as they are.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("before", "after", "out"):
        ask.add_argument(name, type=Path)
    ask.add_argument("--share", type=float, default=0.5)
    a = ask.parse_args()
    before, after = (torch.load(run / "network.pt", weights_only=True) for run in (a.before, a.after))
    out = {}
    for name, new in after.items():
        mean = new.clone()
        shared = tuple(slice(0, n) for n in before[name].shape)
        mean[shared] = (1 - a.share) * before[name] + a.share * new[shared]
        out[name] = mean
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save(out, a.out / "network.pt")
    shutil.copy(a.after / "labels.json", a.out / "labels.json")


if __name__ == "__main__":
    main()
