"""A small pre-norm transformer encoder with rotary positions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Shape of an encoder; `heads` must divide `width`."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    feed_forward: int
    rotary_base: float = 10_000.0


def rotary_angles(length: int, head_width: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary angles, each `(length, head_width / 2)` (Su et al. 2021)."""
    frequencies = base ** (-torch.arange(0, head_width, 2, dtype=torch.float32) / head_width)
    angles = torch.arange(length, dtype=torch.float32)[:, None] * frequencies[None, :]
    return angles.cos(), angles.sin()


def rotate(heads: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Rotate `(batch, heads, length, head_width)` by position; halves hold the paired coordinates."""
    first, second = heads.chunk(2, dim=-1)
    return torch.cat([first * cosines - second * sines, second * cosines + first * sines], dim=-1)


class Attention(nn.Module):
    """Multi-head self-attention without biases."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.inward = nn.Linear(config.width, 3 * config.width, bias=False)
        self.outward = nn.Linear(config.width, config.width, bias=False)

    def forward(self, states: Tensor, cosines: Tensor, sines: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = states.shape
        mixed = self.inward(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        query = rotate(query, cosines, sines).to(value.dtype)
        key = rotate(key, cosines, sines).to(value.dtype)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self.outward(attended.transpose(1, 2).reshape(batch, length, width))


class Layer(nn.Module):
    """One transformer layer: attention and feed-forward, each behind a layer norm and a residual."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(config.width, bias=False)
        self.attention = Attention(config)
        self.feed_norm = nn.LayerNorm(config.width, bias=False)
        self.widen = nn.Linear(config.width, config.feed_forward, bias=False)
        self.narrow = nn.Linear(config.feed_forward, config.width, bias=False)

    def forward(
        self, states: Tensor, cosines: Tensor, sines: Tensor, mask: Tensor | None, dropout: float
    ) -> Tensor:
        attended = self.attention(self.attention_norm(states), cosines, sines, mask)
        states = states + functional.dropout(attended, dropout, self.training)
        fed = self.narrow(functional.gelu(self.widen(self.feed_norm(states))))
        return states + functional.dropout(fed, dropout, self.training)


class Encoder(nn.Module):
    """Token ids `(batch, length)` to states `(batch, length, width)`."""

    def __init__(self, config: EncoderConfig, longest: int = 1024) -> None:
        super().__init__()
        self.config = config
        self.dropout = 0.0
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.embedding_norm = nn.LayerNorm(config.width, bias=False)
        self.stack = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.final_norm = nn.LayerNorm(config.width, bias=False)
        cosines, sines = rotary_angles(longest, config.width // config.heads, config.rotary_base)
        self.register_buffer("cosines", cosines, persistent=False)
        self.register_buffer("sines", sines, persistent=False)
        self.apply(self._initialise)

    def _initialise(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, Layer):
            scale = (2 * self.config.layers) ** -0.5
            nn.init.normal_(module.narrow.weight, std=0.02 * scale)
            nn.init.normal_(module.attention.outward.weight, std=0.02 * scale)

    def forward(self, tokens: Tensor, present: Tensor | None = None) -> Tensor:
        """Encode; `present` `(batch, length)` is False at padding, or None where there is none."""
        length = tokens.shape[1]
        cosines, sines = self.cosines[:length], self.sines[:length]  # type: ignore[index]
        mask = None if present is None else present[:, None, None, :]
        states = self.embedding_norm(self.embedding(tokens))
        states = functional.dropout(states, self.dropout, self.training)
        for layer in self.stack:
            states = layer(states, cosines, sines, mask, self.dropout)
        return self.final_norm(states)
