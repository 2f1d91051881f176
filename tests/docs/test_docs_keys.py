"""docs/keys.md: its example works, its tables are the program's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs_pages import blocks, page, section, spans, tables

from karabakh_tui.tui.key_spelling import NEVER, TAKEN, read_sequence
from karabakh_tui.tui.keymap import ACTIONS, SCREENS
from karabakh_tui.tui.keys_file import load_keys
from karabakh_tui.tui.layouts import LAYOUTS, NAMES, typable

KEYS = "docs/keys.md"
MISTAKES = re.findall(r"^```yaml\n([^`]*)^```\n\n```text\n([^`]*)^```$", page(KEYS), re.MULTILINE)


def alone() -> dict[str, set[str]]:
    """For each layout the keys of which one at least is needed, and cannot be typed."""
    found: dict[str, set[str]] = {}
    for layout in LAYOUTS:
        keys = typable(layout)
        for action in ACTIONS:
            missing = [[key for key in s.split(" ") if len(key) == 1 and key not in keys] for s in action.keys]
            if missing and all(missing):
                found.setdefault(layout, set()).update(key for lacking in missing for key in lacking)
            if any("{1}" in sequence for sequence in action.keys):
                found.setdefault(layout, set()).update(set("123456789") - keys)
    return {layout: keys for layout, keys in found.items() if keys}


def test_on_every_layout_everything_can_be_done_but_for_what_the_page_says() -> None:
    (table,) = (t for t in tables(section(KEYS, "Other alphabets")) if t[0][0] == "`ru`")
    told = {row[0].strip("`"): set(re.findall(r"`(.)`", row[3])) for row in table}
    assert set(told) == set(LAYOUTS)
    assert {layout: keys for layout, keys in told.items() if keys} == alone()


def test_the_page_names_every_layout() -> None:
    (table,) = (t for t in tables(section(KEYS, "keys.yaml")) if t[0][0] == "`format`")
    (row,) = [row for row in table if row[0] == "`layout`"]
    assert spans(row[1]) == list(NAMES)


def test_the_examples_of_the_page_are_used_without_a_notice(tmp_path: Path) -> None:
    examples = [text for language, text in blocks(KEYS) if language == "yaml"]
    right = [text for text in examples if text not in dict(MISTAKES)]
    assert right
    for text in right:
        path = tmp_path / "keys.yaml"
        path.write_text(text, "utf-8")
        actions, _, faults = load_keys(path)
        assert actions
        assert not faults


def test_the_page_shows_mistakes() -> None:
    assert MISTAKES


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_told_as_the_page_says(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "keys.yaml"
    path.write_text(text, "utf-8")
    assert "\n".join(fault.with_caret() for fault in load_keys(path).faults) == told.rstrip("\n")


def test_the_page_lists_the_keys_that_cannot_be_used_and_those_that_others_take() -> None:
    refused, taken = (dict(table) for table in tables(section(KEYS, "Keys that do not arrive")))
    assert {read_sequence(spans(keys)[0]): why for keys, why in refused.items()} == NEVER
    assert {read_sequence(spans(keys)[0]): why for keys, why in taken.items()} == TAKEN


def test_the_page_names_every_scope() -> None:
    (table,) = (t for t in tables(section(KEYS, "keys.yaml")) if t[0][0] == "`read`")
    assert {row[0].strip("`"): row[1] for row in table} == SCREENS
