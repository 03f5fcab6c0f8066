"""Names of entities: the normal form in which two spellings meet, and what keeps two names apart."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from kg.annotation import EntityType
from kg.resolve.text import fold

_TOKEN = re.compile(
    r"[^\W_]+(?:\.\d+)*\+*|[#α-ωΑ-Ω∞]|(?<=[A-Za-z])@(?=[A-Za-z])|(?<=\b[A-Za-z])@(?=\d)|(?<=[^\W_])\*"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_BARE_FRACTION = re.compile(r"(?<![\w.])(?=\.\d)")
_ASIDE = re.compile(r"(?<=\w) ?\(([A-Z][^\W\d_]*[A-Z2]?[A-Z])s?\)(?=[ -]\w)")
_TEX = re.compile(r"\\[a-zA-Z]+|[${}^]")
_INDEX = re.compile(r"(?<=[A-Za-z])_(?=\{?\d)")
_THRESHOLD = re.compile(r"\b(m?AP)[ _(-]*(25|50|70|75|95)\b(?![ :-]+\.?\d)")
_THRESHOLDS = re.compile(r"\b(m?AP)[ _@([-]*0?\.?50?[ :-]+0?\.?95\b")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
_SMALL = "a an and at based by for from in into of on or over the to via with"
SMALL_WORDS = frozenset(_SMALL.split())
_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi "
    "omega"
)
_SIGNS = {"ast": "*", "star": "*", "infty": "∞"}
_GREEK = frozenset(_LETTERS.split())
_HEADS: dict[str, frozenset[str]] = {
    "Model": frozenset({"model"}),
    "Method": frozenset({"algorithm", "method", "framework", "approach", "technique", "mechanism"}),
    "Dataset": frozenset({"dataset", "corpus", "benchmark"}),
    "Benchmark": frozenset({"benchmark", "dataset", "leaderboard", "suite", "corpus"}),
    "Task": frozenset({"task"}),
    "Metric": frozenset({"score", "metric"}),
    "Organization": frozenset(),
}
_SHARES = {
    "rate": {"accuracy", "coverage", "precision", "recall"},
    "score": {"accuracy", "precision", "recall"},
}
_ARCHITECTURES = frozenset({"architecture", "model", "network"})
_HOLDS_HEAD = {kind: re.compile("|".join(sorted(heads)) or "(?!)") for kind, heads in _HEADS.items()}
_LAST_WORD = re.compile(r"[\s\-]+[^\s\-]+$")
_ARTICLE = re.compile(r"([\s\-](?:as|by|for|from|in|of|on|to|with)[\s\-])(?:an?|the)[\s\-](?=\w)")
_ALIKE = {
    "adaption": "adaptation",
    "caching": "cache",
    "computational": "computation",
    "compute": "computation",
    "computing": "computation",
    "dimensionality": "dimension",
    "facial": "face",
    "foundational": "foundation",
    "layered": "layer",
    "logical": "logic",
    "mathematical": "math",
    "multilayered": "multilayer",
    "multiple": "multi",
    "predictive": "prediction",
    "robotic": "robot",
    "train": "training",
    "ups": "up",
    "usage": "use",
    "visual": "vision",
}
_COMPLETED = {"square": ("2",), "squared": ("2",), "supervised": ("supervised", "learning")}
"""What the last of several words stands for ("R squared", "self-supervised")."""
_MECHANISMS = frozenset({"attention", "gating", "passing", "sharing"})
_OF_NETS = frozenset({"adversarial", "deep", "neural"})
_AVERAGES = frozenset({"macro", "micro", "weighted"})
_MAKING = frozenset({"generation", "synthesis"})
_PART = re.compile(r"[^\W_]+")
_COINED = re.compile(r"[A-Za-z0-9][A-Z]|[0-9]")
_UNCOUNTED = ("ss", "us", "is", "ics", "as", "os")


def strip_tex(name: str) -> str:
    r"""The name without LaTeX markup; Greek letters are kept as words, and names that are macros.

    >>> [strip_tex(name) for name in (r"$\tau$-bench", r"\textbf{OVR}", r"macro $F_1$", r"\GRASP-HO")]
    ['tau-bench', 'OVR', 'macro F1', 'GRASP-HO']
    """
    return _TEX.sub(_command, _INDEX.sub("", name))


def _command(match: re.Match[str]) -> str:
    """What is left of a TeX command or of a sign of markup."""
    word, follows = match.group()[1:], match.string[match.end() : match.end() + 1]
    letter = word.removeprefix("var")
    if letter.lower() in _GREEK:
        return letter
    if word in _SIGNS:
        return _SIGNS[word]
    # A capital begins a name that the paper has a macro for, not the markup of what follows in braces.
    return word if word[:1].isupper() and follows != "{" else ""


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, endings of plural and possessive dropped, version numbers whole.

    >>> tokens("Vision-Language Models"), tokens("Qwen2.5-VL-7B"), tokens("LLMs"), tokens("mAP@.5")
    (('vision', 'language', 'model'), ('qwen2.5', 'vl', '7b'), ('llm',), ('map', '0.5'))
    >>> tokens("DeepSeek's R1")
    ('deepseek', 'r1')
    """
    if "\\" in name or "$" in name:
        name = strip_tex(name)
    name = _POSSESSIVE.sub("", _without_article(_read_aside(name)[0]))
    if "AP" in name:
        name = _with_thresholds(name)
    if "." in name:
        name = _BARE_FRACTION.sub("0", name)
    return tuple(_singular(token) for token in _TOKEN.findall(name))


