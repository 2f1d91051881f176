"""What articles are called: ids in files and links, letters on the screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONGEST = 60  # characters: an id names a file, together with what is added to it
_NO_ID = re.compile("[^a-z0-9]+")


def is_id(name: str) -> bool:
    """Whether `name` may be an id: small letters, digits and hyphens, no hyphen first."""
    return len(name) <= _LONGEST and _ID.fullmatch(name) is not None


def letter(index: int) -> str:
    """The letter of the article with that index: A to Z, then AA, AB, ..."""
    letters = ""
    index += 1
    while index:
        index, last = divmod(index - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def assign_ids(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """An id for each file name (relative, with slashes), from its stem; with its folder's name where two share a stem.

    None is in `taken`, no two are equal, and none depends on the order of the names.
    """
    used = set(taken)
    ids: dict[str, str] = {}
    ordered = sorted(set(names))
    stems = {name: _slug(PurePosixPath(name).stem) for name in ordered}
    shared = Counter(stems.values())
    for name in ordered:
        stem = stems[name]
        parent = PurePosixPath(name).parent.name
        first = _slug(f"{parent}-{PurePosixPath(name).stem}") if parent and shared[stem] > 1 else stem
        candidates = (first, _slug(name), f"{_slug(name)[: _LONGEST - 9]}-{_digest(name)}")
        found = next(candidate for candidate in candidates if candidate not in used)
        used.add(found)
        ids[name] = found
    return ids


def _slug(name: str) -> str:
    """`name` as an id; letters of other scripts than Latin leave nothing, so that a digest of them stands for it."""
    if not name.isascii():
        import unicodedata

        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    else:
        plain = name
    slug = _NO_ID.sub("-", plain.lower())[: _LONGEST + 1].strip("-")[:_LONGEST].rstrip("-")
    return slug or f"article-{_digest(name)}"


def _digest(name: str) -> str:
    import unicodedata
    from hashlib import sha256

    composed = unicodedata.normalize("NFC", name)  # one name on every file system
    return sha256(composed.encode("utf-8", "surrogateescape")).hexdigest()[:8]
