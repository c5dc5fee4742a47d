"""Every sentence in both languages, none missing and none forgotten."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

import zscore
from zscore import SCHEMES, errors
from zscore.messages import LANGUAGES, SENTENCES, decimal, grouped, text
from zscore.prevalence.conditions import PROPORTIONS, Proportion
from zscore.quality.checks import CHECKS, Check
from zscore.quality.scorecard import STATISTICS, Statistic
from zscore.who_lms.indicators import INDICATORS, Indicator
from zscore.who_lms.reasons import REASONS

SRC = Path(zscore.__file__).parent
ERRORS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.ZScoreError)
}


def placeholders(sentence: str) -> set[str]:
    """Return the names of the values in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax of every file that may use a message."""
    return {
        str(path.relative_to(SRC)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SRC.rglob("*.py"))
        if path.parent.name != "messages"
    }


@cache
def literals() -> tuple[set[str], set[str]]:
    """Return the string constants, and the patterns of the composed strings, of all files."""
    constants, patterns = set(), set()
    for tree in trees().values():
        inside = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) not in inside:
                    constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                pattern = "".join(
                    re.escape(part.value) if isinstance(part, ast.Constant) else "(.+)"
                    for part in node.values
                )
                if re.match(r"[a-z_]+_\(", pattern):
                    patterns.add(pattern)
    return constants, patterns


def calls() -> list[tuple[str, ast.Call]]:
    """Return every call that names a message: of an error, or of text()."""
    return [
        (f"{file}:{node.lineno}", node)
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ERRORS | {"text"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and (isinstance(node.func, ast.Name) or isinstance(node.func.value, ast.Name))
        and node.args[0].value not in LANGUAGES
    ]


def test_messages__are_in_the_same_order_in_every_language() -> None:
    assert LANGUAGES == ("en", "id")
    assert list(SENTENCES["en"]) == list(SENTENCES["id"])


@pytest.mark.parametrize("key", SENTENCES["en"])
def test_messages__are_in_both_languages_with_the_same_values(key: str) -> None:
    sentences = {lang: SENTENCES[lang][key] for lang in LANGUAGES}
    assert all(sentence.strip() == sentence and sentence for sentence in sentences.values())
    assert placeholders(sentences["en"]) == placeholders(sentences["id"])
    assert all(name.isidentifier() for name in placeholders(sentences["en"]))


@pytest.mark.parametrize("key", SENTENCES["en"])
def test_messages__are_used(key: str) -> None:
    constants, patterns = literals()
    if key in constants:
        return
    composed = [match for pattern in patterns if (match := re.fullmatch(pattern, key))]
    assert composed, f"{key} is used nowhere"
    # "very low" is composed as very_low.
    made = {constant.replace(" ", "_") for constant in constants}
    assert any(match[1] in made for match in composed), f"nothing makes {key}"


def test_messages__of_every_call_exist_and_get_their_values() -> None:
    found = calls()
    assert len(found) > 30
    for where, call in found:
        key = call.args[0].value
        assert key in SENTENCES["en"], f"{where}: no message {key}"
        names = {keyword.arg for keyword in call.keywords}
        if None not in names:  # no **values
            assert placeholders(SENTENCES["en"][key]) <= names, f"{where}: {key} lacks a value"


def test_messages__of_composed_keys_exist() -> None:
    for reason in REASONS:
        assert f"reason_{reason}" in SENTENCES["en"]
    for condition in SCHEMES["who"].conditions:
        assert f"condition_{condition.name}" in SENTENCES["en"]


@pytest.mark.parametrize(
    "entry",
    [
        *CHECKS,
        *STATISTICS,
        *INDICATORS.values(),
        *(p for p in PROPORTIONS if p.name.isidentifier()),
    ],
    ids=lambda entry: repr(entry)[:60],
)
def test_entries__have_a_title_in_every_language(
    entry: Check | Statistic | Indicator | Proportion,
) -> None:
    assert tuple(entry.titles) == LANGUAGES
    for title in entry.titles.values():
        assert title.strip() == title
        assert 2 < len(title) < 100
        assert not placeholders(title)
        assert not title.endswith(".")


def test_messages__of_errors_are_sentences() -> None:
    keys = {
        call.args[0].value
        for _, call in calls()
        if getattr(call.func, "id", "") in ERRORS and call.args[0].value in SENTENCES["en"]
    }
    assert len(keys) > 15
    for key in keys:
        for sentence in (SENTENCES[lang][key] for lang in LANGUAGES):
            assert sentence.endswith((".", ")")), key
            assert len(sentence) < 400


def test_text__fills_in_every_message() -> None:
    for key, sentence in SENTENCES["en"].items():
        values = dict.fromkeys(placeholders(sentence), 1234)
        for lang in LANGUAGES:
            filled = text(key, lang, **values)
            assert not any(f"{{{name}}}" in filled for name in values)
            if values:
                assert ("1,234" if lang == "en" else "1.234") in filled


@pytest.mark.parametrize(
    ("value", "en", "indonesian"),
    [
        (1234567, "1,234,567", "1.234.567"),
        (-1234, "-1,234", "-1.234"),
        (999, "999", "999"),
        (0, "0", "0"),
        (True, True, True),
        (1234.5, 1234.5, 1234.5),
        ("1234", "1234", "1234"),
        (None, None, None),
    ],
)
def test_grouped__groups_whole_numbers_only(value: object, en: object, indonesian: object) -> None:
    assert grouped(value, "en") == en
    assert grouped(value, "id") == indonesian


def test_decimal__has_the_mark_of_the_language() -> None:
    assert decimal(21.456, 1, "en") == "21.5"
    assert decimal(21.456, 1, "id") == "21,5"
    assert decimal(-0.5, 2, "id") == "-0,50"


def test_text__refuses_an_unknown_key() -> None:
    with pytest.raises(KeyError):
        text("no_such_key")