def _without_article(name: str) -> str:
    """The name without an article after a preposition ("LLM-as-a-judge", "LLM-as-judge")."""
    return _ARTICLE.sub(r"\1", name) if name.count(" ") + name.count("-") > 2 else name


def _with_thresholds(name: str) -> str:
    """Average precision with its overlaps as shares; "mAP@50" may as well be that of the first 50 found.

    >>> _with_thresholds("mAP50"), _with_thresholds("AP 50-95"), _with_thresholds("mAP@50")
    ('mAP@0.50', 'AP@0.5:0.95', 'mAP@50')
    """
    return _THRESHOLD.sub(r"\1@0.\2", _THRESHOLDS.sub(r"\1@0.5:0.95", name))


def shortened(name: str) -> str | None:
    """The name with an acronym that it gives in brackets in place of the words before it.

    >>> shortened("text-to-image (T2I) models"), shortened("non-linear key-value (KV) cache")
    ('T2I models', 'non-linear KV cache')
    """
    return _read_aside(name)[1]


def _read_aside(name: str) -> tuple[str, str | None]:
    """The name without an acronym in brackets for the words before it, and with it alone, if it has one.

    >>> _read_aside("text-to-image (T2I) models"), _read_aside("SAM (ViT-H) encoder")
    (('text-to-image models', 'T2I models'), ('SAM (ViT-H) encoder', None))
    """
    match = _ASIDE.search(name) if "(" in name else None
    if match is None:
        return name, None
    before, short, after = name[: match.start()], match.group(1), name[match.end() :]
    start = _spelled_from(before, [c for c in short.lower() if c.isalpha()])
    return (name, None) if start is None else (before + after, before[:start] + short + after)


def _spelled_from(text: str, letters: list[str]) -> int | None:
    """Where the last words of a text begin whose first letters hold `letters` in order; no small word."""
    start, left = None, len(letters)
    for word in reversed(list(_PART.finditer(text.lower()))):
        if left and word.group()[0] == letters[left - 1] and (left > 1 or word.group() not in SMALL_WORDS):
            start, left = word.start(), left - 1
    return None if left else start


@lru_cache(maxsize=1 << 15)
def _singular(token: str) -> str:
    """A word without plural ending; "LLMs" loses it, "FPS", "GPS", "BLAS" and "bias" do not."""
    word = fold(token)
    if not word.endswith("s") or singular_acronym(token) != token:
        return fold(singular_acronym(token))
    if len(word) < 4 or token.endswith("S") or any(c.isdigit() for c in word) or word.endswith(_UNCOUNTED):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("caches"):
        return word[:-1]
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]


@lru_cache(maxsize=1 << 15)
def normal(name: str, entity_type: EntityType | None = None) -> str:
    """The form in which spellings of one name meet; numbers that stand apart stay apart.

    Case (but of a single letter), spaces, hyphens, plurals, possessives, British endings, "and", articles
    after prepositions and (for proper names) a head noun such as "dataset" make no difference; sizes and
    versions do.

    >>> normal("GPT-4") == normal("GPT4"), normal("Qwen2.5-7B") == normal("Qwen 2.57B")
    (True, False)
    >>> normal("ImageNet dataset", "Dataset") == normal("ImageNet")
    True
    """
    if entity_type and not _may_end_in_head(name, entity_type):
        # So that a name that is looked up with its type and without is worked out once.
        return normal(name)
    parts = list(tokens(name))
    if (
        entity_type
        and len(parts) > 1
        and parts[-1] in _HEADS[entity_type]
        and (_is_vacuous(parts) or _is_proper_before_head(name))
    ):
        parts = parts[:-1]
    if len(parts) > 2:
        parts = _telling(parts)
    if len(parts) > 1 and parts[-1] in _COMPLETED:
        parts = [*parts[:-1], *_COMPLETED[parts[-1]]]
    if len(parts) > 1 and parts[-1] == "net" and parts[-2] in _OF_NETS:
        parts = [*parts[:-1], "network"]
    if len(parts) > 1 and _says_twice(parts):
        parts = parts[:-1]
    out = ""
    for part in map(_uniform if len(parts) > 1 else _american, parts):
        separate = out and out[-1].isdigit() and part[0].isdigit()
        out += f"-{part}" if separate else part
    if len(out) == 1 or out in _GREEK:
        return _symbol(name, out)
    return out or fold(name).strip()


