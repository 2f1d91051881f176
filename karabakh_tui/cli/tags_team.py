"""`tags diff` and `tags agree`: how the annotators of a corpus compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.completing import annotator_names, source_names
from karabakh_tui.cli.exits import HONEST_NO, NOT_FOUND
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import fail, remark, warn
from karabakh_tui.cli.options import (
    corpus_options,
    format_option,
    json_option,
    no_screen_options,
    output_option,
    wished,
)
from karabakh_tui.cli.output import print_json, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.annotations.team import Member
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.matching.load import Loaded


@click.command(cls=Command, short_help="Where two annotators differ.")
@click.argument("first", metavar="NAME", shell_complete=annotator_names)
@click.argument("second", metavar="NAME", shell_complete=annotator_names)
@click.option("--src", default="", metavar="A,E", shell_complete=source_names, help="Only these sources.")
@format_option
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def diff(ctx: click.Context, /, first: str, second: str, src: str, form: str, as_json: bool, **given: Any) -> None:
    """Print where two annotators differ, on the articles that both have a file on.

    \b
    Examples:
      karabakh-tui tags diff anna ben
      karabakh-tui tags diff anna ben --src E
      karabakh-tui tags diff anna editorial --json | jq '.counts'

    Ends with 0 where all is the same, with 1 where something differs.
    """
    if first == second:
        raise click.UsageError(f"{first} differs from nobody there: name two annotators.", ctx)
    from karabakh_tui.annotations.team import compared
    from karabakh_tui.export import differences

    wishes = wished(ctx, given)
    loaded = load_or_fail(loader((), wishes))
    mine, theirs = _members(loaded, wishes, (first, second))
    articles = _sources(loaded, src)
    found = compared(articles, mine, theirs, loaded.snapshots)
    if not found:
        fail(f"{first} and {second} have no article in common, so there is nothing to compare.", NOT_FOUND)
    _tell_alone(articles, (mine, theirs))
    if as_json or form == "json":
        print_json(differences.document((first, second), found))
    else:
        show_lines(differences.lines((first, second), found, screen_width()), wishes.pager)
    if any(item.kind != "same" for one in found for item in one.items):
        ctx.exit(HONEST_NO)


@click.command(cls=Command, short_help="How far annotators agree, in figures.")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=annotator_names)
@click.option("--src", default="", metavar="A,E", shell_complete=source_names, help="Only these sources.")
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def agree(ctx: click.Context, /, names: tuple[str, ...], src: str, as_json: bool, **given: Any) -> None:
    """Print how far annotators agree, per tag and over all, as Markdown: percent agreement with n, Cohen's kappa (of
    two), Krippendorff's alpha (of any number), F1 of the passages. Without names it is on all annotators.

    \b
    Examples:
      karabakh-tui tags agree anna ben
      karabakh-tui tags agree -o agreement.md
      karabakh-tui tags agree anna ben --json | jq '.overall.sentences.kappa'

    Agreement means little where annotators saw each other's tags: annotate --blind hides all but one's own.
    """
    from karabakh_tui.export.agreement import document, markdown, report_on

    wishes = wished(ctx, given)
    loaded = load_or_fail(loader((), wishes))
    members = _members(loaded, wishes, tuple(dict.fromkeys(names)))
    articles = _sources(loaded, src)
    report = report_on(loaded.corpus.title, articles, loaded.codebook, members, loaded.snapshots)
    if not report.articles:
        fail("No two of these annotators have an article in common, so there is nothing to count.", NOT_FOUND)
    _tell_alone(articles, members)
    if as_json:
        print_json(document(report))
    else:
        show_lines(markdown(report), wishes.pager)


def _members(loaded: Loaded, wishes: Wishes, names: Sequence[str]) -> tuple[Member, ...]:
    """These annotators, or all that there are; ends the program where one of them is none, or there are not two."""
    from karabakh_tui.annotations.team import member

    known = _whereabouts(loaded, wishes)
    for name in names:
        if name not in known:
            fail(f'No annotator "{name}".{_nearest(name, list(known))}', NOT_FOUND)
    chosen = names or tuple(known)
    if len(chosen) < 2:
        named = f"there is only {chosen[0]}" if chosen else "there is none"
        fail(f"Two annotators are needed, and {named}.", NOT_FOUND)
    corpus = loaded.corpus
    whole = corpus.root is not None
    found = tuple(member(known[name], name, corpus.articles, loaded.codebook, whole=whole) for name in chosen)
    told = {file.annotator for file in loaded.files}
    warn([fault for one in found if one.annotator not in told for fault in one.faults])
    return found


def _whereabouts(loaded: Loaded, wishes: Wishes) -> dict[str, Path]:
    """The annotations folder of everybody who has a folder there: the corpus, or a place of the user's own."""
    from karabakh_tui.annotations.team import whereabouts
    from karabakh_tui.cli.own_notes import ANNOTATIONS, kept_for
    from karabakh_tui.cli.session import codebook_root

    root = codebook_root(loaded.corpus, wishes)
    own = kept_for(root).folder
    return whereabouts([folder for folder in (own, root and root / ANNOTATIONS) if folder])


def _nearest(name: str, known: Sequence[str]) -> str:
    from karabakh_tui.yamldoc.wording import nearest

    near = nearest(name, known)
    if near:
        return f" Nearest: {near}."
    return f" There are: {', '.join(known)}." if known else " There is none in this corpus."


def _sources(loaded: Loaded, names: str) -> tuple[Article, ...]:
    """The articles asked for, all without a name, in the order of their letters."""
    from karabakh_tui.cli.find import find_sources

    wanted = set(find_sources(loaded, names))
    return tuple(article for article in loaded.corpus.articles if article in wanted)


def _tell_alone(articles: Sequence[Article], members: Sequence[Member]) -> None:
    """Which articles are left out because only one of them has a file there."""
    for article in articles:
        having = [one.annotator for one in members if article.id in one.files]
        if len(having) == 1:
            remark(f"{article.letter} is left out: only {having[0]} has a file on it.")
