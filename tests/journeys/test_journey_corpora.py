"""Any folder opens: without a codebook, with one article, with files that are broken in every way."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from helpers.program import program

from karabakh_tui import paths

WIDE, LOW = (120, 40), (80, 24)


def article(folder: Path, name: str, paragraphs: int, word: str) -> None:
    """An article of numbered paragraphs."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n\n".join(f"{word} {number}. " + "Some more words follow here. " * 4 for number in range(paragraphs))
    (folder / name).write_text(f"{word} title\n\n{text}\n", encoding="utf-8")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Two articles and nothing else."""
    article(tmp_path / "bare", "first.txt", 60, "Alpha")
    article(tmp_path / "bare", "second.txt", 120, "Beta")
    return tmp_path / "bare"


@pytest.mark.parametrize("size", [WIDE, LOW], ids=["120x40", "80x24"])
async def test_a_folder_without_a_codebook_says_what_to_add(size: tuple[int, int], bare: Path) -> None:
    async with program(size, None, bare) as person:
        assert "No provisions are defined" in person.screen
        assert "annotations/codebook.yaml" in re.sub(r"\s", "", person.screen)
        await person.press("enter")
        said = re.sub(r"\s+", " ", person.screen)
        assert "No provisions are defined, so panes follow by percentage. Add annotations/codebook.yaml" in said
        for keys in ("J", "n", "p", "c", "x", "enter", "z z", "z d", "g p", "g c"):
            await person.press(*keys.split())
            assert "READ" in person.screen, keys


async def test_without_a_codebook_panes_follow_by_percentage(bare: Path) -> None:
    async with program(WIDE, None, bare) as person:
        await person.press("enter", "9", "9", "j")
        reader = person.app.reader
        shares = []
        for source in reader.reading.carousel.shown:
            text = next(a.text for a in reader.loaded.corpus.articles if a.id == source)
            shares.append(reader.panes.pane(source).reading_offset / len(text))
        assert 0.3 < shares[0] < 0.9
        assert shares[1] == pytest.approx(shares[0], abs=0.03)


async def test_one_article_alone_opens_and_says_that_there_is_nothing_to_compare(tmp_path: Path) -> None:
    article(tmp_path / "one", "only.txt", 20, "Alpha")
    async with program(LOW, None, tmp_path / "one") as person:
        assert "Only one article is open, so there is nothing to compare." in person.screen
        await person.press("enter", "l", "h", ">", "w", "x", "w", "p", "w", "o", "j")
        assert "".join(person.panes()) == "A"
        assert "Alpha 0" in person.screen


async def test_an_article_shorter_than_its_pane_stays_at_the_top(tmp_path: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("A title\n\nOne sentence.\n")
    for start in range(2):
        async with program(WIDE, tmp_path / "state", tmp_path) as person:
            if not start:
                await person.press("1", "2", "enter")
            assert all("A title" in pane[0] for pane in person.panes().values())
            await person.press("n", "g", "o", "enter", "z", "z")
            assert all("A title" in pane[0] for pane in person.panes().values())
            await person.press("q")


BROKEN_FILES = {
    "empty.txt": b"",
    "binary.txt": b"a\0b\1c",
    "latin.txt": "Déjà vu à la carte, où l'été était né".encode("cp1252"),
}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Two good articles among files that are broken in every way."""
    folder = tmp_path / "broken"
    seeds, notes = folder / "seeds", folder / "annotations" / "editorial"
    article(seeds, "good.txt", 5, "Alpha")
    article(seeds, "other.txt", 5, "Beta")
    notes.mkdir(parents=True)
    for name, data in BROKEN_FILES.items():
        (seeds / name).write_bytes(data)
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "outside.txt").write_text("not of this corpus")
    (seeds / "outside.txt").symlink_to(tmp_path / "outside.txt")
    (seeds / "corpus.yaml").write_text("format: 1\ntitle: [never closed\n")
    (folder / "annotations" / "codebook.yaml").write_text(
        'format: 1\nprovisions:\n  - {id: opening, code: "1", title: Opening}\n  - {id: opening, title: Twice}\n'
    )
    (notes / "good.yaml").write_text(
        'format: 1\nannotations:\n  - {tags: [opening], quote: "Alpha 2."}\n  - {tags: [openin], quote: "Alpha 3."}\n'
    )
    (notes / "other.yaml").write_text("format: 1\nannotations: {{\n")
    return folder


