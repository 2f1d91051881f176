"""From what was said on the command line to a loaded corpus; what cannot be read is said on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from karabakh_tui import paths
from karabakh_tui.cli.exits import NOT_FOUND, UNREADABLE
from karabakh_tui.cli.options import Wishes
from karabakh_tui.text.display import visible
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.codebook.model import Provision
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.matching.load import Loaded

EDITORIAL = "editorial"
"""The project's own annotator, whose reading ships with the program; it counts in every corpus that has one."""


def complain(message: str) -> None:
    """One line on stderr, safe to print."""
    print(visible(message), file=sys.stderr)  # noqa: T201 - the command line prints


def fail(message: str, code: int) -> NoReturn:
    """Say it and end with that exit code."""
    complain(message)
    raise SystemExit(code)


def tell(faults: Iterable[Fault]) -> None:
    """Each fault with its line and a caret, on stderr."""
    for fault in faults:
        for line in fault.with_caret().split("\n"):
            complain(line)


def loader(given: Sequence[str], wishes: Wishes) -> Callable[[], Loaded]:
    """A function that reads the corpus, as often as wanted; a text on stdin is read once, now."""
    stdin = sys.stdin.buffer.read() if "-" in given else None
    annotators = tuple(dict.fromkeys([EDITORIAL, *([wishes.annotator] if wishes.annotator else [])]))

    def load() -> Loaded:
        from karabakh_tui.corpus.open import open_folder, open_paths
        from karabakh_tui.matching.load import load as load_annotations

        folder = _folder(given, wishes)
        corpus = open_folder(folder) if folder else open_paths([Path(name) for name in given], stdin)
        root = corpus.root
        if wishes.corpus and not folder:
            root = _named(wishes.corpus)
        elif root is None and len(corpus.articles) == 1:
            root = paths.data_dir() / "texts" / corpus.articles[0].sha256[:16]
        return load_annotations(corpus, root, annotators)

    return load


def load_or_fail(load: Callable[[], Loaded], quietly: bool = False) -> Loaded:
    """The corpus, with its faults told (`quietly`: only where nothing opens); ends the program where nothing does."""
    try:
        loaded = load()
    except FaultError as error:
        tell([error.fault])
        raise SystemExit(UNREADABLE) from None
    if not quietly or not loaded.corpus.articles:
        tell(loaded.faults)
    if not loaded.corpus.articles:
        raise SystemExit(UNREADABLE)
    return loaded


def find_provisions(loaded: Loaded, name: str) -> tuple[Provision, ...]:
    """The provision of that id, code or title, or all; ends the program where there is none, naming the nearest."""
    provisions = loaded.comparison.provisions
    if name == "all":
        return provisions
    found = [p for p in provisions if name in (p.id, p.code) or name.casefold() == p.title.casefold()]
    found = found or [p for p in provisions if p.id.startswith(name)]
    found = found or [p for p in provisions if name.casefold() in f"{p.id} {p.title}".casefold()]
    if not found:
        fail(f'No provision "{name}".{_nearest(name, [p.id for p in provisions])}', NOT_FOUND)
    return tuple(found)


def find_sources(loaded: Loaded, names: str) -> tuple[Article, ...]:
    """The sources of a list like `A,E` or `jamestown`; all where it is empty."""
    if not names:
        return loaded.comparison.in_order
    found = []
    for name in (part.strip() for part in names.split(",")):
        article = loaded.corpus.article(name)
        if article is None:
            known = [a.id for a in loaded.corpus.articles]
            fail(f'No source "{name}".{_nearest(name, known)}', NOT_FOUND)
        found.append(article)
    return tuple(found)


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.5)
    return f" Nearest: {near[0]}." if near else f" There are: {', '.join(known)}."


def _folder(given: Sequence[str], wishes: Wishes) -> Path | None:
    """The folder to open, or None where texts are given one by one."""
    if not given:
        return _named(wishes.corpus) if wishes.corpus else paths.shipped()
    if len(given) == 1 and given[0] != "-" and Path(given[0]).is_dir():
        return Path(given[0])
    return None


def _named(corpus: str) -> Path:
    return paths.shipped() if corpus == "default" else Path(corpus)
