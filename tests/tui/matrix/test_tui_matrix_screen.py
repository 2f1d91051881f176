"""The coverage matrix as a person uses it: pictures at three sizes, and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.small_comparison import CELLS, empty, large, opened, small
from helpers.stage import NOTHING, on_stage, same_as_file, shown

from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.screens.matrix import MatrixScreen

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(160, 45), (120, 40), (80, 24)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_matrix_looks_like_this(size):
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "courier")), size) as pilot:
        same_as_file(GOLDEN / f"matrix-{size[0]}x{size[1]}.txt", pilot)


@pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_matrix_that_is_partly_reviewed_marks_what_is(size):
    comparison = small(opened("wreck", "post"))
    async with on_stage(lambda: MatrixScreen(comparison, ("wreck", "post")), size) as pilot:
        same_as_file(GOLDEN / f"partly-{size[0]}x{size[1]}.txt", pilot)


async def test_it_can_be_used_at_the_smallest_size():
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "courier")), (60, 16)) as pilot:
        same_as_file(GOLDEN / "matrix-60x16.txt", pilot)


async def test_it_looks_the_same_after_the_window_was_small_for_a_while():
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "courier")), (120, 40)) as pilot:
        await pilot.resize_terminal(60, 16)
        await pilot.resize_terminal(80, 24)
        same_as_file(GOLDEN / "matrix-80x24.txt", pilot)


async def test_hjkl_and_arrows_move_the_cursor_and_counts_repeat():
    async with on_stage(lambda: MatrixScreen(small()), (120, 40)) as pilot:
        screen = pilot.app.screen
        await pilot.press("j", "l")
        assert screen.at == ("tolls", "post")
        await pilot.press("2", "j", "2", "right")
        assert screen.at == ("warden", "courier")
        await pilot.press("up", "h", "k", "left")
        assert screen.at == ("tolls", "post")
        await pilot.press("9", "l", "g", "e")
        assert screen.at == ("wreck", "radio")
        await pilot.press("g", "g")
        assert screen.at == ("opening", "radio")


async def test_n_goes_from_conflict_to_conflict_and_says_which():
    async with on_stage(lambda: MatrixScreen(small()), (120, 40)) as pilot:
        await pilot.press("n")
        assert pilot.app.screen.at == ("tolls", "gazette")
        assert "conflict cell 1 of 6" in shown(pilot)
        await pilot.press("N")
        assert pilot.app.screen.at == ("wreck", "notes")
        assert "conflict cell 6 of 6, around the start" in shown(pilot)
        await pilot.press("h")
        assert "conflict cell" not in shown(pilot)


async def test_enter_reads_the_passage_that_is_quoted():
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "courier")), (80, 24)) as pilot:
        await pilot.press("enter")
        assert pilot.app.answer == Goto("warden", "courier", 1)


@pytest.mark.parametrize("key", ["q", "c", "escape"])
async def test_q_c_and_escape_go_back_to_where_one_came_from(key):
    async with on_stage(lambda: MatrixScreen(small()), (80, 24)) as pilot:
        assert pilot.app.answer is NOTHING
        await pilot.press(key)
        assert pilot.app.answer is None


async def test_o_and_the_filters_say_what_they_did():
    async with on_stage(lambda: MatrixScreen(small(), ("ferry", "post")), (120, 40)) as pilot:
        await pilot.press("o")
        assert "rows: most disputed first" in shown(pilot)
        await pilot.press("z", "d", "z", "o")
        assert "only rows with a conflict and a silence: 3 of 5" in shown(pilot)


async def test_a_filter_that_leaves_nothing_says_so_and_no_key_breaks_it():
    undecided = small(*(opened(cell.provision_id, cell.article_id) for cell in CELLS))
    async with on_stage(lambda: MatrixScreen(undecided), (80, 24)) as pilot:
        await pilot.press("z", "d")
        assert "No row has a conflict. z d shows the others again." in shown(pilot)
        await pilot.press(*"jlonx", "enter")
        assert pilot.app.answer is NOTHING


async def test_x_opens_the_why_box_and_x_closes_it():
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "courier")), (80, 24)) as pilot:
        await pilot.press("x")
        text = shown(pilot)
        assert "why: 4 Warden, E Island Courier" in text
        assert '"only if council and guild both consent"' in text
        assert '"unless one of the two writes a letter against it"' in text
        await pilot.press("x")
        assert "why:" not in shown(pilot)


async def test_g_i_tells_about_the_source_of_the_column():
    async with on_stage(lambda: MatrixScreen(small(), ("warden", "post")), (80, 24)) as pilot:
        await pilot.press("g", "i")
        assert "source B: North Shore Post" in shown(pilot)
        assert "1911-05-02 (stated)" in shown(pilot)


async def test_the_keys_that_may_follow_a_prefix_are_shown():
    async with on_stage(lambda: MatrixScreen(small()), (80, 24)) as pilot:
        await pilot.press("z")
        assert "disagreements" in shown(pilot).splitlines()[-1]


async def test_columns_and_rows_scroll_under_a_fixed_head():
    async with on_stage(lambda: MatrixScreen(large(500, 50)), (120, 40)) as pilot:
        await pilot.press(*"49l499j")
        text = shown(pilot)
        assert ">499 Provision" in text
        assert " AX Source nu" in text
        assert "row 500 of 500" in text
        assert ", 5 of 50" in text
        await pilot.press("g", "g")
        assert ">0   Provision" in shown(pilot)


async def test_page_down_and_up_pass_a_screenful_of_rows():
    async with on_stage(lambda: MatrixScreen(large(60, 4)), (80, 24)) as pilot:
        await pilot.press("space")
        first = int(pilot.app.screen.at[0][1:])
        assert 5 <= first <= 20
        await pilot.press("b")
        assert pilot.app.screen.at == ("p0", "s0")


async def test_without_a_codebook_it_says_where_provisions_are_named():
    async with on_stage(lambda: MatrixScreen(empty(2)), (80, 24)) as pilot:
        assert "No provisions are defined. annotations/codebook.yaml is where they are named." in shown(pilot)
        await pilot.press("l", "n", "o", "x", "enter", "space")
        assert pilot.app.answer is NOTHING


async def test_without_any_article_nothing_breaks():
    async with on_stage(lambda: MatrixScreen(empty(0)), (60, 16)) as pilot:
        await pilot.press("l", "n", "o", "x", "enter")
        assert "COVERAGE" in shown(pilot)
        await pilot.press("q")
        assert pilot.app.answer is None
