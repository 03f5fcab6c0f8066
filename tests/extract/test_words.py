"""Words, sentences, the alignment with subwords, and windows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.features import CLS, SEP, featurise
from kg.extract.windows import MOST_TOKENS, windows
from kg.extract.words import sentences, words

# Text with the signs on which sentence splitting turns made likely; lone surrogates never come this far.
TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from(list(' .!?)("\n\tAz9-_$\\é漢😀\u200b'))
    )
)


def cut(text, spans):
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qwen2.5-VL", ["Qwen2", ".", "5", "-", "VL"]),
        ("+4.2%", ["+", "4", ".", "2", "%"]),
        ("snake_case", ["snake", "_", "case"]),
        ("naïve café", ["naïve", "café"]),
        ("a" * 70, ["a" * 64, "a" * 6]),
        (" \n\t", []),
    ],
)
def test_words(text, expected):
    assert cut(text, words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We win. They lose.", ["We win.", "They lose."]),
        ("It is 3.5 times faster. Good.", ["It is 3.5 times faster.", "Good."]),
        ("See e.g. GPT-4 and Smith et al. 2020.", ["See e.g. GPT-4 and Smith et al. 2020."]),
        ("As J. Smith said. Yes.", ["As J. Smith said.", "Yes."]),
        ("Title\nAbstract", ["Title", "Abstract"]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
        ("Really?! Yes!", ["Really?!", "Yes!"]),
        ("one.two", ["one.two"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text, sentences(text)) == expected


@given(TEXT)
def test_words_and_sentences_cover_all_but_space(text):
    for spans in (words(text), sentences(text)):
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(cut(text, words(text))) == "".join(text.split())
    assert "".join("".join(cut(text, sentences(text))).split()) == "".join(text.split())


@given(text=TEXT)
def test_features_are_aligned(tokenizer, text):
    made = featurise(text, tokenizer)
    assert made.tokens[0] == CLS
    assert made.tokens[-1] == SEP
    assert len(made.words) == len(made.first) == len(made.last) == len(made.sentence)
    for first, last in zip(made.first, made.last, strict=True):
        assert 1 <= first <= last < len(made.tokens) - 1
    for (start, end), sentence in zip(made.words, made.sentence, strict=True):
        begin, stop = made.sentences[sentence]
        assert begin <= start < end <= stop


def test_a_word_spans_its_subwords(tokenizer):
    made = featurise("We train Zyxwvutsr.", tokenizer)
    at = cut(made.text, made.words).index("Zyxwvutsr")
    piece = made.tokens[made.first[at] : made.last[at] + 1]
    assert len(piece) > 1
    assert tokenizer.decode(piece).strip() == "Zyxwvutsr"


def test_a_short_text_is_one_window(tokenizer):
    ((offset, features),) = windows("A small text.", tokenizer)
    assert offset == 0
    assert features == featurise("A small text.", tokenizer)
    assert windows("", tokenizer) == []
    assert windows(" \n", tokenizer) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n" + "We test a model on data. " * 400,
        "word " * 3000,
        "x" * 10_000,
        "漢字" * 1500,
        "😀" * 1500,
    ],
    ids=["sentences", "no full stop", "one word", "Chinese", "emoji"],
)
def test_windows_cover_a_long_text(tokenizer, text):
    parts = windows(text, tokenizer)
    assert len(parts) > 1
    assert all(len(features.tokens) <= MOST_TOKENS + 2 for _, features in parts)
    for offset, features in parts:
        assert text[offset : offset + len(features.text)] == features.text
    together = [(a + offset, b + offset) for offset, features in parts for a, b in features.words]
    assert together == words(text)


def test_windows_end_with_sentences(tokenizer):
    text = "We test a model on data. " * 400
    assert all(features.text.endswith("data.") for _, features in windows(text, tokenizer))


@pytest.mark.parametrize(
    "parts",
    [
        ["We reach 95.3% on MATH500.", "Code is at https://a.b/c."],
        ["See Fig. 3 (cf. Tab. 2).", "It works."],
        ["Models (e.g. GPT-4o) fail!", "Why?", "We ask J. Doe."],
        ["We use Qwen2.5-VL-7B vs. GPT-4o.", "\\textbf{OVR} wins.", "video-SALMONN 2 is next."],
    ],
)
def test_sentences_of_scientific_text(parts):
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_title_is_a_sentence_of_its_own():
    text = "A title without a stop\nThe abstract begins."
    assert [text[start:end] for start, end in sentences(text)] == text.split("\n")
