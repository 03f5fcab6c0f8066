"""Names of entities: the normal form in which two spellings meet, and what keeps two names apart."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotation import EntityType
from kg.resolve.text import fold

_TOKEN = re.compile(r"[^\W_]+(?:\.\d+)*\+*|[#α-ωΑ-Ω∞]")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_TEX = re.compile(r"\\[a-zA-Z]+|[${}^]")
_SMALL = "a an and at based by for from in into of on or over the to via with"
SMALL_WORDS = frozenset(_SMALL.split())
_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi "
    "omega"
)
_GREEK = frozenset(_LETTERS.split())
_HEADS: dict[str, frozenset[str]] = {
    "Model": frozenset({"model"}),
    "Method": frozenset({"algorithm", "method", "framework", "approach", "technique"}),
    "Dataset": frozenset({"dataset", "corpus", "benchmark"}),
    "Benchmark": frozenset({"benchmark", "dataset", "leaderboard", "suite", "corpus"}),
    "Task": frozenset({"task"}),
    "Metric": frozenset({"score", "metric"}),
    "Organization": frozenset(),
}
_HOLDS_HEAD = {kind: re.compile("|".join(sorted(heads)) or "(?!)") for kind, heads in _HEADS.items()}
_PART = re.compile(r"[^\W_]+")
_COINED = re.compile(r"[A-Za-z0-9][A-Z]|[0-9]")
_UNCOUNTED = ("ss", "us", "is", "ics", "as", "os")


def strip_tex(name: str) -> str:
    r"""The name without LaTeX markup; Greek letters are kept as words.

    >>> strip_tex(r"$\tau$-bench"), strip_tex(r"\textbf{OVR}")
    ('tau-bench', 'OVR')
    """
    return _TEX.sub(lambda match: match.group()[1:] if match.group()[1:] in _GREEK else "", name)


def tokens(name: str) -> list[str]:
    """The folded words of a name, plural endings dropped, version numbers whole.

    >>> tokens("Vision-Language Models"), tokens("Qwen2.5-VL-7B"), tokens("LLMs")
    (['vision', 'language', 'model'], ['qwen2.5', 'vl', '7b'], ['llm'])
    """
    if "\\" in name or "$" in name:
        name = strip_tex(name)
    return [_singular(token) for token in _TOKEN.findall(name)]


@lru_cache(maxsize=1 << 15)
def _singular(token: str) -> str:
    """A word without plural ending; "LLMs" loses it, "FPS", "GPS", "BLAS" and "bias" do not."""
    word = fold(token)
    if not word.endswith("s") or singular_acronym(token) != token:
        return fold(singular_acronym(token))
    if len(word) < 4 or token.isupper() or any(c.isdigit() for c in word) or word.endswith(_UNCOUNTED):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]


@lru_cache(maxsize=1 << 15)
def normal(name: str, entity_type: EntityType | None = None) -> str:
    """The form in which spellings of one name meet; numbers that stand apart stay apart.

    Case, spaces, hyphens, plurals, British endings and (for proper names) a head noun such as "dataset" make
    no difference; sizes and versions do.

    >>> normal("GPT-4") == normal("GPT4"), normal("Qwen2.5-7B") == normal("Qwen 2.57B")
    (True, False)
    >>> normal("ImageNet dataset", "Dataset") == normal("ImageNet")
    True
    """
    if entity_type and not _may_end_in_head(name, entity_type):
        # So that a name that is looked up with its type and without is worked out once.
        return normal(name)
    parts = tokens(name)
    if (
        entity_type
        and len(parts) > 1
        and parts[-1] in _HEADS[entity_type]
        and is_proper(name.rsplit(None, 1)[0])
    ):
        parts = parts[:-1]
    out = ""
    for part in map(_american, parts):
        separate = out and out[-1].isdigit() and part[0].isdigit()
        out += f"-{part}" if separate else part
    return out or fold(name).strip()


def _may_end_in_head(name: str, entity_type: EntityType) -> bool:
    """Whether a name holds a head noun of its type at all."""
    return _HOLDS_HEAD[entity_type].search(name.lower() if name.isascii() else fold(name)) is not None


def _american(word: str) -> str:
    for british, american in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("modelling", "modeling"),
    ):
        if len(word) > 7 and word.endswith(british):
            return word[: -len(british)] + american
    return word.replace("colour", "color").replace("behaviour", "behavior") if "our" in word else word


@lru_cache(maxsize=1 << 15)
def is_proper(name: str) -> bool:
    """Whether a name looks coined: capitals inside or a digit in a word, or one capitalised word.

    >>> [is_proper(n) for n in ("GPT-4o", "GRPO", "Atlas", "Language Models", "visual reasoning", "LLMs")]
    [True, True, True, False, False, True]
    """
    if name.isascii() and _COINED.search(name):
        return True
    parts = _PART.findall(name)
    if not parts:
        return False
    if any(any(c.isupper() for c in part[1:]) or any(c.isdigit() for c in part) for part in parts):
        return True
    return len(parts) == 1 and parts[0][0].isupper()


@lru_cache(maxsize=1 << 15)
def is_acronym_form(name: str) -> bool:
    """Whether a name looks like an acronym: a short word of mostly capitals ("CoT", "LLMs", "3DGS").

    >>> [is_acronym_form(n) for n in ("CoT", "LLMs", "F1", "Atlas", "reasoning")]
    [True, True, True, False, False]
    """
    if not 2 <= len(name) <= 14 or any(c.isspace() for c in name) or not name[0].isalnum():
        return False
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if capitals == 1:
        return len(name) <= 3 and any(c.isdigit() for c in name)
    return capitals >= 2 and 2 * capitals >= len(letters)


def singular_acronym(name: str) -> str:
    """An acronym without its plural "s": "LLMs" is "LLM", but "vLLM" is not "VLLM"."""
    return name[:-1] if len(name) > 2 and name.endswith("s") and name[-2].isupper() else name


@lru_cache(maxsize=1 << 15)
def versions(name: str) -> tuple[str, ...]:
    """The numbers in a name (sizes, versions, years); two names whose numbers differ are two things.

    >>> versions("Qwen2.5-VL-7B"), versions("GPT-4o"), versions("LoRA")
    (('2.5', '7'), ('4',), ())
    """
    return tuple(
        number.rstrip("0").rstrip(".") if "." in number else number for number in _NUMBER.findall(name)
    )


def content(name: str) -> tuple[str, ...]:
    """The words of a name that carry meaning.

    >>> content("Reinforcement Learning with Verifiable Rewards")
    ('reinforcement', 'learning', 'verifiable', 'reward')
    """
    return tuple(_american(part) for part in tokens(name) if part not in SMALL_WORDS)


def contains(long: str, short: str) -> bool:
    """Whether one name is the other with words added ("LLaVA-Video", "LLaVA"): kin, but not the same."""
    inner, outer = tokens(short), tokens(long)
    return len(inner) < len(outer) and set(inner) <= set(outer)
