"""Fine-tune one network on the annotated papers.

python -m training.fit --encoder DIR --tokenizer FILE --records TRAIN... --dev DEV --out FILE [--seed N] ...

`--encoder` is a pretrained encoder, which gets fresh heads, or the folder of a finished model.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.extract.sessions import PARAMETERS
from kg.extraction_records import ExtractionRecord, read_file
from kg.learn.batches import Batch, batches
from kg.learn.encoder import EncoderConfig
from kg.learn.examples import Example, example
from kg.learn.finetune import Schedule, finetune
from kg.learn.network import Network
from kg.learn.restore import restore
from training.augment import altered, coined_names
from training.files import write_whole
from training.measure import measure


def load_start(folder: Path, layers: Sequence[int] = ()) -> Network:
    """What training starts from: a finished model as it is, or fresh heads over some layers of an encoder."""
    return restore(folder) if (folder / PARAMETERS).is_file() else load_encoder(folder, layers)


def load_encoder(folder: Path, layers: Sequence[int] = ()) -> Network:
    """A network with fresh heads over a pretrained encoder, or over some of its layers."""
    shape = json.loads((folder / "encoder.json").read_text())
    weights = torch.load(folder / "encoder.pt", map_location="cpu")
    weights = {name: unpack(value) for name, value in weights.items()}
    if layers:
        shape["layers"] = len(layers)
        weights = keep_layers(weights, layers)
    network = Network(EncoderConfig(**shape))
    network.encoder.load_state_dict(weights)
    return network


def unpack(value: torch.Tensor | tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    """A weight that may be kept as 8-bit rows with scales."""
    return value.float() if isinstance(value, torch.Tensor) else value[0].float() * value[1].float()


def keep_layers(weights: dict[str, torch.Tensor], layers: Sequence[int]) -> dict[str, torch.Tensor]:
    """The weights of some layers, renumbered."""
    kept = {name: value for name, value in weights.items() if not name.startswith("stack.")}
    for new, old in enumerate(layers):
        prefix = f"stack.{old}."
        kept |= {f"stack.{new}.{n[len(prefix) :]}": v for n, v in weights.items() if n.startswith(prefix)}
    return kept


def save_network(network: Network, file: Path) -> None:
    """Write weights in half precision with the shape that rebuilds the network."""
    weights = {name: value.half().cpu() for name, value in network.state_dict().items()}
    shape = {"encoder": asdict(network.encoder.config), "hidden": network.hidden}
    write_whole({"shape": shape, "weights": weights}, file)


def load_network(file: Path) -> Network:
    """Read a network that `save_network` wrote, or that of a finished model's folder."""
    if file.is_dir():
        return restore(file).eval()
    kept = torch.load(file, map_location="cpu")
    network = Network(EncoderConfig(**kept["shape"]["encoder"]), kept["shape"]["hidden"])
    network.load_state_dict({name: value.float() for name, value in kept["weights"].items()})
    return network.eval()


def timed(
    variants: Sequence[Sequence[Example]], schedule: Schedule, minutes: float, device: str
) -> Iterator[tuple[float, Batch]]:
    """Batches in random order until the time is up; progress follows the clock."""
    generator = random.Random(schedule.seed)
    made = [[b.to(device) for b in batches(v, schedule.batch, generator)] for v in variants]
    begin, epoch = time.monotonic(), 0
    while True:
        turn = made[epoch % len(made)]
        generator.shuffle(turn)
        epoch += 1
        for batch in turn:
            progress = (time.monotonic() - begin) / (60 * minutes)
            if progress >= 1:
                print(f"{epoch} epochs", flush=True)
                return
            yield progress, batch


def read_records(files: Sequence[Path]) -> list[ExtractionRecord]:
    """The records of all files, one after the other."""
    return [record for file in files for record in read_file(file)]


def variants(
    records: Sequence[ExtractionRecord], tokenizer: Tokenizer, seed: int, *, renamed: bool = False
) -> list[list[Example]]:
    """The records three times, each time without a random third of the titles.

    `renamed`: under other names and numbers (`training.augment`) in all turns but the first.
    """
    generator = random.Random(seed)
    names = coined_names(records)
    return [
        [
            example(
                altered(record, names, generator) if renamed and turn else record,
                tokenizer,
                with_title=generator.random() >= 0.33,
            )
            for record in records
        ]
        for turn in range(3)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=1.3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--renamed", action="store_true", help="also under other names and numbers")
    parser.add_argument("--limit", type=int, default=None, help="use the first records only, for tests")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    fit(parser.parse_args(arguments))


def fit(args: argparse.Namespace) -> None:
    """Train on the records, measure on the development set and save."""
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    records = read_records(args.records)[: args.limit]
    held = [example(record, tokenizer) for record in list(read_file(args.dev))[: args.limit]]
    schedule = Schedule(batch=args.batch, encoder_rate=args.rate, dropout=args.dropout, seed=args.seed)
    torch.manual_seed(args.seed)
    network = load_start(args.encoder).to(args.device)
    stream = timed(
        variants(records, tokenizer, args.seed, renamed=args.renamed), schedule, args.minutes, args.device
    )
    network = finetune(
        network, stream, schedule, report=lambda p, parts: print(f"{p:.2f}", parts, flush=True)
    )
    figures = measure([network], [b.to(args.device) for b in batches(held, 32, random.Random(0))])
    print(vars(args), figures, flush=True)
    save_network(network, args.out)


if __name__ == "__main__":
    main()
