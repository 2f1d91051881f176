"""What a word of the command line may go on to, as a shell asks: names of the corpus that the line itself is about.

A shell asks at every Tab, so nothing is read that is not needed, nothing is told of what cannot be read, and no name is
offered that a shell would take for more than a name: what a folder from elsewhere holds must not become a command.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

_HARMLESS = re.compile(r"\w[\w.@+-]{0,99}")
_HINT_CELLS = 60


def files(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Any file: the shell knows best."""
    return [_item(typed, type="file")]


def folders(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Folders."""
    return [_item(typed, type="dir")]


def theme_names(ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The themes that the screen would find."""

    def names() -> Iterator[tuple[str, str]]:
        from karabakh_tui.tui import themes

        yield from ((name, "") for name in themes.theme_names(themes.theme_folders(_root(ctx))))

    return _beginning(typed, names)


def annotator_names(ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The annotators of the corpus."""

    def names() -> Iterator[tuple[str, str]]:
        from karabakh_tui.annotations.load import annotators

        if root := _root(ctx):
            yield from ((name, "") for name in annotators(root / "annotations"))

    return _beginning(typed, names)


def source_names(ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Letters and ids of the sources; of several parted by commas, the last one."""

    def names() -> Iterator[tuple[str, str]]:
        from karabakh_tui.corpus.open import open_folder

        if root := _root(ctx):
            articles = open_folder(root).articles
            yield from ((article.letter, article.short) for article in articles)
            yield from ((article.id, article.short) for article in articles)

    return _last_of_list(typed, names)


def provision_names(ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids and codes of the provisions, and `all`; of several parted by commas, the last one."""

    def names() -> Iterator[tuple[str, str]]:
        from karabakh_tui.codebook.load import load_codebook

        provisions = load_codebook(_root(ctx)).provisions
        yield from ((provision.id, f"{provision.code} {provision.title}") for provision in provisions)
        yield "all", "every provision"
        yield from ((provision.code, provision.title) for provision in provisions)

    return _last_of_list(typed, names)


def _item(value: str, **about: Any) -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, **about)


def _last_of_list(typed: str, names: Callable[[], Iterable[tuple[str, str]]]) -> list[CompletionItem]:
    before, comma, begun = typed.rpartition(",")
    taken = set(before.split(","))
    found = _beginning(begun, lambda: ((name, hint) for name, hint in names() if name not in taken))
    return [_item(f"{before}{comma}{one.value}", help=one.help) for one in found] if comma else found


def _beginning(typed: str, names: Callable[[], Iterable[tuple[str, str]]]) -> list[CompletionItem]:
    """The harmless ones of the names that begin as typed, else of those that hold it, with what is to be said of each.
    None where something cannot be read: somebody who types is not helped by a message between the letters."""
    from karabakh_tui.text.cells import fit
    from karabakh_tui.text.display import visible

    wanted = typed.casefold()
    found: dict[str, str] = {}
    with suppress(Exception):
        for name, hint in names():
            if wanted in name.casefold() and _HARMLESS.fullmatch(name):
                found.setdefault(name, fit(visible(" ".join(hint.split())), _HINT_CELLS).rstrip())
    begin = {name: hint for name, hint in found.items() if name.casefold().startswith(wanted)}
    return [_item(name, help=hint or None) for name, hint in (begin or found).items()]


def _root(ctx: click.Context) -> Path | None:
    """The folder of the corpus that the line names, else of the usual one."""
    from karabakh_tui import paths
    from karabakh_tui.cli.wishes import wishes_of

    words: dict[str, Any] = {}
    for context in _from_outside(ctx):
        words |= {name: value for name, value in context.params.items() if value}
    # Where the line ends with an option that lacks its value, click leaves what stood before it as it was.
    opened = [name for name in (*words.get("paths", ()), *ctx.args) if os.path.isdir(os.path.expanduser(name))]  # noqa: PTH111, PTH112
    wishes = wishes_of({}, os.environ, config=words.get("config", ""))
    named = words.get("corpus") or next(iter(opened), "") or wishes.usual_corpus
    return paths.shipped() if named in ("", "default") else Path(named).expanduser()


def _from_outside(ctx: click.Context) -> list[click.Context]:
    """The contexts of a line, that of the program first."""
    found = [ctx]
    while found[0].parent is not None:
        found.insert(0, found[0].parent)
    return found
