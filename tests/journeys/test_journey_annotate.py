"""A whole job of tagging, from opening the source to the files on disk, without a mouse and without shift."""

from __future__ import annotations

from pathlib import Path

from helpers.annotating import annotator

AT = "The Russian peacekeepers are"


async def test_a_source_is_tagged_from_the_first_word_to_done(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path) as anna:
        # From the top by sentences: two keys a sentence, or one.
        await anna.press("g", "g", "m", "s", "1")
        assert "1 fact applied" in anna.screen
        await anna.press("m", "7", "m", ".")
        assert [tags for tags, _ in anna.tags] == [("fact",), ("context",), ("context",)]

        # By word, three on, and another tag over it.
        page = anna.page
        page.move(page.state.put(page.article.text.index(AT)))
        await anna.press("v", "l", "l", "l", "1")
        assert anna.tags[-1] == (("fact",), "The Russian peacekeepers are")
        await anna.press("s")
        assert anna.selected.startswith("The Russian peacekeepers are deploying")
        await anna.press("s", ",", "4")
        assert anna.tags[-1][0] == ("conflict",)
        await anna.press("escape", "tab")
        assert "of 2" in anna.screen

        # A note, kept; a tag by its name; two steps back and one forward.
        await anna.press("tab", "tab", "c", *"tacit", "space", *"renewal", "enter")
        assert "note kept on 4 conflict" in anna.screen or "note kept on 1 fact" in anna.screen
        await anna.press("r", *"om", "enter")
        assert "is 5 omission now" in anna.screen
        screen = await anna.press("u")
        assert "undid change of" in screen
        screen = await anna.press("u")
        assert "undid note on" in screen
        await anna.press("g", "u")
        assert "did again" in anna.screen

        # A paragraph, less its first word and its last.
        await anna.press("escape", "p", "h", "o", "l", "8")
        assert anna.tags[-1][0] == ("framing",)
        assert anna.tags[-1][1].startswith("Russian military had planned")

        # Something too much goes, and the source is done.
        before = len(anna.tags)
        await anna.press("d")
        assert len(anna.tags) == before - 1
        await anna.press("g", "d")
        assert "done" in anna.lines[0]

        # What was done is in the files after `g w`, as a person would write it.
        assert "YAML +" in anna.lines[0]
        await anna.press("g", "w")
        for _ in range(50):
            await anna.settle()
            if "YAML ok" in anna.lines[0]:
                break
        assert "YAML ok" in anna.lines[0]
        written = (anna.folder / "jamestown.yaml").read_text("utf-8")
        assert "done: true" in written
        assert written.count("  - id:") == len(anna.tags)
        assert "note: tacit renewal" in written
        await anna.press("q")
        assert "READ" in anna.lines[0]


async def test_what_was_done_is_there_at_the_next_start(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        await anna.press("s", "4", "q")
        await anna.settle()
        anna.app.desk.close(goodbye=True)  # type: ignore[union-attr]
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        assert [tags for tags, _ in anna.tags] == [("conflict",)]
        screen = await anna.press("u")
        assert "undid tag 4 conflict" in screen
        assert anna.tags == []


async def test_many_keys_in_one_packet_do_what_they_do_one_by_one(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        await anna.type_at_once(["s", "4", ")", "v", "l", "l", "1", ")", "."])
        assert [tags for tags, _ in anna.tags] == [("conflict",), ("fact",), ("fact",)]
