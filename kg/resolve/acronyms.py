"""Acronyms and their expansions: which pairs a text shows, and which expansions mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.resolve.surfaces import SMALL_WORDS, content, is_acronym_form, singular_acronym, strip_tex

_BRACKETED = re.compile(r"\(\s*([^\s()]{2,14})\s*\)")
_SPACED = re.compile(r"\S+")
MOST_LETTERS = 14
"""Letters of the longest acronym; expansions have at most twice as many words."""
MANY_LETTERS = 4
"""Letters that do not stand in order in a longer name by accident."""
_NOT_FIRST = frozenset({"a", "an", "and", "by", "for", "from", "or", "with"})
SHORT_STEM, STEM = 3, 5
"""Letters that two words must share at least to be forms of one ("adaptation", "adapter"): few will do if
they are the whole shorter word ("rank", "ranking"; but not "intent", "internal")."""
_OTHER_WORDS = ({"model", "modeling"}, {"differentiable", "differential"})
"""Words of one stem that mean different things: "language modeling", the task, needs no language model."""
_WORD = re.compile(r"[^\W_]+")
_WORD_BRACKETED = re.compile(r"([^\W\d_]{6,}) \((\w{2,6})\)")
_FOR_TO = re.compile(r"(?<=[a-z])2(?=[a-z])")


@lru_cache(maxsize=1 << 15)
def expands(short: str, long: str) -> bool:
    """Whether a long name spells out an acronym.

    Its letters stand in order at the starts of words (and, after a start, inside; X for "ex"); no telling
    word lacks one. A name with an ending added ("GPT-4V" of "GPT4") spells out nothing.

    >>> expands("GRPO", "Group Relative Policy Optimization"), expands("CoT", "chain-of-thought")
    (True, True)
    >>> expands("3DGS", "3D Gaussian Splatting"), expands("LLMs", "language models")
    (True, False)
    >>> expands("XAI", "explainable AI"), expands("GPT4", "GPT-4V"), expands("T2I", "text-to-image")
    (True, False, True)
    """
    if not is_acronym_form(short) or len(long) <= len(short) or " " not in long.replace("-", " ").strip():
        return False
    short = strip_tex(short)
    parts = tuple(part.lower() for part in _WORD.findall(strip_tex(long)))
    letters = _letters(short, parts)
    if not letters or not parts or letters in parts or parts[0] in _NOT_FIRST:
        return False
    if len(parts) > 2 * MOST_LETTERS or (letters[-1].isdigit() and "".join(parts).startswith(letters)):
        return False
    if letters[0] == "x" and parts[0].startswith("ex"):
        parts = (parts[0][1:], *parts[1:])
    return letters[0] == parts[0][0] and _spells(letters, parts)


def _letters(short: str, words: Sequence[str]) -> str:
    """The letters and digits of an acronym; a 2 inside stands for "to" if that is one of the words."""
    letters = "".join(_WORD.findall(singular_acronym(short))).lower()
    return _FOR_TO.sub("t", letters) if "to" in words else letters


def begins_spelled_out(a: str, b: str) -> bool:
    """Whether two names are the same but for an acronym at the start of one, which the other spells out.

    >>> begins_spelled_out("OOD detection", "out-of-distribution detection"), begins_spelled_out("LLM", "LMM")
    (True, False)
    """
    short, long = sorted((a, b), key=lambda name: (len(name), name))
    first, _, rest = short.partition(" ")
    before = long[: len(long) - len(rest)]
    return bool(rest) and long.lower().endswith(rest.lower()) and expands(first, before.strip())


def spelled_inside(a: str, b: str) -> bool:
    """Whether two names are the same but for an acronym in one, which the other spells out.

    >>> spelled_inside("eXplainable AI", "explainable artificial intelligence")
    True
    >>> spelled_inside("mean IoU", "mean intersection-over-union")
    True
    """
    parts = (a.replace("-", " ").split(), b.replace("-", " ").split())
    short, long = sorted(parts, key=lambda words: (len(words), words))
    more = len(long) - len(short)
    return more > 0 and any(
        [word.lower() for word in (*short[:n], *short[n + 1 :])]
        == [word.lower() for word in (*long[:n], *long[n + 1 + more :])]
        and expands(short[n], " ".join(long[n : n + 1 + more]))
        for n in range(len(short))
    )


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a name stand in order in a longer one: weaker than `expands`.

    Few letters can do so by accident, so these must begin with the first.

    >>> abbreviates("ExpSeek", "Self-Triggered Experience Seeking"), abbreviates("EDCFlow", "a flow network")
    (True, False)
    """
    letters, whole = (
        "".join(_WORD.findall(strip_tex(name))).lower() for name in sorted((short, long), key=len)
    )
    if not letters or not _subsequence(letters, whole):
        return False
    return len(letters) >= MANY_LETTERS or letters[0] == whole[0]


