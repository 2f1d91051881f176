"""The annotate screen, key by key, in the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.annotating import annotator

from karabakh_tui.text.span import Span
from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.codes import CodesScreen
from karabakh_tui.tui.screens.note import NoteScreen
from karabakh_tui.tui.screens.reader import ReaderScreen

AT = "The Russian peacekeepers are"
SENTENCE = (
    "The Russian peacekeepers are deploying for five years, with the possibility to prolong the mission for five more "
    "with the consent of Armenia and Azerbaijan (Interfax, November 12)."
)
SIZE = (80, 24)


async def test_two_keys_from_the_cursor_to_a_tagged_sentence(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4")
        assert anna.tags == [(("conflict",), SENTENCE)]
        assert "4 conflict applied" in anna.screen
        assert " 1 tag " in anna.lines[0]
        assert "YAML +1" in anna.lines[0]


async def test_one_key_tags_the_sentence_under_the_cursor_and_says_so(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        screen = await anna.press("4")
        assert anna.tags == [(("conflict",), SENTENCE)]
        assert "Nothing selected, so 4 conflict goes on this sentence. u undoes." in screen
        assert anna.selected == SENTENCE


async def test_the_digit_again_takes_the_tag_away(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        screen = await anna.press("s", "4", "4")
        assert anna.tags == []
        assert "4 conflict removed" in screen
        await anna.press("4", "1")
        assert [tags for tags, _ in anna.tags] == [("conflict", "fact")]


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("l", "Russian"),
        ("w w", "peacekeepers"),
        ("right", "Russian"),
        ("h", "year"),
        ("b", "year"),
        ("left", "year"),
        (")", "The"),
        ("l (", "The"),
        ("}", "The"),
        ("} }", "For"),
        ("l {", "The"),
        ("0 3 l", "are"),
        ("0 1 0 w", "possibility"),
        ("g g", "The"),
        ("g e", "complicated"),
        ("G", "complicated"),
        ("home", "The"),
        ("end", "complicated"),
        ("j", "to"),
        ("down", "to"),
        ("j k", "The"),
        ("g g backspace", "The"),
    ],
)
async def test_the_cursor_goes_by_words_rows_sentences_and_paragraphs(tmp_path: Path, keys: str, word: str) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press(*keys.split())
        assert anna.word == word
        assert anna.page.pane.visible_span.contains(anna.page.state.cursor.start)


async def test_the_column_is_kept_over_short_rows(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at="Interfax, November 12") as anna:
        start = anna.page.state.cursor
        await anna.press("j", "k")
        assert anna.page.state.cursor == start


async def test_pages_go_with_the_cursor(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path) as anna:
        await anna.press("g", "g")
        seen = [anna.page.pane.visible_span.start]
        for key in ("space", "pagedown", "space"):
            await anna.press(key)
            seen.append(anna.page.pane.visible_span.start)
            assert anna.page.pane.visible_span.contains(anna.page.state.cursor.start)
        assert seen == sorted(set(seen))
        for _ in range(4):
            await anna.press("pageup")
        assert anna.page.pane.visible_span.start == 0
        assert anna.page.state.cursor.start == 0


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("v l l", "The Russian peacekeepers"),
        ("v 0 3 l", AT),
        ("v l v", ""),
        ("s h", SENTENCE.removesuffix(" 12).")),
        ("s o l", SENTENCE.removeprefix("The ")),
        ("s s ,", SENTENCE),
        ("s , ", ""),
        ("s escape", ""),
        ("v )", SENTENCE),
        ("v j escape", ""),
    ],
)
async def test_words_are_selected(tmp_path: Path, keys: str, words: str) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press(*keys.split())
        assert anna.selected == words


async def test_a_paragraph_is_selected_and_grows(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("p")
        assert anna.selected.startswith("The Russian military had planned")
        assert anna.selected.endswith("(Interfax, November 12).")
        assert "sel: 1 paragraph, " in anna.said
        await anna.press("p")
        assert anna.selected.endswith("Karabakh; but this announcement may be an indication of trouble ahead.")


async def test_the_tag_list_tags_with_what_is_typed(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "t")
        assert isinstance(anna.app.screen, CodesScreen)
        await anna.press("o", "m", "enter")
        assert anna.tags == [(("omission",), SENTENCE)]
        assert "5 omission applied" in anna.screen


async def test_a_new_code_comes_with_the_selection(tmp_path: Path) -> None:
    async with annotator((80, 30), tmp_path, at=AT) as anna:
        await anna.press("s", "enter", *"renewal")
        for _ in range(40):
            if anna.app.screen.highlighted == "new label":  # type: ignore[attr-defined]
                break
            await anna.press("down")
        await anna.press("enter", "enter")
        assert anna.tags == [(("renewal",), SENTENCE)]
        assert anna.page.names.name("renewal").title == "renewal"


async def test_the_last_tag_is_repeated_elsewhere(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        screen = await anna.press(".")
        assert "No tag was used yet." in screen
        await anna.press("s", "4", ")", ".")
        assert [tags for tags, _ in anna.tags] == [("conflict",), ("conflict",)]
        screen = await anna.press(".")
        assert "4 conflict is on these words already." in screen


async def test_a_note_is_kept_on_the_tag(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "c")
        assert isinstance(anna.app.screen, NoteScreen)
        await anna.press(*"against", "space", "A", "enter")
        (one,) = anna.page.desk.notebook.annotations("jamestown").annotations
        assert one.note == "against A"
        assert "note kept on 4 conflict" in anna.screen
        screen = await anna.press("u")
        assert "undid note on 4 conflict" in screen


async def test_a_note_that_is_closed_is_a_draft(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "c", *"half", "escape")
        assert "The note is a draft: c goes on with it." in anna.screen
        await anna.press("c")
        assert "half" in anna.screen
        draft = anna.page.draft()
        assert draft.note == "half"
        assert draft.note_on == anna.page.state.current
        await anna.press("enter")
        assert anna.page.desk.notebook.annotations("jamestown").annotations[0].note == "half"
        assert anna.page.draft().note == ""


async def test_a_note_without_a_tag(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("v", "l", "c", *"who", "enter")
        assert anna.tags == [((), "The Russian")]
        assert any(line.startswith('"') for line in anna.lines)


async def test_other_tags_in_place(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "r", *"claim", "enter")
        assert [tags for tags, _ in anna.tags] == [("claim",)]
        assert "4 conflict is 2 claim now" in anna.screen


async def test_delete_asks_nothing_and_undo_says_what_it_undid(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "escape", "d")
        assert anna.tags == []
        assert "4 conflict deleted" in anna.screen
        screen = await anna.press("u")
        assert [tags for tags, _ in anna.tags] == [("conflict",)]
        assert "undid deletion of 4 conflict on 'The Russian peacekeepers are..'" in screen
        screen = await anna.press("u")
        assert anna.tags == []
        assert "undid tag 4 conflict" in screen
        await anna.press("U")
        assert len(anna.tags) == 1
        screen = await anna.press("g", "g", "d")
        assert "No tag of yours is on this word" in screen


async def test_n_goes_to_the_next_tag_and_tab_through_those_that_overlap(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "escape", "v", "l", "1", "g", "g")
        await anna.press("n")
        assert anna.word == "The"
        assert anna.page.state.cursor.start == anna.page.article.text.index(AT)
        assert "(1 of 2, Tab)" in anna.screen
        first = anna.page.state.at_hand
        await anna.press("tab")
        assert anna.page.state.at_hand != first
        assert "(2 of 2, Tab)" in anna.screen
        screen = await anna.press("N", "N")
        assert "There is no tag before this place." in screen


async def test_m_goes_to_the_next_sentence_without_a_tag(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("4", "m")
        assert anna.page.state.target
        assert anna.page.state.target.of(anna.page.article.text).startswith("The long-term survival")
        await anna.press("backspace")
        assert anna.page.state.cursor.start == anna.page.article.text.index(AT)


async def test_articles_are_walked_and_marked_as_done(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "4", "g", "d")
        assert "E Jamestown EDM is done" in anna.screen
        assert "done" in anna.lines[0]
        await anna.press("<")
        assert anna.page.article.id != "jamestown"
        assert "ANNOTATE D" in anna.lines[0]
        await anna.press("g", "o")
        assert "1 tag  done" in anna.screen
        await anna.press("escape", "backspace")
        assert anna.page.article.id == "jamestown"
        await anna.press("g", "d")
        assert "not done" in anna.screen


async def test_provisions_are_walked_within_the_source(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        assert "[4! MANDATE" in anna.lines[1]
        await anna.press("]")
        text = anna.page.article.text
        cell = anna.page.loaded.comparison.cell(anna.page.provision, "jamestown")
        assert cell.passages[cell.telling].span.overlaps(anna.page.state.cursor), text
        await anna.press("[")
        assert "[4! MANDATE" in anna.lines[1]


async def test_tags_of_others_are_shown_when_asked_for(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        assert not any(line.startswith("4'") for line in anna.lines)
        await anna.press("z", "t")
        assert any(line.startswith("4'") for line in anna.lines)
        await anna.press("z", "t")
        assert not any(line.startswith("4'") for line in anna.lines)


async def test_a_blind_session_shows_nothing_of_others(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT, blind=True) as anna:
        assert "blind" in anna.lines[0]
        assert "MANDATE" not in anna.screen
        screen = await anna.press("z", "t")
        assert "This is a blind session" in screen
        assert not any(line.startswith("4'") for line in anna.lines)
        before = anna.page.state.cursor
        screen = await anna.press("]")
        assert anna.page.state.cursor == before


async def test_a_notebook_that_is_only_read_says_so_and_changes_nothing(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT, read_only=True) as anna:
        assert "read only" in anna.lines[0]
        await anna.press("s", "4")
        assert anna.tags == []
        await anna.press("c")
        assert isinstance(anna.app.screen, AnnotateScreen)
        await anna.press("t")
        assert isinstance(anna.app.screen, AnnotateScreen)


async def test_x_tells_what_the_tag_means(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        screen = await anna.press("s", "4", "x")
        assert "Clashes with another article" in screen
        await anna.press("q", "u", "x")
        assert "A checkable statement" in anna.screen


async def test_the_same_words_everywhere_are_tagged_in_one_step(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at="Lachin corridor") as anna:
        await anna.press("v", "l", "1", "a")
        for _ in range(50):
            await anna.settle()
            if not anna.app.screen.searching:  # type: ignore[attr-defined]
                break
        await anna.press("enter")
        assert " applied in " in anna.screen
        total = sum(
            len(anna.page.desk.notebook.annotations(a.id).annotations) for a in anna.page.loaded.corpus.articles
        )
        assert total > 3
        await anna.press("u")
        assert anna.tags == [(("fact",), "Lachin corridor")]


async def test_what_is_copied_is_the_sentence_with_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        copied: list[str] = []
        monkeypatch.setattr(anna.app, "copy", lambda excerpt: copied.append(excerpt.text))
        await anna.press("y")
        assert copied[0].startswith(f'"{SENTENCE}"')
        assert "-- E Jamestown EDM" in copied[0]


async def test_q_comes_back_to_the_reader_as_it_was(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        before = anna.app.reader.leader.window
        await anna.press("s", "4", "q")
        assert isinstance(anna.app.screen, ReaderScreen)
        assert anna.app.reader.leader.window == before
        await anna.press("g", "a")
        assert isinstance(anna.app.screen, AnnotateScreen)


async def test_esc_drops_the_selection_and_then_stays(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "escape")
        assert anna.selected == ""
        assert anna.word == "The"
        screen = await anna.press("escape")
        assert isinstance(anna.app.screen, AnnotateScreen)
        assert "q goes back." in screen


async def test_the_mouse_puts_the_cursor_on_a_word(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        row = next(y for y, line in enumerate(anna.lines) if "possibility" in line)
        await anna.pilot.click(offset=(anna.lines[row].index("possibility") + 2, row))
        await anna.settle()
        assert anna.word == "possibility"


async def test_place_and_selection_can_be_restored(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s")
        draft = anna.page.draft()
        assert draft.selection
        span = Span(*draft.selection)
        page = AnnotateScreen(anna.app.loaded, anna.page.desk, draft.article_id, at=draft.cursor, selection=span)
        await anna.press("q")
        await anna.app.push_screen(page)
        await anna.settle()
        assert anna.selected == SENTENCE
        await anna.press("4")
        assert anna.tags == [(("conflict",), SENTENCE)]


async def test_a_text_without_words_can_be_looked_at(tmp_path: Path) -> None:
    from helpers.program import load_folder

    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "dots.txt").write_text("... !!\n", "utf-8")
    async with annotator(SIZE, tmp_path, "dots", loaded=load_folder(folder)) as anna:
        for key in "hl(){}vsp,o4.cdnNmty":
            await anna.press(key)
            while not isinstance(anna.app.screen, AnnotateScreen):
                await anna.press("escape")
        assert anna.tags == []
