from __future__ import annotations

import pytest

from karabakh_tui.text.cells import width
from karabakh_tui.tui.dispatch import Dispatcher, Step
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.views.footer import footer

READ = ("read", "reading", "global")


def line(step: Step, cells: int, extra: str = "", scopes: tuple[str, ...] = READ) -> str:
    return plain([footer(scopes, step, cells, extra)])[0]


def after(*names: str) -> Step:
    dispatcher = Dispatcher(READ)
    return [dispatcher.press(name) for name in names][-1]


def test_help_comes_first_and_the_way_back_is_there_at_80_columns() -> None:
    assert line(Step(), 80) == " ? help  n/N provision  Enter cards  c coverage  a annotate  h/l pane  q back"
    assert line(Step(), 160).endswith("q back  : command")


def test_each_screen_has_its_own() -> None:
    assert line(Step(), 80, scopes=("cards", "reading", "global")).startswith(
        " ? help  j/k card  n/N provision  Enter read"
    )
    assert line(Step(), 80, scopes=("matrix", "reading", "global")).startswith(
        " ? help  hjkl cell  n/N conflict  Enter read"
    )
    assert line(Step(), 80, scopes=("welcome", "global")).startswith(" ? help  Enter start  1-9 sources")


@pytest.mark.parametrize("step", [Step(), after("3"), after("g"), after("2", "g", "m"), after("w"), Step(misses=9)])
def test_no_footer_is_wider_than_its_screen(step: Step) -> None:
    for cells in range(170):
        assert width(line(step, cells)) <= cells


def test_items_are_left_out_whole_from_the_right_but_the_way_back_stays() -> None:
    items = line(after("j"), 170).split("  ")
    for cells in range(8, 170):
        shown = line(after("j"), cells).split("  ")
        if shown[-1] == "q back":
            shown.pop()
        assert shown == items[: len(shown)]
        assert cells < 24 or "q back" in line(after("j"), cells)


def test_a_word_at_the_right_edge_stands_there_only_where_there_is_room() -> None:
    assert line(Step(), 130, ":welcome brings this back").endswith("  :welcome brings this back")
    assert width(line(Step(), 130, ":welcome brings this back")) == 129
    assert line(Step(), 90, ":welcome brings this back") == line(Step(), 90)


def test_a_count_is_seen_while_it_is_typed() -> None:
    assert line(after("1", "2"), 80).startswith(" 12  ? help")


def test_a_prefix_shows_what_may_follow() -> None:
    assert line(after("z"), 120).startswith(
        " z  z centre  d disagreements  o silences  g gutter  m ruler  w width  b site text  c colours"
    )
    assert line(after("4", "w"), 80).startswith(" 4  w  l later sources  h earlier sources")
    assert line(after("m"), 80) == " m  a-z set mark"
    assert line(after("g", "m"), 80) == " g m  a-z go to mark"


def test_where_not_all_that_may_follow_fits_it_says_how_much_is_left() -> None:
    shown = line(after("g"), 80)
    assert shown.endswith("more: ?)")
    left = int(shown.rpartition("(")[2].split()[0])
    assert shown.count("  ") - 2 + left == line(after("g"), 200).count("  ") - 1


def test_keys_and_words_have_roles() -> None:
    assert footer(READ, Step(), 20)[1:3] == (("?", "key"), (" help", "dim"))


def test_an_unknown_key_is_named_the_second_time() -> None:
    assert line(after("й"), 80).startswith(" ? help")
    assert line(after("й", "й"), 80) == " Key й is not bound here. ? lists the keys."
    assert line(after("й", "\x9b"), 80) == " Key \ufffd is not bound here. ? lists the keys."
    assert line(after("й", "й", "j"), 80).startswith(" ? help")
