"""Positions: no overlap, linked nodes near each other, the same every time, fast."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import networkx as nx
import numpy as np
import pytest

from kg.view.layout import Links, positions, satellites


def links_of(graph: nx.Graph) -> Links:
    ends = np.array(list(graph.edges()), dtype=np.int64).reshape(-1, 2)
    return Links(ends[:, 0], ends[:, 1], np.ones(len(ends)))


def distances(place: np.ndarray) -> np.ndarray:
    return np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=2))


def test_circles_hardly_overlap() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    radius = 4 + np.sqrt(np.array([graph.degree(node) for node in graph]))
    place = positions(links_of(graph), radius=radius)
    overlap = np.triu(radius[:, None] + radius[None] - distances(place), 1)
    assert overlap.max() < 0.5 * radius.min()


def test_clusters_stay_together() -> None:
    graph = nx.planted_partition_graph(6, 30, 0.3, 0.002, seed=3)
    place = positions(links_of(graph), radius=np.full(len(graph), 5.0))
    between = distances(place)
    same = np.arange(len(graph))[:, None] // 30 == np.arange(len(graph))[None] // 30
    assert between[same].mean() < 0.5 * between[~same].mean()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_nodes_without_links(count: int) -> None:
    none = Links(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    place = positions(none, radius=np.full(count, 5.0))
    assert place.shape == (count, 2)
    assert np.isfinite(place).all()
    assert (distances(place)[~np.eye(count, dtype=bool)] > 9).all()


def test_satellites_gather_at_what_they_link_to_and_leave_it_in_place() -> None:
    place = np.array([[0.0, 0.0], [1000.0, 0.0]])
    links = Links(np.array([0, 0, 1]), np.array([2, 3, 4]), np.ones(3))
    whole = satellites(place, links, radius=np.full(5, 10.0))
    assert (whole[:2] == place).all()
    assert np.abs(whole[2:4]).max() < 100
    assert abs(whole[4, 0] - 1000) < 100


PRINT_LAYOUT = """
import hashlib
import networkx as nx
import numpy as np
from kg.view.layout import Links, positions

graph = nx.barabasi_albert_graph(500, 3, seed=1)
ends = np.array(graph.edges())
place = positions(Links(ends[:, 0], ends[:, 1], np.ones(len(ends))), radius=np.full(500, 6.0))
print(hashlib.sha256(place.tobytes()).hexdigest())
"""


def test_same_bits_whatever_instructions_the_processor_has() -> None:
    advanced = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_ICL AVX512_SPR X86_V3 X86_V4"
    prints = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PRINT_LAYOUT],
            env={**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for disabled in ("", advanced)
    ]
    assert prints[0] == prints[1] != ""


def test_three_thousand_nodes_in_a_few_seconds_at_most() -> None:
    graph = nx.barabasi_albert_graph(3000, 3, seed=2)
    start = time.perf_counter()
    positions(links_of(graph), radius=np.full(3000, 6.0))
    assert time.perf_counter() - start < 10  # about 1 s on an idle laptop core; machines that test are busy
