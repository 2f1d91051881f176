"""The last gate before the terminal: what Textual itself draws goes through it, segment by segment.

Our own panes and lines make their text safe before they draw it. Toasts, borders, an Input and whatever a later widget
brings do not, and Textual hands escape sequences, bidi controls and links on as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from karabakh_tui.text.ascii import in_ascii
from karabakh_tui.text.display import visible


class SafeText(LineFilter):
    """Shows what would act on the terminal instead of sending it, and lets no link through.

    A row keeps its width: marks for characters that took no room push its end out. With `mono` only bold, dim,
    underline and reverse are left of a style, with `ascii` only ASCII and letters of a text. Keep one filter of a kind
    for the life of an app: Textual remembers what each one made of a row.
    """

    def __init__(self, mono: bool = False, ascii: bool = False) -> None:
        super().__init__()
        self._style = _attributes_only if mono else _without_link
        self._shown = _visible_in_ascii if ascii else visible

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of one row, safe; `background` is not used."""
        restyle, shown = self._style, self._shown
        # A control segment has no width and no place in a row: what Rich sends to the terminal in it is left out.
        safe = [
            Segment(shown(text), None if style is None else restyle(style))
            for text, style, control in segments
            if not control
        ]
        cells = _cells(segments)
        return safe if _cells(safe) == cells else list(Strip(safe).adjust_cell_length(cells))


def _visible_in_ascii(text: str) -> str:
    return in_ascii(visible(text))


def _cells(segments: Iterable[Segment]) -> int:
    return sum(segment.cell_length for segment in segments)


@lru_cache(1024)
def _without_link(style: Style) -> Style:
    return style.update_link(None) if style.link else style


@lru_cache(1024)
def _attributes_only(style: Style) -> Style:
    bare = Style(
        bold=style.bold or None,
        dim=style.dim or None,
        underline=style.underline or None,
        reverse=style.reverse or None,
    )
    return bare + Style.from_meta(style.meta) if style.meta else bare
