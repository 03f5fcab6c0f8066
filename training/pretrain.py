"""Pretrain an encoder by predicting masked words.

    python -m training.pretrain training/configs/student.toml --tokens DIR --out DIR [--minutes M]
    torchrun --nproc-per-node 3 -m training.pretrain training/configs/large.toml --tokens DIR --out DIR

`--tokens` holds `tokens.npy` and `starts.npy` as written by `python -m training.tokenise`.
The schedule follows the clock: a run of M minutes warms up, holds and decays within M minutes.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from kg.learn.encoder import Encoder, EncoderConfig
from training.muon import Muon
from training.parallel import Place

MASKED = 0.3
WARM, HOLD = 0.02, 0.35
UNCOUNTED = 6


class MaskedLanguageModel(nn.Module):
    """An encoder with a tied output layer over the masked positions."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        self.transform = nn.Linear(config.width, config.width, bias=False)
        self.norm = nn.LayerNorm(config.width, bias=False)
        self.bias = nn.Parameter(torch.zeros(config.vocabulary))

    def forward(self, tokens: Tensor, positions: Tensor, targets: Tensor) -> Tensor:
        states = self.encoder(tokens)
        index = positions[:, :, None].expand(-1, -1, states.shape[-1])
        picked = states.gather(1, index).flatten(0, 1)
        hidden = self.norm(functional.gelu(self.transform(picked)))
        logits = functional.linear(hidden, self.encoder.embedding.weight) + self.bias
        return functional.cross_entropy(logits.float(), targets.flatten())


