from __future__ import annotations

from unicodedata import category

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.key_report import Pressed, Report, caret, sent
from karabakh_tui.tui.layouts import Keyboard


def report(keyboard: Keyboard | None = None, tmux: bool = False) -> Report:
    return Report(keyboard or Keyboard(), 100, tmux)


def test_a_key_says_what_it_sends_is_and_does() -> None:
    line = report().line(Pressed(b"\x1b[A", ("up",)))
    assert line.split() == [
        *("1b", "5b", "41", "^[[A", "Up", "reader:", "line", "up", "|", "coverage:", "cell", "above", "|"),
        *("cards:", "previous", "card"),
    ]


def test_prefixes_and_counts_go_on() -> None:
    told = report()
    assert told.line(Pressed(b"3", ("3",))).endswith("a count, 3")
    assert told.line(Pressed(b"g", ("g",))).endswith("begins g")
    assert told.line(Pressed(b"\x1b", ("escape",))).endswith("takes back what was begun | the same byte as ^[")
    assert told.line(Pressed(b"j", ("j",))).endswith("cards: next card")


def test_it_is_over_after_two_q_also_on_another_layout() -> None:
    for names in (["q", "q"], ["й", "й"], ["ქ", "q"], ["ctrl+c"], ["ctrl+d"], ["ctrl+с"]):
        told = report()
        for name in names:
            assert not told.over
            told.line(Pressed(name.encode(), (name,)))
        assert told.over
    told = report()
    for name in ("q", "j", "q"):
        told.line(Pressed(b"", (name,)))
    assert not told.over


def test_pieces_and_late_rests_are_told_with_the_cure() -> None:
    late = Pressed(b"[", ("[",), apart=240)
    assert report().line(late).endswith("it came 240 ms after Esc: if that was one key, set ESCDELAY above 240")
    assert report(tmux=True).line(late).endswith("set -sg escape-time 20 in tmux")
    pieces = Pressed(b"\x1b[A", ("up",), pieces=60)
    assert report().line(pieces).endswith("it came in pieces, 60 ms apart; up to 100 ms are waited for")


def test_bytes_are_shown_safely_and_not_without_end() -> None:
    assert sent(b"\x1b[A") == "1b 5b 41  ^[[A"
    assert caret(b"\x00\x7f\xff\xc2\x9b") == "^@^?<ff>\ufffd"
    assert sent(b"a" * 100).startswith("61 61") and "... 100 bytes" in sent(b"a" * 100)


@given(st.binary(max_size=40), st.lists(st.text(min_size=1, max_size=5), max_size=3), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_is_told_on_one_line_without_control_characters(
    data: bytes, names: list[str], note: str
) -> None:
    line = report().line(Pressed(data, tuple(names), note))
    assert line
    assert not [char for char in line if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
