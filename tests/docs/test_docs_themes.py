"""docs/themes.md names every theme that ships, every role, every figure of the checker and every key of its JSON."""

from __future__ import annotations

import json
import re

from click.testing import CliRunner
from docs_pages import page, prose, section, spans, tables

from karabakh_tui.cli.main import main
from karabakh_tui.tui.contrast import SIGNS, TEXT
from karabakh_tui.tui.eyes import EYES, GROUNDS_APART, LETTERS_APART
from karabakh_tui.tui.theme_check import check
from karabakh_tui.tui.theme_grounds import NO_TEXT
from karabakh_tui.tui.themes import load_themes, theme_folders
from karabakh_tui.tui.views.themes import PURPOSES

THEMES = "docs/themes.md"
SHIPPED, _ = load_themes(theme_folders(None)[:1])


def test_the_page_names_every_theme_that_ships() -> None:
    (table,) = tables(section(THEMES, "Those that ship"))
    assert sorted(row[0].strip("`") for row in table) == sorted(SHIPPED)


def test_the_page_claims_of_no_theme_what_the_checker_does_not_say() -> None:
    safe = {name for name, theme in SHIPPED.items() if check(theme).is_safe_for_all_eyes}
    assert safe == {"colour-blind", "high-contrast"}
    text = section(THEMES, "Those that ship")
    assert "| `colour-blind` | dark, and told apart by protan, deutan and tritan eyes without any sign" in text
    assert "`high-contrast` can be told apart by all eyes without signs as well." in text
    assert (check(SHIPPED["high-contrast"]).lowest or 0) >= 7


def test_the_page_tells_what_each_role_is_the_look_of() -> None:
    (table,) = tables(section(THEMES, "Roles"))
    assert table == [[f"`{role}`", purpose] for role, purpose in PURPOSES.items()]


def test_the_page_has_the_figures_of_the_checker() -> None:
    text = " ".join(section(THEMES, "Checking").split())
    assert f"text needs {TEXT}:1" in text and f"need {SIGNS:.0f}:1" in text
    assert f"at least {LETTERS_APART:.0f} between letters or {GROUNDS_APART:.0f} between grounds" in text
    assert all(eyes in text for eyes in EYES if eyes != "usual")
    assert {"line", "gutter"} == NO_TEXT


def test_the_page_of_json_names_every_key_of_a_finding() -> None:
    ran = CliRunner().invoke(main, ["themes", "check", "dark", "--json"])
    (theme,) = json.loads(ran.stdout)["themes"]
    table = next(table for table in tables(section("docs/json.md", "themes")))
    assert [key for row in table for key in spans(row[0])] == list(theme["notes"][0])


def test_other_pages_lead_here() -> None:
    for name in ("README.md", "docs/guide.md", "docs/files.md"):
        assert re.search(r"\((docs/)?themes\.md", prose(name))
    assert "themes.md" in page("docs/development.md")
