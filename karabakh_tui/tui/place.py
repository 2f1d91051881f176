"""Where a person was, kept between two starts: one small JSON file for each corpus, in the state folder.

Losing it does no harm, so a file that cannot be read or written is passed over; what is read is checked field by field
all the same, because anybody may have written it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.tui.jumps import Jumps, Place
from karabakh_tui.tui.viewport import Stand
from karabakh_tui.yamldoc.disk import replace_file

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """What comes back at the next start. `marks` are by letter."""

    jumps: Jumps = field(default_factory=Jumps)
    marks: dict[str, Place] = field(default_factory=dict)
    follow: bool = True


class PlaceStore:
    """The file of one corpus in `folder`. With `folder` None nothing is kept."""

    def __init__(self, folder: Path | None, corpus: Corpus) -> None:
        self._path = folder / "places" / f"{corpus_key(corpus)}.json" if folder else None

    def load(self) -> Stored | None:
        """What was kept, or None where there is nothing to go by."""
        if self._path is None:
            return None
        try:
            data = json.loads(self._path.read_bytes())
            if data.get("format") != FORMAT:
                return None
            return _stored(data)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return None

    def save(self, stored: Stored) -> bool:
        """Keep it: the old whole file or the new whole file, never a part. False where that was not possible."""
        if self._path is None:
            return False
        data = {"format": FORMAT, **asdict(stored)}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_file(self._path, json.dumps(data, ensure_ascii=False).encode(), lasting=False)
        except (OSError, ValueError):
            return False
        return True


def corpus_key(corpus: Corpus) -> str:
    """A name for the state of a corpus: by its folder, else by its texts."""
    if corpus.root is not None:
        told = str(corpus.root.resolve())
    else:
        told = "\n".join(article.sha256 for article in corpus.articles)
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _stored(data: dict[str, Any]) -> Stored:
    places = tuple(_place(item) for item in data["jumps"]["places"])
    at = int(data["jumps"]["at"])
    jumps = Jumps(places, at) if places and 0 <= at < len(places) else Jumps()
    marks = {str(letter): _place(item) for letter, item in data["marks"].items() if len(letter) == 1}
    return Stored(jumps, marks, bool(data["follow"]))


def _place(item: dict[str, Any]) -> Place:
    return Place(
        slots=tuple(str(source) for source in item["slots"]),
        focused=str(item["focused"]),
        provision=str(item["provision"]),
        passage=_number(item["passage"]),
        stands={str(source): Stand(_number(offset), _row(row)) for source, (offset, row, _) in item["stands"].items()},
        row=_row(item["row"]),
        why=str(item["why"]),
        full=bool(item.get("full", True)),
    )


def _row(item: Any) -> int | None:
    return None if item is None else _number(item)


def _number(item: Any) -> int:
    return max(0, int(item))
