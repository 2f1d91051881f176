"""Setting one field of a file that people write: everything else stays, byte for byte."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.node import Mapping
from karabakh_tui.yamldoc.splice import set_field


def changed(text: str, value: str = "light", name: str = "theme") -> str:
    return set_field(text.encode(), "config.yaml", name, value).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1\ntheme: dark\n", "format: 1\ntheme: light\n"),
        ("theme: dark   # by day\nformat: 1\n", "theme: light   # by day\nformat: 1\n"),
        ("theme: 'dark'\r\n# end\r\n", "theme: 'light'\r\n# end\r\n"),
        ('"theme": "dark"', '"theme": "light"'),
        ("theme:\nformat: 1\n", "theme: light\nformat: 1\n"),
        ("theme:   # none yet\n", "theme: light   # none yet\n"),
        ("a: {theme: dark}\nb: [theme, x]\ntheme: dark\n", "a: {theme: dark}\nb: [theme, x]\ntheme: light\n"),
        ("{format: 1, theme: dark}\n", "{format: 1, theme: light}\n"),
        ("---\ntheme: dark\n...\n", "---\ntheme: light\n...\n"),
        ("theme: |\n  dark\n\nformat: 1\n", "theme: light\n\nformat: 1\n"),
        ("größe: ½\ntheme: dark\n", "größe: ½\ntheme: light\n"),
    ],
)
def test_only_the_characters_of_the_value_change(before: str, after: str) -> None:
    assert changed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "theme: light\n"),
        ("# settings\n", "# settings\ntheme: light\n"),
        ("format: 1", "format: 1\ntheme: light\n"),
        ("format: 1\r\n", "format: 1\r\ntheme: light\r\n"),
        (
            "format: 1\n\n# theme: dark\n\n# color: auto\n",
            "format: 1\n\n# theme: dark\ntheme: light\n\n# color: auto\n",
        ),
        ("format: 1\n#theme: dark", "format: 1\n#theme: dark\ntheme: light\n"),
        ("format: 1\n...\n", "format: 1\ntheme: light\n...\n"),
        ("  format: 1\n  color: auto\n", "  format: 1\n  color: auto\n  theme: light\n"),
        ("{format: 1}\n", "{format: 1, theme: light}\n"),
        ("a: |\n  x\n\n# theme: dark\n", "a: |\n  x\n\n# theme: dark\ntheme: light\n"),
    ],
)
def test_a_field_that_is_missing_is_added(before: str, after: str) -> None:
    assert changed(before) == after


def test_a_byte_order_mark_stays() -> None:
    data = codecs.BOM_UTF8 + b"theme: dark\n"
    assert set_field(data, "c", "theme", "light") == codecs.BOM_UTF8 + b"theme: light\n"


@pytest.mark.parametrize("value", ["no", "it's", 'a "b"', "a: b # c", "1", "", "\x1b[31m", "Şuşa", "null"])
@pytest.mark.parametrize("before", ["theme: dark\n", "theme: 'dark'\n", 'theme: "dark"\n', "format: 1\n", "theme:\n"])
def test_any_text_can_be_a_value(before: str, value: str) -> None:
    root = load(changed(before, value).encode(), "c").root
    assert isinstance(root, Mapping)
    assert root.entries["theme"][0] == value


@pytest.mark.parametrize(
    "text",
    [
        "theme: [dark]\n",
        "theme: &mine dark\nother: *mine\n",
        "theme: {a: b}\n",
        "- a\n",
        "theme: dark\ntheme: light\n",
        "theme: 'dark\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str) -> None:
    with pytest.raises(FaultError):
        changed(text)


PIECES = st.lists(
    st.sampled_from(
        [
            "theme: dark\n",
            "a: 1\n",
            "b: |\n  # theme: x\n  y\n",
            "# theme: dark\n",
            "\n",
            "c:\n- theme: x\n",
            "d: {theme: y}\n",
        ]
    ),
    unique=True,
)


@given(PIECES, st.sampled_from(["\n", "\r\n"]), st.text(max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_other_line_stays_as_it_is(pieces: list[str], ending: str, value: str) -> None:
    text = "".join(pieces).replace("\n", ending)
    assume(value.encode("utf-8", "ignore").decode() == value)
    new = changed(text, value)
    old_lines = [line for line in text.splitlines() if not line.startswith("theme:")]
    assert [line for line in new.splitlines() if not line.startswith("theme:")] == old_lines
    root = load(new.encode(), "c").root
    assert isinstance(root, Mapping)
    assert root.entries["theme"][0] == value