async def test_what_is_broken_is_named_with_its_place_and_the_rest_opens(broken: Path, tmp_path: Path) -> None:
    async with program((160, 45), tmp_path / "state", broken) as person:
        assert re.search(r"\d+ notices on the files of this corpus: g n shows them", person.screen)
        await person.press("enter", "n")
        assert "Alpha 2." in person.screen
        assert "OPENING" in person.screen
        screen = await person.press("g", "n")
        told = re.sub(r"[│\s]+", " ", screen + await person.press("G"))
    for words in (
        r"seeds/corpus\.yaml:2:\d+: .*; ",
        r"annotations/codebook\.yaml:4:\d+: .*opening.*line 3.*; ",
        r"annotations/editorial/good\.yaml:4:\d+: .*openin.*opening",
        r"annotations/editorial/other\.yaml:2:\d+: .*; ",
        r"seeds/empty\.txt: is empty",
        r"seeds/binary\.txt: looks binary",
        r"seeds/latin\.txt:1:\d+: is not UTF-8 \(byte 0xe9 at 1\); it is read as ",
        r"seeds/pipe\.txt: is a pipe",
        r"seeds/device\.txt: ",
        r"seeds/outside\.txt: is a link that leads out of the corpus",
    ):
        assert re.search(words, told), words


async def test_later_starts_say_that_there_are_notices(broken: Path, tmp_path: Path) -> None:
    async with program(WIDE, tmp_path / "state", broken) as person:
        await person.press("enter", "q")
    async with program(WIDE, tmp_path / "state", broken) as person:
        assert "notices on files that could not be used as they are: g n" in person.screen


async def test_what_was_not_read_is_not_hidden_by_advice_on_the_terminal(
    broken: Path, bare: Path, tmp_path: Path
) -> None:
    for folder, said in ((broken, "notices on files"), (bare, "q is quicker.")):
        state = tmp_path / f"state-{folder.name}"
        for start in ("first", "later"):
            async with program(WIDE, state, folder, checkup=lambda: "q is quicker.") as person:
                await person.app.workers.wait_for_complete()
                await person.settle()
                if start == "first":
                    await person.press("enter", "q")
                else:
                    assert said in person.screen


async def test_a_broken_theme_is_named_and_another_is_worn(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    async with program(WIDE, tmp_path / "state", bare) as person:
        await person.press("enter", ":", *"theme nope", "enter")
        assert 'No theme "nope"' in person.screen
        await person.press("escape", ":", *"theme light", "enter")
        assert person.app.palette.style("").bgcolor != person.app.palette.style("focus").bgcolor
        assert person.app.current_theme.dark is False


async def test_a_theme_asked_for_that_is_broken_says_where(bare: Path) -> None:
    (bare / "themes").mkdir()
    (bare / "themes" / "odd.yaml").write_text('format: 1\nname: odd\nroles:\n  text: {fg: "#zzz"}\n')
    themes = (paths.shipped() / "themes", bare / "themes")
    async with program(WIDE, None, bare, themes=themes) as person:
        screen = await person.press("enter", ":", *"theme odd", "enter")
        assert 'themes/odd.yaml:4:14: "#zzz" is not a colour' in screen


async def test_files_are_loaded_again_and_the_place_stays(bare: Path) -> None:
    async with program(WIDE, None, bare) as person:
        await person.press("enter", "5", "j")
        before = person.panes()["A"]
        article(bare, "third.txt", 10, "Gamma")
        await person.press("g", "l")
        for _ in range(200):
            if "loaded again" in person.screen:
                break
            await person.pilot.pause()
        assert "3 sources" in person.screen
        assert person.panes()["A"] == before
        for file in bare.glob("*.txt"):
            file.unlink()
        await person.press("g", "l")
        for _ in range(200):
            if "Nothing was loaded" in person.screen:
                break
            await person.pilot.pause()
        assert person.panes()["A"] == before