def _spells(letters: str, parts: tuple[str, ...]) -> bool:
    """Whether `letters` can be read from the words, every telling word giving its first letter."""
    if not letters:
        return all(part in SMALL_WORDS for part in parts)
    if not parts:
        return False
    head, rest = parts[0], parts[1:]
    if letters[0] == head[0]:
        for taken in range(1, min(len(letters), len(head)) + 1):
            if _subsequence(letters[:taken], head) and _spells(letters[taken:], rest):
                return True
    return head in SMALL_WORDS and _spells(letters, rest)


def _subsequence(letters: str, word: str) -> bool:
    position = 0
    for letter in letters:
        position = word.find(letter, position) + 1
        if not position:
            return False
    return True


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets with the words before them that spell them out ("chain of thought (CoT)").

    >>> list(pairs_in("We use group relative policy optimization (GRPO) here."))
    [('GRPO', 'group relative policy optimization')]
    """
    for match in _BRACKETED.finditer(text):
        short = match.group(1)
        if is_acronym_form(short):
            long = _expansion_before(short, text[max(0, match.start() - 120) : match.start()])
            if long:
                yield short, long


def words_in(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets with the one word before them, if it has their letters ("perplexity (PPL)").

    >>> list(words_in("We report perplexity (PPL) of language models (LMs)."))
    [('PPL', 'perplexity')]
    """
    for match in _WORD_BRACKETED.finditer(text):
        word, short = match.groups()
        if is_acronym_form(short) and abbreviates(short, word):
            yield short, word


def has_initials(short: str, long: str) -> bool:
    """Whether an acronym's letters begin the words of a name, one each; hyphens may join words or part them.

    >>> has_initials("RRL", "re-weighted representation learning")
    True
    >>> has_initials("RRL", "representation learning"), has_initials("SSL", "self-supervised learning")
    (False, True)
    """
    readings = (long.split(), long.replace("-", " ").split())
    letters = _letters(short, [word.lower() for word in readings[1]])
    return long.partition(" ")[0].lower() not in _NOT_FIRST and any(
        letters == "".join(word[0] for word in words).lower() for words in readings
    )


def _expansion_before(short: str, before: str) -> str | None:
    before = before.rstrip()
    starts = [match.start() for match in _SPACED.finditer(before)]
    found = []
    for start in reversed(starts[-(len(short) + 5) :]):
        long = before[start:].lstrip("\"'(“‘")
        if set(long) & set("()[]"):
            continue
        if has_initials(short, long):
            return long
        if expands(short, long):
            found.append(long)
    return found[0] if found else None


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names have the same telling words (`content`), up to endings or a word more."""
    one, other = set(a), set(b)
    if one == other or (len(one & other) > 1 and (one <= other or other <= one)):
        return True
    return len(a) == len(b) > 1 and all(x == y or _same_stem(x, y) for x, y in zip(a, b, strict=True))


def _same_stem(a: str, b: str) -> bool:
    common = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = a[common:] + b[common:]
    if {a[common:], b[common:]} == {"ed", "ing"}:
        return common >= SHORT_STEM
    if common == min(len(a), len(b)) and not _is_ending(rest, a[common - 1]):
        return False
    if {a, b} in _OTHER_WORDS or not (_may_be_made(a, b) and _may_be_made(b, a)):
        return False
    shorter = min(len(a.removesuffix("e")), len(b.removesuffix("e")))
    return common >= max(SHORT_STEM, min(STEM, shorter)) and 5 * common >= 3 * shorter


def _may_be_made(word: str, base: str) -> bool:
    """Whether a word in "-ized", if it is one, can be made of the other: "binarized" of "binary" only.

    >>> _may_be_made("binarized", "binary"), _may_be_made("quantized", "quantum")
    (True, False)
    """
    stem = word.removesuffix("ized")
    return stem == word or (base.startswith(stem) and base[len(stem) :][:1] in ("", "e", "i", "y"))


def _is_ending(rest: str, last: str) -> bool:
    """Whether letters after a whole word can be its ending ("control-ler"), not more ("super-vised")."""
    return len(rest) < 2 or rest == "ly" or rest[0] in "aeiouy" or rest[0] == last


def senses(expansions: Mapping[str, float]) -> list[list[str]]:
    """Group expansions of one acronym that mean the same: equal telling words, or one's among the other's.

    The commonest leads a group; the order is that of how common they are.

    >>> senses({"chain of thought": 9, "chain-of-thought": 5, "circle of trust": 1})
    [['chain of thought', 'chain-of-thought'], ['circle of trust']]
    """
    groups: list[tuple[tuple[str, ...], list[str]]] = []
    for long in sorted(expansions, key=lambda text: (-expansions[text], text)):
        telling = content(long)
        for lead, members in groups:
            if same_words(telling, lead) or spelled_inside(long, members[0]):
                members.append(long)
                break
        else:
            groups.append((telling, [long]))
    return [members for _, members in groups]
