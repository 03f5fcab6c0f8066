"""The extraction network: an encoder, a head over spans and a head over pairs of spans."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.labels import FIRST_ROLE, PAIR_LABELS, PAPER_LABEL, ROLES, SPAN_LABELS, WIDEST
from kg.extract.nodes import DISTANCE_BUCKETS, SENTENCE_BUCKETS
from kg.learn.encoder import Encoder, EncoderConfig

RARE_SPAN, RARE_PAIR = 5.0, -4.0
"""First biases: nearly all spans are nothing, and nearly all pairs unrelated."""


def pick(states: Tensor, index: Tensor) -> Tensor:
    """Rows `index` `(batch, count)` of `states` `(batch, length, width)`."""
    return states.gather(1, index[:, :, None].expand(-1, -1, states.shape[-1]))


class SpanHead(nn.Module):
    """Scores every span of up to `WIDEST` words for every label."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.start = nn.Linear(width, hidden)
        self.end = nn.Linear(width, hidden, bias=False)
        self.length = nn.Parameter(torch.zeros(WIDEST, hidden))
        self.output = nn.Linear(hidden, len(SPAN_LABELS))
        self.dropout = nn.Dropout(0.1)
        nn.init.constant_(self.output.bias[:1], RARE_SPAN)

    def forward(self, first: Tensor, last: Tensor) -> Tensor:
        """States of the first and last subword of each word, to `(batch, words, WIDEST, labels)`."""
        count = first.shape[1]
        ends = functional.pad(self.end(last), (0, 0, 0, WIDEST - 1))
        shifted = torch.stack([ends[:, k : k + count] for k in range(WIDEST)], dim=2)
        hidden = functional.relu(self.start(first)[:, :, None] + shifted + self.length)
        return self.output(self.dropout(hidden))


class PairHead(nn.Module):
    """Scores nodes (spans, and the paper) for being new, and ordered pairs of nodes for relations.

    A pair sees both nodes, their distance, and the part of the text that both attend to
    (localised context, after Zhou et al. 2021).
    """

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.first = nn.Linear(width, hidden)
        self.last = nn.Linear(width, hidden, bias=False)
        self.label = nn.Embedding(PAPER_LABEL + 1, hidden)
        self.query = nn.Linear(hidden, hidden)
        self.key = nn.Linear(width, hidden, bias=False)
        self.value = nn.Linear(width, hidden, bias=False)
        self.head = nn.Linear(hidden, hidden)
        self.tail = nn.Linear(hidden, hidden, bias=False)
        self.distance = nn.Embedding(DISTANCE_BUCKETS, hidden)
        self.sentence = nn.Embedding(SENTENCE_BUCKETS, hidden)
        self.middle = nn.Linear(hidden, hidden)
        self.output = nn.Linear(hidden, len(PAIR_LABELS))
        self.new = nn.Linear(hidden, 1)
        self.nothing = nn.Linear(hidden, len(ROLES))
        self.dropout = nn.Dropout(0.1)
        for table in (self.label, self.distance, self.sentence):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.constant_(self.output.bias[:FIRST_ROLE], RARE_PAIR)

    def forward(
        self,
        states: Tensor,
        present: Tensor | None,
        first: Tensor,
        last: Tensor,
        label: Tensor,
        distance: Tensor,
        sentence: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """New logits `(batch, nodes)`, pair logits `(batch, nodes, nodes, labels)`, null-role logits."""
        nodes = functional.relu(
            self.first(pick(states, first)) + self.last(pick(states, last)) + self.label(label)
        )
        nodes = self.dropout(nodes)
        attention = self.query(nodes) @ self.key(states).transpose(1, 2) / nodes.shape[-1] ** 0.5
        if present is not None:
            attention = attention.masked_fill(~present[:, None, :], -1e4)
        weights = (attention[:, :, None] + attention[:, None]).softmax(-1)
        context = weights @ self.value(states)[:, None]
        pair = self.head(nodes)[:, :, None] + self.tail(nodes)[:, None] + context
        pair = functional.relu(pair + self.distance(distance) + self.sentence(sentence))
        pair = functional.relu(self.middle(self.dropout(pair)))
        return self.new(nodes)[..., 0], self.output(self.dropout(pair)), self.nothing(nodes)


class Network(nn.Module):
    """Encoder and both heads."""

    def __init__(self, config: EncoderConfig, hidden: int = 256) -> None:
        super().__init__()
        self.hidden = hidden
        self.encoder = Encoder(config)
        self.spans = SpanHead(config.width, hidden)
        self.pairs = PairHead(config.width, hidden)

    def encode(
        self, tokens: Tensor, present: Tensor | None, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """States `(batch, length, width)` and span logits `(batch, words, WIDEST, labels)`."""
        states = self.encoder(tokens, present)
        return states, self.score_spans(states, first, last)

    def score_spans(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Span logits `(batch, words, WIDEST, labels)` of encoded texts."""
        logits: Tensor = self.spans(pick(states, first), pick(states, last))
        return logits
