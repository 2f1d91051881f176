from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.keymap import ACTIONS, Press
from karabakh_tui.tui.notepad import LONGEST, Notepad

EDITS = {action.id: action for action in ACTIONS if action.scope in ("note", "typing")}
KEYS = sorted(set(EDITS) - {"choose", "editor", "escape"})


def pad(text: str, cells: int = 20) -> Notepad:
    found = Notepad(cells=cells)
    found.set(text)
    return found


def do(notepad: Notepad, *ids: str) -> Notepad:
    for name in ids:
        notepad.do(Press(EDITS[name]))
    return notepad


def drawn(notepad: Notepad) -> list[str]:
    """The rows, the cursor between brackets."""
    rows = (notepad.drawn(number) for number in range(len(notepad.rows())))
    return ["".join(f"[{text}]" if role == "cursor" else text for text, role in row) for row in rows]


def test_a_new_line_breaks_the_text_at_the_cursor() -> None:
    notepad = do(pad("one two"), *["cursor-left"] * 4, "new-line")
    assert notepad.text == "one\n two"
    assert drawn(notepad) == ["one", "[ ]two"]


def test_long_lines_break_at_blanks_and_no_blank_is_lost() -> None:
    notepad = pad("five more years unless one side says no")
    assert drawn(notepad) == ["five more years", "unless one side", "says no[ ]"]
    assert "".join(notepad.text[row.start : row.end] for row in notepad.rows()) == notepad.text


def test_up_and_down_keep_the_column_they_began_in() -> None:
    notepad = do(pad("a long line here\nab\nanother long one"), "line-up")
    assert drawn(notepad) == ["a long line here", "ab[ ]", "another long one"]
    do(notepad, "line-up")
    assert drawn(notepad)[0] == "a long line here[ ]"
    do(notepad, "cursor-left", "line-down", "line-down")
    assert drawn(notepad)[2] == "another long on[e]"


def test_up_and_down_count_the_rows_that_are_seen() -> None:
    notepad = do(pad("five more years unless one side says no"), "line-up", "line-up")
    assert drawn(notepad)[0] == "five mo[r]e years"
    assert drawn(do(notepad, "line-up"))[0] == "five mo[r]e years"


def test_home_and_end_go_to_the_ends_of_a_row() -> None:
    notepad = do(pad("five more years unless one side"), "line-up", "cursor-end")
    assert drawn(notepad) == ["five more years[ ]", "unless one side"]
    assert drawn(do(notepad, "cursor-start"))[0] == "[f]ive more years"


def test_a_line_can_be_emptied_and_the_others_stay() -> None:
    notepad = do(pad("one\ntwo\nthree"), "line-up", "erase-all")
    assert notepad.text == "one\n\nthree"
    assert drawn(notepad)[1] == "[ ]"


def test_erasing_goes_over_the_ends_of_lines() -> None:
    notepad = do(pad("one\ntwo"), "cursor-start", "erase")
    assert (notepad.text, notepad.at) == ("onetwo", 3)
    notepad = do(pad("one\ntwo"), "line-up", "cursor-end", "erase-after")
    assert notepad.text == "onetwo"


def test_wide_and_combining_characters_are_one_step_each() -> None:
    notepad = do(pad("漢字\nže\u0301z"), "cursor-left", "cursor-left")
    assert drawn(notepad)[1] == "ž[e\u0301]z"
    do(notepad, "erase-after", "line-up")
    assert drawn(notepad) == ["[漢]字", "žz"]


def test_what_is_pasted_keeps_its_lines_and_other_white_space_becomes_blanks() -> None:
    notepad = pad("")
    notepad.insert("a\r\nb\rc\td\u2028e\udcff")
    assert notepad.text == "a\nb\nc d\ne\ufffd"


def test_a_paste_of_ten_thousand_characters_is_taken_whole_and_a_book_is_cut() -> None:
    notepad = pad("", cells=70)
    words = "five more years unless one side says no\n" * 250
    notepad.insert(words)
    assert notepad.text == words
    assert len(notepad.rows()) == 251
    notepad.insert(words * 10)
    assert len(notepad.text) == LONGEST


def test_blanks_at_the_end_of_a_row_do_not_push_its_words_away() -> None:
    notepad = pad("five more years" + " " * 30)
    assert drawn(notepad)[0].startswith("five more years")
    assert all(width(row) <= 22 for row in drawn(notepad))


LETTERS = st.text("ab \n\té\u0301漢\u200b\x1b\U0001f600-", max_size=60)


@settings(max_examples=120, deadline=None)
@given(LETTERS, LETTERS, st.lists(st.sampled_from(KEYS), max_size=25), st.integers(1, 30))
def test_whatever_is_typed_the_cursor_stands_between_clusters_and_rows_fit(
    text: str, more: str, keys: list[str], cells: int
) -> None:
    notepad = do(pad(text, cells), *keys)
    notepad.insert(more)
    do(notepad, *keys)
    line_start = notepad.text.rfind("\n", 0, notepad.at) + 1
    line = visible(notepad.line())
    assert notepad.at - line_start in {0, *(end for _, end, _ in clusters(line))}
    rows = notepad.rows()
    assert [row.start for row in rows if row.first] == [
        0, *(at + 1 for at, char in enumerate(notepad.text) if char == "\n")
    ]  # fmt: skip
    for number in range(len(rows)):
        shown = notepad.drawn(number)
        assert sum(width(words) for words, _ in shown) <= max(cells, 2) + 1
        assert ("cursor" in {role for _, role in shown}) == (number == notepad.row_number())
