"""The texts that annotations were made on, kept so that a passage that was taken out can be told from one that moved.

They are for the user alone, in a folder of the user's data. Nothing depends on them: where one is missing, broken or
cannot be written, annotations are placed without it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karabakh_tui.corpus.model import Article

MOST_TEXTS = 1000
MOST_BYTES = 64 << 20
"""How many texts are kept, and how many bytes of them; past that those go that were not needed for longest."""

LARGEST = 8 << 20
"""Bytes; a larger text is not kept."""

SHORTEST_SUM = 8
"""Hex digits that tell a text; an annotation file states 12."""

_MARK = b"karabakh-tui text 1 "
_NAME = re.compile(r"[0-9a-f]{64}\.txt")


class Snapshots:
    """The kept texts in `folder`, which need not be there yet; with None there is none, and none is kept."""

    __slots__ = ("_folder",)

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def keep(self, article: Article) -> bool:
        """Keep the text of an article, if it is not kept yet; False where that cannot be done."""
        if self._folder is None or not _NAME.fullmatch(f"{article.sha256}.txt"):
            return False
        if self.text(article.sha256) == article.text:
            return True
        from karabakh_tui.yamldoc.disk import replace_file

        path = self._folder / f"{article.sha256}.txt"
        try:
            body = article.text.encode()
            if len(body) > LARGEST:
                return False
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            replace_file(path, _MARK + sha256(body).hexdigest().encode() + b"\n" + body, private=True)
            self._drop(path.name)
        except (OSError, ValueError):
            return False
        return True

    def text(self, sum_: str) -> str | None:
        """The text whose bytes had this SHA-256, of which the first hex digits will do; None where it is not kept, or
        is not what was once put there."""
        path = self._find(sum_)
        if path is None:
            return None
        from karabakh_tui.yamldoc.disk import read_regular
        from karabakh_tui.yamldoc.fault import FaultError

        try:
            head, _, body = read_regular(path, path.name, LARGEST + 1024).partition(b"\n")
            if head != _MARK + sha256(body).hexdigest().encode():
                return None
            text = body.decode()
        except (FaultError, ValueError):
            return None
        with suppress(OSError):
            os.utime(path)
        return text

    def _find(self, sum_: str) -> Path | None:
        """The file of the one text whose sum begins so."""
        if self._folder is None or not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_SUM},64}}", sum_):
            return None
        found = [name for name in self._names() if name.startswith(sum_)]
        return self._folder / found[0] if len(found) == 1 else None

    def _names(self) -> list[str]:
        try:
            return [name for name in os.listdir(self._folder) if _NAME.fullmatch(name)]  # noqa: PTH208
        except OSError:
            return []

    def _drop(self, latest: str) -> None:
        """Remove what is too many or too much, those first that were not needed for longest, and never `latest`."""
        if self._folder is None:
            return
        kept = []
        for name in self._names():
            with suppress(OSError):
                state = (self._folder / name).stat()
                kept.append((name == latest, state.st_mtime_ns, state.st_size, name))
        kept.sort()
        bytes_kept = sum(size for _, _, size, _ in kept)
        for left, (is_latest, _, size, name) in zip(range(len(kept), 0, -1), kept, strict=True):
            if is_latest or (left <= MOST_TEXTS and bytes_kept <= MOST_BYTES):
                return
            with suppress(OSError):
                (self._folder / name).unlink()
            bytes_kept -= size
