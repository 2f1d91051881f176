"""Links and pictures of the pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from docs_pages import PAGES, ROOT, anchors, prose

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_project_leads_to_a_file_and_a_heading(name: str) -> None:
    for link in LINK.findall(prose(name)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (PAGES[name].parent / path).resolve() if path else PAGES[name]
        assert target.exists(), f"{name}: {link} leads nowhere"
        if anchor:
            assert anchor in anchors(str(target.relative_to(ROOT))), f"{name}: {link} names no heading"


@pytest.mark.parametrize(
    "name", ["docs/guide.md", "docs/terminal.md", "docs/files.md", "docs/json.md", "docs/development.md"]
)
def test_a_long_page_lists_its_headings(name: str) -> None:
    listed = {link[1:] for link in LINK.findall(prose(name)) if link.startswith("#")}
    headings = re.findall(r"^## (.+)$", prose(name), re.MULTILINE)
    missing = [h for h in headings if re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") not in listed]
    assert not missing


def test_readme_leads_to_every_page_of_the_manual() -> None:
    linked = set(LINK.findall(prose("README.md")))
    assert {f"docs/{path.name}" for path in Path(ROOT / "docs").glob("*.md")} <= linked
