"""Two annotators compared, as text and as JSON."""

from __future__ import annotations

from helpers.two_annotators import ARTICLE, TEXT, says

from karabakh_tui.annotations.differences import differences
from karabakh_tui.annotations.team import Compared
from karabakh_tui.export.differences import LONGEST_QUOTE, document, lines, quote
from karabakh_tui.text.cells import width

NAMES = ("anna", "ben")
MINE = (
    says("deploy for five years", "conflict", id_="a2a2a2", note="Look again."),
    says("Lavrov insists on it", "claim", id_="b2b2b2"),
    says("A nervous denial", "framing", id_="c2c2c2"),
    says("The troops", "actor", id_="d2d2d2"),
)
THEIRS = (
    says("five years", "number", id_="e2e2e2"),
    says("Lavrov insists on it", "fact", id_="f2f2f2"),
    says("again and again", id_="g2g2g2", note="why?"),
    says("The troops", "actor", id_="h2h2h2"),
)
COMPARED = (Compared(ARTICLE, MINE, THEIRS, differences(MINE, THEIRS, "ben")),)


def test_each_difference_is_told_with_both_sides() -> None:
    assert list(lines(NAMES, COMPARED, None)) == [
        "anna and ben on 1 article: 1 same, 4 differ: 1 passage, 1 tag, 2 only",
        "",
        "E Jamestown: 1 same, 4 differ: 1 passage, 1 tag, 2 only",
        "what     who   tags      from   to  words",
        "passage  anna  conflict    11   32  deploy for five years",
        "         ben   number      22   32  five years",
        "tag      anna  claim       34   54  Lavrov insists on it",
        "         ben   fact        34   54  Lavrov insists on it",
        "only     anna  framing     56   72  A nervous denial",
        "         ben   -",
        "only     anna  -",
        "         ben   note        91  106  again and again",
    ]


def test_lines_fit_a_terminal() -> None:
    for cells in (30, 60, 80):
        assert all(width(line) <= cells for line in lines(NAMES, COMPARED, cells))


def test_where_all_is_the_same_that_is_said() -> None:
    same = (Compared(ARTICLE, MINE, MINE, differences(MINE, MINE, "ben")),)
    assert list(lines(NAMES, same, None)) == [
        "anna and ben on 1 article: 4 same, 0 differ",
        "",
        "E Jamestown: 4 same, 0 differ",
    ]


def test_a_long_quote_shows_its_beginning_and_its_end() -> None:
    shown = quote("First words. " + "More words. " * 40 + "Last\nwords.")
    assert shown.startswith("First words.")
    assert shown.endswith("Last words.")
    assert len(shown) <= LONGEST_QUOTE


def test_the_document_has_the_counts_and_what_differs() -> None:
    found = document(NAMES, COMPARED)
    assert next(iter(found)) == "schema"
    assert found["schema"] == "karabakh-tui/tags-diff@1"
    assert found["annotators"] == ["anna", "ben"]
    assert found["counts"] == {"same": 1, "passage": 1, "tag": 1, "only_first": 1, "only_second": 1}
    (article,) = found["articles"]
    assert (article["article"], article["source"], article["counts"]) == ("jamestown", "E", found["counts"])
    first, *_, last = article["differences"]
    assert first == {
        "kind": "passage",
        "first": {
            "id": "a2a2a2",
            "tags": ["conflict"],
            "start": 11,
            "end": 32,
            "quote": TEXT[11:32],
            "note": "Look again.",
        },
        "second": {"id": "e2e2e2", "tags": ["number"], "start": 22, "end": 32, "quote": TEXT[22:32], "note": ""},
    }
    assert (last["kind"], last["first"]) == ("only_second", None)
