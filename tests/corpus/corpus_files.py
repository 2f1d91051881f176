"""What the tests of this folder share: writing a corpus to disk, and what one looks for in it."""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.corpus.model import Corpus


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def ids(corpus: Corpus) -> list[str]:
    return [article.id for article in corpus.articles]


def told(corpus: Corpus) -> list[str]:
    return [str(fault) for fault in corpus.faults]
