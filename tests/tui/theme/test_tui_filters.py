"""Whatever a file says: it stands on the screen literally, and nothing of it acts on the terminal."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from dressed_app import Dressed
from helpers.probe.probe import Probe
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.filters import SafeText

BLACK = Color(0, 0, 0)
NASTY = (
    "\x1b]52;c;ZXZpbA==\x07 \x9b?1049l \x1b]0;owned\x07 \u202egnp.exe\u202c [@click=app.quit]x[/] a\u200bb \x00\x7f\x85"
)
RAW = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

texts = st.text(
    st.characters() | st.sampled_from("\x1b\x9b\x07[]/@=\"'\u202e\u200b\u200d\ufe0f\u0301\U0001f469漢\u0e33\n\r\t "),
    max_size=60,
)


def shown(app: Dressed) -> list[str]:
    """The rows of the screen, as they would be sent."""
    rows = [list(strip) for strip in app.screen._compositor.render_strips()]
    for row in rows:
        assert sum(cell_len(segment.text) for segment in row) == app.size.width
        assert not any(segment.control or (segment.style and segment.style.link) for segment in row)
    return ["".join(segment.text for segment in row) for row in rows]


async def test_any_text_comes_out_literally_and_harmless():
    app = Dressed("", "dark", "true")
    async with app.run_test(size=(70, 16)):
        loop = asyncio.get_running_loop()

        async def put(text: str) -> list[str]:
            app.put(text)
            await asyncio.sleep(0)
            return shown(app)

        @settings(max_examples=120, deadline=None)
        @given(texts)
        def property_of_the_page(text: str) -> None:
            rows = asyncio.run_coroutine_threadsafe(put(text), loop).result(10)
            assert not RAW.search("".join(rows)), rows
            assert rows[0].rstrip(" ") == fit(visible(text), 70, "").rstrip(" ")
            assert rows[1].rstrip(" ") == fit("row " + visible(text), 70, "").rstrip(" ") or width(visible(text)) > 66
            assert len(rows) == 16

        await asyncio.to_thread(property_of_the_page)


async def test_markup_is_text_in_rows_borders_and_windows():
    text = '[b]bold[/b] [@click=app.quit]leave[/] [/] [a="b'
    app = Dressed(text, "light", "256")
    async with app.run_test(size=(70, 16)) as pilot:
        rows = shown(app)
        assert rows[0].startswith(text) and rows[1].startswith("row " + text)
        assert text in rows[2] and text in rows[3] and rows[5].lstrip().startswith(text)
        await pilot.press("ctrl+o")
        assert any(text[:30] in row for row in shown(app))


async def test_a_toast_is_harmless_too():
    app = Dressed("", "dark", "16")
    async with app.run_test(size=(70, 16), notifications=True) as pilot:
        app.notify(NASTY, title=NASTY, markup=False)
        await pilot.pause()
        assert not RAW.search("".join(shown(app)))


def test_a_row_keeps_its_width_when_what_was_hidden_takes_room():
    row = [Segment("a\u200bb", Style(bold=True)), Segment("   ")]
    safe = SafeText().apply(row, BLACK)
    assert "".join(segment.text for segment in safe) == "a◦b  "


def test_clean_text_and_its_style_stay():
    row = [Segment("plain ", None), Segment("Շուշի 漢字", Style(color="red", italic=True))]
    assert SafeText().apply(row, BLACK) == row


def test_controls_and_links_are_left_out():
    row = [
        Segment("x", Style(link="https://evil.example", bold=True)),
        Segment("\x1b[2J", None, [(ControlType.CLEAR,)]),
    ]
    assert SafeText().apply(row, BLACK) == [Segment("x", Style(bold=True))]


def test_without_colours_a_style_keeps_its_attributes_and_what_the_mouse_needs():
    style = Style(color="red", bgcolor="blue", bold=True, italic=True, blink=True, meta={"offset": (1, 2)})
    [segment] = SafeText(mono=True).apply([Segment("x", style)], BLACK)
    assert segment.style and segment.style.render("x") == "\x1b[1mx\x1b[0m"
    assert segment.style.meta == {"offset": (1, 2)}


@pytest.mark.pty
@pytest.mark.parametrize(
    ("ladder", "env", "term"),
    [
        ("true", {}, "xterm-256color"),
        ("256", {"COLORTERM": None}, "xterm-256color"),
        ("16", {"COLORTERM": None}, "xterm"),
        ("mono", {"NO_COLOR": "1"}, "xterm-256color"),
    ],
)
def test_nothing_of_a_file_reaches_the_terminal_raw(tmp_path, ladder, env, term):
    (tmp_path / "text").write_text(NASTY, "utf-8")
    program = [sys.executable, str(Path(__file__).with_name("dressed_program.py")), str(tmp_path / "text"), "dark"]
    with Probe(program, 100, 16, term=term, env=env) as probe:
        probe.wait_for("row ")
        probe.key("ctrl+o", until="over")
        # Textual itself asks for a mouse pointer; no other such command may be there.
        raw = re.sub("\x1b]22;default(\x07|\x1b\\\\)", "", bytes(probe.raw).decode("utf-8"))
        assert "␛]52;c;ZXZpbA==␇" in probe.term.lines()[0]
        for harm in ("\x1b]", "\x9b", "\x07", "\u202e", "\u200b", "\x00", "\x85", "\x7f"):
            assert harm not in raw
        assert probe.term.alt and probe.term.title == "" and not probe.term.unknown
        assert sent_colours(raw) == ladder
        assert probe.exit_test("ctrl+q")["restored"]


def sent_colours(raw: str) -> str:
    """The poorest ladder that has all the colour changes of some output."""
    found = "mono"
    for parameters in re.findall(r"\x1b\[([\d;]*)m", raw):
        if "38;2;" in parameters or "48;2;" in parameters:
            return "true"
        if "38;5;" in parameters or "48;5;" in parameters:
            found = "256"
        elif found == "mono" and not set(parameters.split(";")) <= {"", "0", "1", "2", "4", "7"}:
            found = "16"
    return found


@settings(max_examples=100, deadline=None)
@given(texts)
def test_in_ascii_what_textual_draws_keeps_its_width_and_has_no_signs_but_ascii(text):
    (row,) = [SafeText(ascii=True).apply([Segment(text)], BLACK)]
    whole = "".join(segment.text for segment in row)
    assert cell_len(whole) == Segment(text).cell_length
    assert not RAW.search(whole.replace("\ufe0f", "").replace("\u200d", ""))
    assert all(char.isascii() or char.isalpha() or cell_len(char) != 1 for char in whole)
