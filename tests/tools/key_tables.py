"""`make keys`: the tables of keys in docs/guide.md and of scopes in docs/keys.md, as the keymap has them."""

from __future__ import annotations

import re
from pathlib import Path

from karabakh_tui.tui.keymap import ACTIONS, SCREENS, show_key

DOCS = Path(__file__).parents[2] / "docs"


def key_table(scope: str) -> str:
    """The table of a screen's keys as the guide has to have it."""
    rows = ["| keys | command | does |", "| --- | --- | --- |"]
    for action in ACTIONS:
        if action.scope == scope:
            keys = " ".join(f"`{show_key(sequence)}`" for sequence in action.keys)
            rows.append(f"| {f'{keys} *' if action.counts else keys} | `{action.id}` | {action.words} |")
    return "\n".join(rows)


def key_tables(guide: str) -> str:
    """The guide with the tables of all screens in the order of the keymap, below what stands before the first."""
    scopes = [scope for scope in SCREENS if any(action.scope == scope for action in ACTIONS)]
    tables = "\n\n".join(f"### {SCREENS[scope].capitalize()}\n\n{key_table(scope)}" for scope in scopes)
    before, told = guide.split("\n## All keys\n", 1)
    return f"{before}\n## All keys\n{told.split('### ', 1)[0]}{tables}\n"


def scope_table(page: str) -> str:
    """The page on keys with the table of all scopes."""
    rows = "\n".join(f"| `{scope}` | {name} |" for scope, name in SCREENS.items())
    return re.sub(r"(?m)^\| `read` \|.*\n(\| .*\n)*", lambda _: f"{rows}\n", page, count=1)


if __name__ == "__main__":
    for name, renew in (("guide.md", key_tables), ("keys.md", scope_table)):
        path = DOCS / name
        path.write_text(renew(path.read_text("utf-8")), "utf-8")
