"""The boxes: why a cell says what it says, and what is known of a source."""

from __future__ import annotations

from helpers.changed import changed
from helpers.small_comparison import ARTICLES, empty, opened, small
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.views.info import info_rows, info_title
from karabakh_tui.tui.views.rows import cells_of
from karabakh_tui.tui.views.why import why_rows, why_title


def why_text(comparison, provision, article, cells=70):
    return plain(why_rows(comparison, provision, article, cells))


def info_text(comparison, article, cells=70, **more):
    return plain(info_rows(comparison, article, cells, **more))


def with_article(**fields):
    article = changed(ARTICLES[0], **fields)
    base = small()
    return changed(base, articles=(article, *ARTICLES[1:]), compared=(article, *base.compared[1:]))


def test_the_why_box_quotes_both_sides_and_the_note():
    assert why_title(small(), "warden", "gazette") == "why: 4 Warden, A Harbour Gazette"
    assert why_text(small(), "warden", "gazette") == [
        "! A Harbour Gazette conflicts with E",
        "decided by anna",
        "",
        "A Harbour Gazette",
        '  "unless one of the two writes a letter against it"',
        "  value: 3 years, runs on by itself",
        "",
        "E Island Courier",
        '  "only if council and guild both consent"',
        "  value: 3 years, 3 more by consent",
        "",
        "note: Read with the letters of 1909.",
    ]


def test_the_why_box_of_a_silent_source_names_the_closest_provision():
    assert why_text(small(), "warden", "notes") == [
        ". D Ferrymen's notes says nothing on this",
        "decided by anna",
        "closest: 3 Ferry and coal",
    ]


def test_the_why_box_says_that_nobody_has_decided():
    assert why_text(small(opened("tolls", "notes")), "tolls", "notes")[0].startswith("? D Ferrymen's notes nobody has")


def test_markup_in_a_note_is_shown_as_it_is():
    cell = changed(small().cell("warden", "gazette"), note="[bold]no[/] [@click=app.quit]x", because=("[/]",))
    text = "\n".join(why_text(small(cell), "warden", "gazette"))
    assert "note: [bold]no[/] [@click=app.quit]x" in text
    assert '"[/]"' in text


def test_info_says_of_each_field_where_it_comes_from():
    comparison = with_article(published="1911-05-02", inferred=frozenset({"published", "short"}), sha256="ab" * 32)
    text = info_text(comparison, "gazette")
    assert info_title(ARTICLES[0]) == "source A: Harbour Gazette"
    assert text[:8] == [
        "title       Open again (stated)",
        "publisher   Gazette (stated)",
        "published   1911-05-02 (inferred)",
        "event       accord (stated)",
        "language    not known",
        "url         not known",
        "short       Harbour Gazette (inferred)",
        "",
    ]
    assert text[8:12] == ["length      81 words", "encoding    utf-8", "path        none", "sha256      abababababab"]


def test_info_names_the_event_where_its_title_is_known():
    assert "event       The accord of 1911 (stated)" in info_text(small(), "gazette", event_title="The accord of 1911")


def test_info_lists_what_a_source_reports_and_is_silent_on():
    text = info_text(small(opened("opening", "notes")), "notes", 90)
    assert text[-3:] == [
        "reports     2 of 5: 3 Ferry and coal, 5 Wreck",
        "silent on   2 of 5: 2 Tolls, 4 Warden",
        "open        1 of 5: 1 Opening",
    ]


def test_info_of_a_source_on_another_event_says_that_it_is_not_compared():
    assert info_text(small(), "radio")[-1] == "It reports on another event, so it is shown but not compared."


def test_info_without_a_codebook():
    assert info_text(empty(1), "gazette")[-1] == "No provisions are defined."


awkward = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None)
@given(awkward, st.integers(40, 110))
def test_whatever_files_say_the_boxes_hold_it(text, cells):
    comparison = with_article(title=text, url=text, short=text, path=text, publisher=text)
    cell = changed(comparison.cell("warden", "gazette"), note=text, because=(text,), value=text, by=text)
    comparison = changed(comparison, cells={**comparison.cells, ("warden", "gazette"): cell})
    rows = [*why_rows(comparison, "warden", "gazette", cells), *info_rows(comparison, "gazette", cells)]
    assert all(cells_of(row) <= cells for row in rows)
