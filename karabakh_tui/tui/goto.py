"""Where a screen asks the reader to go: the one message from matrix, cards and lists to the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goto:
    """Read this provision, in this article if one is named, at its n-th passage (from 0) or at its most telling one."""

    provision_id: str
    article_id: str = ""
    passage: int | None = None