class Masker:
    """Chooses whole words to hide, a fixed share of each row, and replaces them."""

    def __init__(self, tokenizer: Tokenizer, device: str) -> None:
        size = tokenizer.get_vocab_size()
        names = [tokenizer.id_to_token(i) or "" for i in range(size)]
        mask = tokenizer.token_to_id("[MASK]")
        assert mask is not None
        self.mask = mask
        self.specials = 4
        alone = [
            i < self.specials or not any(c.isalnum() for c in n.replace("Ġ", "")) for i, n in enumerate(names)
        ]
        self.alone = torch.tensor(alone, device=device)
        self.opens = torch.tensor([n.startswith("Ġ") for n in names], device=device) | self.alone
        self.size = size

    def __call__(self, tokens: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens `(rows, length)` to corrupted tokens, masked positions and their targets."""
        after_sign = functional.pad(self.alone[tokens][:, :-1], (1, 0), value=True)
        word = (self.opens[tokens] | after_sign).long().cumsum(1).clamp(max=tokens.shape[1]) - 1
        order = torch.rand(tokens.shape, device=tokens.device).gather(1, word)
        order = order.masked_fill(tokens < self.specials, 2.0)
        positions = order.topk(int(MASKED * tokens.shape[1]), dim=1, largest=False).indices
        targets = tokens.gather(1, positions)
        choice = torch.rand(targets.shape, device=tokens.device)
        noise = torch.randint(self.specials, self.size, targets.shape, device=tokens.device)
        shown = torch.where(choice < 0.8, self.mask, torch.where(choice < 0.9, noise, targets))
        return tokens.scatter(1, positions, shown), positions, targets


class Rows:
    """Endless rows of `length` tokens: the papers in a new order each epoch, end to end."""

    def __init__(self, folder: Path, length: int, device: str, seed: int) -> None:
        self.tokens = torch.from_numpy(np.load(folder / "tokens.npy").astype(np.int32)).to(device)
        starts = torch.from_numpy(np.load(folder / "starts.npy")).to(device)
        ends = torch.cat([starts[1:], torch.tensor([len(self.tokens)], device=device)])
        self.starts, self.lengths = starts, ends - starts
        self.length, self.epoch, self.at = length, 0, 0
        self.generator = torch.Generator(device=device).manual_seed(seed)
        self._shuffle()

    def _shuffle(self) -> None:
        order = torch.randperm(len(self.starts), generator=self.generator, device=self.tokens.device)
        lengths = self.lengths[order]
        begin = torch.cumsum(lengths, 0) - lengths
        index = torch.arange(len(self.tokens), device=self.tokens.device)
        index += torch.repeat_interleave(self.starts[order] - begin, lengths)
        count = len(self.tokens) // self.length
        self.rows = self.tokens[index][: count * self.length].view(count, self.length)
        self.at = 0

    def take(self, count: int) -> Tensor:
        """The next `count` rows."""
        if self.at + count > len(self.rows):
            self.epoch += 1
            self._shuffle()
        rows = self.rows[self.at : self.at + count]
        self.at += count
        return rows.long()


def optimisers(model: MaskedLanguageModel, settings: dict[str, float]) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for everything else."""
    hidden = [p for p in model.encoder.stack.parameters() if p.ndim == 2]
    known = {id(p) for p in hidden}
    others = [p for p in model.parameters() if id(p) not in known]
    return [
        Muon(hidden, lr=settings["muon_lr"], momentum=0.95, weight_decay=settings["weight_decay"]),
        torch.optim.AdamW(others, lr=settings["adam_lr"], betas=(0.9, 0.98), weight_decay=0.0),
    ]


def schedule(progress: float) -> float:
    """Learning-rate factor after a share `progress` of the run: warm up, hold, fall to nothing."""
    if progress < WARM:
        return progress / WARM
    return min(1.0, max(0.0, (1 - progress) / (1 - HOLD)))


def save(model: MaskedLanguageModel, folder: Path) -> None:
    """Write the encoder's weights in half precision, and its shape."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.half().cpu() for name, value in model.encoder.state_dict().items()}
    torch.save(weights, folder / "encoder.pt")
    (folder / "encoder.json").write_text(json.dumps(asdict(model.encoder.config)))


@dataclass(slots=True)
class Clock:
    """How far a run of `minutes` is; the first steps, in which the model is compiled, do not count."""

    minutes: float
    steps: int = 0
    begin: float = 0.0

    @property
    def seconds(self) -> float:
        """Time since the first steps."""
        return time.monotonic() - self.begin if self.steps >= UNCOUNTED else 0.0

    @property
    def progress(self) -> float:
        """The share of the run that is done."""
        return self.seconds / (60 * self.minutes) if self.steps >= UNCOUNTED else 0.001

    def tick(self) -> None:
        """Count a step."""
        self.steps += 1
        if self.steps == UNCOUNTED:
            self.begin = time.monotonic()


def run(config_file: Path, tokens: Path, out: Path, minutes: float, place: Place) -> None:
    """Train for `minutes` and save the encoder; `rows` of the configuration are those of one process."""
    config, device = tomllib.loads(config_file.read_text()), place.device
    torch.manual_seed(config["seed"])
    tokenizer = Tokenizer.from_file(str(tokens / "tokenizer.json"))
    shape = EncoderConfig(vocabulary=tokenizer.get_vocab_size(), **config["encoder"])
    model = MaskedLanguageModel(shape).to(device)
    rows = Rows(tokens, config["length"], device, config["seed"])
    masker = Masker(tokenizer, device)
    torch.manual_seed(config["seed"] + place.rank)
    steps, count = optimisers(model, config["optimiser"]), config["rows"] * place.count
    peaks = [[group["lr"] for group in step.param_groups] for step in steps]
    forward = torch.compile(model) if device.startswith("cuda") else model
    smooth, clock = 0.0, Clock(minutes)
    while (progress := place.agree(clock.progress)) < 1:
        for step, rates in zip(steps, peaks, strict=True):
            for group, peak in zip(step.param_groups, rates, strict=True):
                group["lr"] = peak * schedule(progress)
        with torch.autocast("cuda", torch.bfloat16, enabled=device.startswith("cuda")):
            loss = forward(*masker(place.share(rows.take(count))))
        update(model, loss, steps, place)
        clock.tick()
        if place.leads and (clock.steps % 50 == 0 or clock.steps < 10):
            smooth = 0.8 * smooth + 0.2 * loss.item() if smooth else loss.item()
            seen = clock.steps * count * config["length"] / 1e6
            print(
                f"step {clock.steps} epoch {rows.epoch} tokens {seen:.0f}M loss {smooth:.3f} "
                f"progress {progress:.3f} {clock.seconds:.0f}s",
                flush=True,
            )
        if place.leads and clock.steps % 2000 == 0:
            save(model, out)
    if place.leads:
        save(model, out)


def update(model: nn.Module, loss: Tensor, steps: Sequence[torch.optim.Optimizer], place: Place) -> None:
    """One step down the gradient of all processes."""
    loss.backward()  # type: ignore[no-untyped-call]
    place.average_gradients(model.parameters())
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    for step in steps:
        step.step()
        step.zero_grad(set_to_none=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("--tokens", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=13.5)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args(arguments)
    place = Place.join(args.device)
    run(args.config, args.tokens, args.out, args.minutes, place)
    place.leave()


if __name__ == "__main__":
    main()