def _telling(parts: list[str]) -> list[str]:
    """The words of a longer name without "and", and "averaged" after the kind of average.

    >>> _telling(["macro", "averaged", "f1"]), _telling(["vision", "and", "language"])
    (['macro', 'f1'], ['vision', 'language'])
    """
    pairs = pairwise(("", *parts))
    return [part for last, part in pairs if part != "and" and not (part == "averaged" and last in _AVERAGES)]


def _symbol(name: str, folded: str) -> str:
    r"""The normal form of a name of one letter, whose case counts; that of a Greek one where it is a sign.

    >>> [normal(name).lstrip("\\") for name in ("R", "r", r"$\Delta$", r"$\delta$", "δ", "Kappa")]
    ['R', 'r', 'Delta', 'delta', 'delta', 'kappa']
    """
    written = str(_TOKEN.findall(strip_tex(name))[0])
    if folded not in _GREEK:
        return written
    is_capital = written[0].isupper() and ("\\" in name or not written.isascii())
    return f"\\{folded.capitalize()}" if is_capital else folded


def _is_proper_before_head(name: str) -> bool:
    """Whether a name is coined but for its last word; a hyphen before that is mostly part of a coined word.

    One capitalised word and "mechanism" are a name of two words.

    >>> [_is_proper_before_head(n) for n in ("GLUE benchmark", "macro F1-score", "Meta-Dataset")]
    [True, True, False]
    >>> [_is_proper_before_head(n) for n in ("MoE mechanism", "Gaussian mechanisms")]
    [True, False]
    """
    if is_capitalised_before_head(name) and tokens(name)[-1] == "mechanism":
        return False
    before = _LAST_WORD.sub("", name)
    return is_proper(name.rsplit(None, 1)[0]) or (" " in before and is_proper(before))


def is_capitalised_before_head(name: str) -> bool:
    """Whether a name of two words looks coined by the capital of the first alone.

    >>> [is_capitalised_before_head(n) for n in ("Dice score", "Cover Score", "F1 score", "Gating mechanism")]
    [True, True, False, False]
    """
    word, space, last = name.partition(" ")
    coined = space and word.isalpha() and word.istitle() and " " not in last
    return bool(coined) and not _is_vacuous(list(tokens(name)))


def _may_end_in_head(name: str, entity_type: EntityType) -> bool:
    """Whether a name holds a head noun of its type at all."""
    return _HOLDS_HEAD[entity_type].search(name.lower() if name.isascii() else fold(name)) is not None


def _uniform(word: str) -> str:
    """A word of a longer name in American spelling, and of two that are used alike always the same."""
    return _ALIKE[word] if word in _ALIKE else _american(word)


def _american(word: str) -> str:
    """A word in American spelling; version 2.0 is 2, and a share of 0.50 is 0.5."""
    for british, american in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("modelling", "modeling"),
        ("labelling", "labeling"),
    ):
        if len(word) > 7 and word.endswith(british):
            return word[: -len(british)] + american
    if word.endswith(".0"):
        return word[:-2]
    if word.startswith("0."):
        return word.rstrip("0")
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


def _is_vacuous(parts: list[str]) -> bool:
    """Whether the head noun adds nothing to the name ("attention mechanism")."""
    return parts[-1] == "mechanism" and parts[-2] in _MECHANISMS


def _says_twice(parts: list[str]) -> bool:
    """Whether the last word only repeats what the name says ("recall rate", "text-to-image generation")."""
    return parts[-2] in _SHARES.get(parts[-1], ()) or (parts[-1] in _MAKING and parts[-3:-2] == ["to"])


def content(name: str) -> tuple[str, ...]:
    """The words of a name that carry meaning.

    >>> content("Reinforcement Learning with Verifiable Rewards")
    ('reinforcement', 'learning', 'verifiable', 'reward')
    """
    words = (_uniform(part) for part in tokens(name) if part not in SMALL_WORDS)
    return tuple("network" if word == "net" else word for word in words)


def contains(long: str, short: str) -> bool:
    """Whether one name is the other with words added ("LLaVA-Video", "LLaVA"): kin, but not the same."""
    inner, outer = tokens(short), tokens(long)
    return len(inner) < len(outer) and set(inner) <= set(outer)


def adds_head(long: str, short: str) -> bool:
    """Whether a name is the other with a last word that only says what it is ("LSTM network", "LSTM").

    >>> adds_head("LSTM networks", "LSTM"), adds_head("LLaVA-Video", "LLaVA")
    (True, False)
    """
    outer = tokens(long)
    return outer[-1] in _ARCHITECTURES and outer[:-1] == tokens(short)


def rearranged(name: str) -> tuple[str, ...] | None:
    """The words of a coined name of two or three words, sorted, with its numbers in order; None for others.

    >>> rearranged("F1-macro") == rearranged("macro F1"), rearranged("ROC AUC") == rearranged("AUC-ROC")
    (True, True)
    >>> rearranged("mAP 50-95") == rearranged("mAP 95-50")
    False
    """
    parts = tokens(name)
    return (*sorted(parts), *versions(name)) if 2 <= len(parts) <= 3 and is_proper(name) else None
