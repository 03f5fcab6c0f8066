"""Average the weights of networks that were trained from the same start.

python -m training.average NETWORKS... --shares 1 2 --out FILE
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.learn.network import Network
from training.fit import load_network, save_network


def average(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """The network whose every weight is the mean of theirs, each counted by its share."""
    mean, *others = networks
    total = sum(shares)
    weights = {name: value * (shares[0] / total) for name, value in mean.state_dict().items()}
    for other, share in zip(others, shares[1:], strict=True):
        for name, value in other.state_dict().items():
            weights[name] += value * (share / total)
    mean.load_state_dict(weights)
    return mean


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, average and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("networks", type=Path, nargs="+", help="files, or folders of finished models")
    parser.add_argument("--shares", type=float, nargs="+", required=True, help="how much each counts")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    if len(args.shares) != len(args.networks):
        parser.error("give one share for each network")
    save_network(average([load_network(file) for file in args.networks], args.shares), args.out)


if __name__ == "__main__":
    main()
