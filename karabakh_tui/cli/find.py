"""What a person named on the command line: provisions and sources, and the nearest where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from karabakh_tui.cli.exits import NOT_FOUND
from karabakh_tui.cli.messages import fail

if TYPE_CHECKING:
    from karabakh_tui.codebook.model import Provision
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.matching.load import Loaded

Thing = TypeVar("Thing")

EVERYTHING = "all"

LISTED = 20
"""So many names are listed where none is near."""


SHORTEST_PART = 2
"""Letters from which on a word is taken for a part of a source's name; a single one is the letter of a source."""


def find_provisions(loaded: Loaded, names: str) -> tuple[Provision, ...]:
    """The provisions of that id, code or title, of several parted by commas, or all.

    Where no name is whole, its beginning will do, then a part of it, then an alias: `lachin` finds both provisions on
    Lachin. Ends the program where there is none, naming the nearest.
    """
    known = loaded.comparison.provisions
    if names == EVERYTHING:
        return known
    if not known:
        from karabakh_tui.export.text import no_provisions

        fail(f'No provision "{names}". {no_provisions(loaded.corpus)}', NOT_FOUND)
    return _each(names, lambda name: _provisions(name, known), lambda name: _no_provision(name, known))


def find_sources(loaded: Loaded, names: str) -> tuple[Article, ...]:
    """The sources of a list like `A,E` or `jamestown`; all where it is empty.

    Where no letter, id or name is whole, the beginning of one will do, then a part of it or of title and publisher.
    Ends the program as above.
    """
    if not names.strip(", "):
        return loaded.comparison.in_order

    def found(name: str) -> list[Article]:
        article = loaded.corpus.article(name)
        return [article] if article else _sources(name, loaded.corpus.articles)

    def missing(name: str) -> str:
        articles = loaded.corpus.articles
        return f'No source "{name}".{_nearest(name, [a.id for a in articles], [a.letter for a in articles])}'

    return _each(names, found, missing)


def find_named(loaded: Loaded, words: Sequence[str]) -> tuple[Article, ...]:
    """The sources of several words as above, in the order of the words, none of them twice; all without a word."""
    if not words:
        return loaded.comparison.in_order
    return tuple(dict.fromkeys(article for word in words for article in find_sources(loaded, word)))


def find_tags(loaded: Loaded, names: str) -> frozenset[str]:
    """The tags of a list like `mandate,fact`: ids, codes or titles of provisions and labels, or a tag that somebody
    gave; none where the list is empty. Ends the program as above."""
    if not names.strip(", "):
        return frozenset()
    given = {tag for file in loaded.files for one in file.annotations for tag in one.tags}
    labels = loaded.codebook.labels
    known = {*given, *(label.id for label in labels), *(p.id for p in loaded.codebook.provisions)}

    def found(name: str) -> list[str]:
        by_title = [label.id for label in labels if label.title.casefold() == name.casefold()]
        return [name] if name in known else by_title or [p.id for p in _provisions(name, loaded.codebook.provisions)]

    listed = sorted(known)
    return frozenset(_each(names, found, lambda name: f'No tag "{name}".{_nearest(name, listed, listed)}'))


def find_annotators(loaded: Loaded, names: str) -> frozenset[str]:
    """The annotators of a list like `anna,ben`; none where it is empty. Ends the program as above."""
    if not names.strip(", "):
        return frozenset()
    known = sorted({file.annotator for file in loaded.files} | {verdict.by for verdict in loaded.verdicts})

    def missing(name: str) -> str:
        near = _nearest(name, known, known) if known else ""
        return f'No annotator "{name}".{near}'

    return frozenset(_each(names, lambda name: [name] if name in known else [], missing))


def _each(names: str, find: Callable[[str], Sequence[Thing]], missing: Callable[[str], str]) -> tuple[Thing, ...]:
    """What the whole of `names` stands for, else what each of its parts between commas does, none of it twice."""
    whole = find(names.strip())
    if whole:
        return tuple(whole)
    found: list[Thing] = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        things = find(name)
        if not things:
            fail(missing(name), NOT_FOUND)
        found += (thing for thing in things if thing not in found)
    if not found:
        fail(missing(names), NOT_FOUND)
    return tuple(found)


def _sources(name: str, known: Sequence[Article]) -> list[Article]:
    """The articles of that short name; else those whose names begin like it, else those in whose names it stands."""
    wanted = name.casefold()
    if len(wanted) < SHORTEST_PART:
        return [article for article in known if article.short.casefold() == wanted]
    tests: tuple[Callable[[Article], bool], ...] = (
        lambda a: wanted == a.short.casefold(),
        lambda a: a.id.startswith(wanted) or a.short.casefold().startswith(wanted),
        lambda a: wanted in a.id or any(wanted in words.casefold() for words in (a.short, a.title, a.publisher)),
    )
    return next((found for test in tests if (found := [a for a in known if test(a)])), [])


def _provisions(name: str, known: Sequence[Provision]) -> list[Provision]:
    if not name:
        return []
    wanted = name.casefold()
    tests: tuple[Callable[[Provision], bool], ...] = (
        lambda p: name in (p.id, p.code) or wanted == p.title.casefold(),
        lambda p: p.id.startswith(wanted) or p.title.casefold().startswith(wanted),
        lambda p: wanted in p.id or wanted in p.title.casefold(),
        lambda p: any(wanted == alias.casefold() for alias in p.aliases),
    )
    return next((found for test in tests if (found := [p for p in known if test(p)])), [])


def _no_provision(name: str, known: Sequence[Provision]) -> str:
    if os.path.lexists(name):
        return f'No provision "{name}". The provision comes first, then what to open: karabakh-tui compare all {name}'
    by_name = {other: p.id for p in known for other in (*p.aliases, p.title, p.id)}
    return f'No provision "{name}".{_nearest(name, by_name, [p.id for p in known])}'


def _nearest(name: str, names: Sequence[str] | dict[str, str], listed: Sequence[str]) -> str:
    """The name that was probably meant, else those that there are. A dict says what a name is called in full."""
    from karabakh_tui.yamldoc.wording import nearest

    near = nearest(name, names)
    if near:
        return f" Nearest: {names[near] if isinstance(names, dict) else near}."
    more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    return f" There are: {', '.join(listed[:LISTED])}{more}."
