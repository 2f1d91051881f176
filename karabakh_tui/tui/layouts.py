"""Keys by their place: on a keyboard that types another alphabet the key that is [j] on a US keyboard is still [j].

Only a character beyond ASCII is ever taken for another key: whoever types ASCII means it. What is typed into a line of
text never comes here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from karabakh_tui.tui.ladders import locale_told

US = (
    "`1234567890-=" "qwertyuiop[]" "asdfghjkl;'\\" "zxcvbnm,./",
    '~!@#$%^&*()_+' "QWERTYUIOP{}" 'ASDFGHJKL:"|' "ZXCVBNM<>?",
)  # fmt: skip
"""The 47 keys that print something, row by row, without shift and with it. All tables have this order."""

LAYOUTS: dict[str, tuple[str, str]] = {
    "ru": (
        "ё1234567890-=" "йцукенгшщзхъ" "фывапролджэ\\" "ячсмитьбю.",
        'Ё!"№;%:?*()_+' "ЙЦУКЕНГШЩЗХЪ" "ФЫВАПРОЛДЖЭ/" "ЯЧСМИТЬБЮ,",
    ),
    "uk": (
        "'1234567890-=" "йцукенгшщзхї" "фівапролджєґ" "ячсмитьбю.",
        'ʼ!"№;%:?*()_+' "ЙЦУКЕНГШЩЗХЇ" "ФІВАПРОЛДЖЄҐ" "ЯЧСМИТЬБЮ,",
    ),
    "hy": (
        "՝ֆձ֊,։՞․՛)օէղ" "ճփբսմուկըթծց" "ջվգեանիտհպր»" "ժդչյզլքխշռ",
        "՜ՖՁ—$…%և՚(ՕԷՂ" "ՃՓԲՍՄՈՒԿԸԹԾՑ" "ՋՎԳԵԱՆԻՏՀՊՐ«" "ԺԴՉՅԶԼՔԽՇՌ",
    ),
    "az": (
        "`1234567890-=" "qüertyuiopöğ" "asdfghjklıə\\" "zxcvbnmçş.",
        '~!"Ⅶ;%:?*()_+' "QÜERTYUİOPÖĞ" "ASDFGHJKLIƏ/" "ZXCVBNMÇŞ,",
    ),
    "tr": (
        '"1234567890*-' "qwertyuıopğü" "asdfghjklşi," "zxcvbnmöç.",
        "é!'^+%&/()=?_" "QWERTYUIOPĞÜ" "ASDFGHJKLŞİ;" "ZXCVBNMÖÇ:",
    ),
    "ka": (
        "„1234567890-=" "ქწერტყუიოპ[]" "ასდფგჰჯკლ;'\\" "ზხცვბნმ,./",
        '“!@#$%^&*()_+' "QჭEღთYUIOP{}" 'AშDFGHჟKL:"|' "ძXჩVBNM<>?",
    ),
}  # fmt: skip
"""What the 47 keys type on the usual layout of each language: Russian, Ukrainian, Armenian (basic), Azerbaijani,
Turkish (Q), Georgian. Compared with the tables that Debian's xkb-data 2.35.1 ships, as facts."""

AUTO, OFF = "auto", "off"
NAMES = (AUTO, OFF, *LAYOUTS)
"""What may be asked for: by the character, never, or one layout always."""

_LATIN = ("az", "tr")


def _beyond_ascii(layout: str) -> dict[str, str]:
    pairs = zip("".join(LAYOUTS[layout]), "".join(US), strict=True)
    return {typed: key for typed, key in pairs if not typed.isascii()}


_TABLES = {layout: _beyond_ascii(layout) for layout in LAYOUTS}
_OTHER_SCRIPTS = {typed: key for layout in ("ka", "hy", "uk", "ru") for typed, key in _TABLES[layout].items()}
"""The four alphabets have no letter in common but those of Russian and Ukrainian, and these stand at the same place."""


def typable(layout: str) -> frozenset[str]:
    """The keys of a US keyboard that a person on this layout can press: by their place, or because it types them."""
    return frozenset(_TABLES[layout].values()) | {typed for typed in "".join(LAYOUTS[layout]) if typed.isascii()}


def by_locale(environment: Mapping[str, str]) -> str:
    """Which of the Latin layouts a locale speaks for: "az", "tr", or ""."""
    language = locale_told(environment)[1][:3].lower()
    return next((layout for layout in _LATIN if language in (layout, f"{layout}_")), "")


@dataclass(slots=True)
class Keyboard:
    """Which layout is in front of a person: one of `NAMES`, and what is known where it is `auto`.

    `latin` is what the locale says of letters like ü, which stand elsewhere on Azerbaijani and Turkish keyboards; a
    letter that only one of the two has proves which one it is, from then on.
    """

    layout: str = AUTO
    latin: str = ""
    _seen: str = field(default="", init=False)

    def taken_for(self, name: str) -> str:
        """The key at the place of what was typed; the name itself where it is ASCII or stands in no table.

        A name is a character, or one that is held with ctrl: some terminals tell ctrl and the letter that is printed
        on the key.
        """
        if len(name) == 1:
            return self._at(name)
        modifiers, _, last = name.rpartition("+")
        key = self._at(last)
        return f"{modifiers}+{key.lower()}" if modifiers and key.isalnum() else name

    def _at(self, typed: str) -> str:
        if typed.isascii() or len(typed) != 1 or self.layout == OFF:
            return typed
        if self.layout != AUTO:
            return _TABLES[self.layout].get(typed, typed)
        if typed in _OTHER_SCRIPTS:
            return _OTHER_SCRIPTS[typed]
        owners = [layout for layout in _LATIN if typed in _TABLES[layout] and typed not in _ELSEWHERE]
        if len(owners) == 1:
            self._seen = owners[0]
        table = _TABLES.get(self._seen or self.latin, {})
        return table.get(typed, typed)

    def unsure(self, typed: str) -> bool:
        """Whether this is a letter whose place nobody can tell before the layout is named."""
        known = any(typed in _TABLES[layout] for layout in _LATIN)
        return self.layout == AUTO and known and self.taken_for(typed) == typed


_ELSEWHERE = frozenset("éÉ")
"""Letters of many other keyboards too: they prove nothing."""

_in_use = Keyboard()


def keyboard() -> Keyboard:
    """The keyboard that the keys of this process come from."""
    return _in_use


def use(one: Keyboard) -> None:
    """Let the keys of this process come from this one. Called once, before any screen is there."""
    global _in_use  # noqa: PLW0603 - there is one person at one keyboard
    _in_use = one
