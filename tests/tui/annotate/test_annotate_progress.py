"""How far each source is annotated: in the list of sources, and on the first page."""

from __future__ import annotations

from pathlib import Path

from helpers.annotating import annotator

from karabakh_tui.annotations.model import Annotation, AnnotationFile
from karabakh_tui.tui.views.progress import progress, told


def test_progress_in_words() -> None:
    assert told(0, False) == ""
    assert told(1, False) == "1 tag"
    assert told(1400, True) == "1,400 tags  done"
    assert told(0, True) == "done"


def test_only_the_files_of_who_is_signed_in_are_told() -> None:
    one = Annotation("k3q9x7", ("fact",), "words")
    files = [
        AnnotationFile("a.yaml", "anna", "jamestown", annotations=(one,), done=True),
        AnnotationFile("b.yaml", "ben", "moscow-times", annotations=(one,)),
        AnnotationFile("c.yaml", "anna", "defence24"),
    ]
    assert progress(files, "anna") == {"jamestown": "1 tag  done"}
    assert progress(files, "") == {}


async def test_the_lists_of_sources_tell_it(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at="The Russian peacekeepers are") as anna:
        await anna.press("s", "4", "g", "d", "q")
        anna.app.desk.show()  # type: ignore[union-attr]
        screen = await anna.press("g", "o")
        assert "1 tag  done" in screen
        await anna.press("escape", ":", *"welcome", "enter")
        line = next(line for line in anna.lines if "Jamestown EDM" in line)
        assert line.rstrip().endswith("1 tag  done")
