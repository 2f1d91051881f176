"""The project's own pages, taken apart: headings, tables, code, links."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {
    str(path.relative_to(ROOT)): path
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md")])
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


@cache
def page(name: str) -> str:
    """The text of a page, by its path in the checkout."""
    return PAGES[name].read_text("utf-8")


def prose(name: str) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page(name))


def blocks(name: str) -> list[tuple[str, str]]:
    """The blocks of code of a page: language and text."""
    return [(found[1], found[2]) for found in FENCE.finditer(page(name))]


def spans(text: str) -> list[str]:
    """What stands between backticks, in running text."""
    return [" ".join(found[2].split()) for found in SPAN.finditer(text)]


def code(name: str) -> list[str]:
    """Everything that a page shows as code: each line of its blocks, and each span in running text."""
    lines = [line for _, text in blocks(name) for line in text.splitlines()]
    return lines + spans(prose(name))


def section(name: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its kind or above; without code."""
    text = prose(name)
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert found, f"{name} has no heading {heading!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def tables(text: str) -> list[list[list[str]]]:
    """The tables in a text: rows of cells, without the head."""
    lines = [*text.splitlines(), ""]
    found: list[list[list[str]]] = []
    for above, line in pairwise(lines):
        if re.fullmatch(r"\|( -+ \|)+", line):
            found.append([])
        elif line.startswith("|") and above.startswith("|") and found:
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def anchors(name: str) -> set[str]:
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.+)$", prose(name), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
