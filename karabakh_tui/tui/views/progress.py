"""How far the annotator who is signed in has come with each source. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from karabakh_tui.annotations.model import AnnotationFile


def told(tags: int, done: bool) -> str:
    """So many tags, and whether the whole source was gone through: `14 tags  done`; "" for neither."""
    parts = [f"{tags:,} tag" if tags == 1 else f"{tags:,} tags"] if tags else []
    return "  ".join([*parts, *(["done"] if done else [])])


def progress(files: Iterable[AnnotationFile], annotator: str) -> dict[str, str]:
    """What is told of each article, by its id; those that the annotator has not begun are left out."""
    own = (file for file in files if annotator and file.annotator == annotator)
    found = {file.article_id: told(len(file.annotations), file.done) for file in own}
    return {article: words for article, words in found.items() if words}
