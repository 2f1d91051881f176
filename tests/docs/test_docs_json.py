"""docs/json.md: its examples are parts of what the commands print, and no key is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from docs_pages import blocks

from karabakh_tui import paths
from karabakh_tui.cli.main import main

EXAMPLES = [json.loads(text) for language, text in blocks("docs/json.md") if language == "json"]
COMMANDS = {
    "karabakh-tui/sources@1": ["sources"],
    "karabakh-tui/provisions@1": ["provisions"],
    "karabakh-tui/matrix@1": ["matrix"],
    "karabakh-tui/compare@1": ["compare", "all"],
    "karabakh-tui/keys@1": ["keys"],
    "karabakh-tui/config@1": ["config", "show"],
    "karabakh-tui/config-path@1": ["config", "path"],
    "karabakh-tui/themes@1": ["themes", "list"],
    "karabakh-tui/themes-check@1": ["themes", "check"],
    "karabakh-tui/tags-check@1": ["tags", "check"],
    "karabakh-tui/tags-list@1": ["tags", "list"],
    "karabakh-tui/tags-stats@1": ["tags", "stats"],
    "karabakh-tui/tags-diff@1": ["tags", "diff", "editorial", "ben"],
    "karabakh-tui/tags-agree@1": ["tags", "agree", "editorial", "ben"],
    "karabakh-tui/doctor@1": ["doctor"],
}
BEN = """\
format: 1
annotations:
  - {id: k3q9x7, tags: [signing], quote: "The Karabakh War Ends", start: 0, note: "Is it over?"}
  - {id: m2w9tz, tags: [peacekeepers-deployment], quote: "Russian Troops Move In", start: 25}
"""
"""What a second annotator wrote on jamestown, in the examples that need one."""

PLAIN = {
    **dict.fromkeys(("KARABAKH_TUI_CORPUS", "KARABAKH_TUI_AS", "KARABAKH_TUI_THEME", "KARABAKH_TUI_CONFIG")),
    **dict.fromkeys(("TMUX", "STY")),
    "XDG_CONFIG_HOME": "/dev/null/none",
}
OF_THE_MACHINE = ("folder", "path")
BY_LETTER = ("cells", "skipped")
"""Objects whose keys are no fields: an example may leave some out."""


@contextmanager
def team_corpus() -> Iterator[list[str]]:
    """The flags for a copy of the articles that come with the program, with a second annotator."""
    with TemporaryDirectory() as folder:
        for name in ("seeds", "annotations"):
            copytree(paths.shipped() / name, Path(folder) / name)
        file = Path(folder) / "annotations" / "ben" / "jamestown.yaml"
        file.parent.mkdir()
        file.write_text(BEN, "utf-8")
        yield ["-c", folder]


def printed(schema: str) -> Any:
    """What the program prints on the articles that come with it."""
    with team_corpus() if "ben" in COMMANDS[schema] else nullcontext([]) as corpus:
        ran = CliRunner(env=PLAIN).invoke(main, [*COMMANDS[schema], *corpus, "--json"])
    assert ran.exit_code in (0, 1), ran.output
    return json.loads(ran.stdout)


def named(records: list[Any], like: Any) -> list[Any]:
    """The records that an example may be a part of: those of the same id, or all."""
    for name in ("annotation", "article", "id", "topic", "name"):
        if isinstance(like, dict) and name in like:
            return [record for record in records if record[name] == like[name] and record.keys() == like.keys()]
    return records


def check(example: Any, real: Any, where: str) -> None:
    """Whether `example` is a part of `real`: all keys, some of the items, texts that may end in three dots."""
    assert type(example) is type(real), where
    if isinstance(example, dict):
        some = where.rpartition(".")[2] in BY_LETTER
        assert set(example) <= set(real) if some else list(example) == list(real), where
        for key, value in example.items():
            if key not in OF_THE_MACHINE:
                check(value, real[key], f"{where}.{key}")
    elif isinstance(example, list):
        for index, item in enumerate(example):
            found = named(real, item)
            if isinstance(item, dict):
                assert found, f"{where}[{index}] is not printed"
                candidates = [one for one in found if one == item] or found
                check(item, candidates[0], f"{where}[{index}]")
            else:
                assert item in real, f"{where}[{index}]"
    elif isinstance(example, str) and example.endswith(" ..."):
        assert real.startswith(example.removesuffix(" ...")), where
    else:
        assert example == real, where


def test_the_page_has_an_example_of_every_document() -> None:
    assert [example["schema"] for example in EXAMPLES] == list(COMMANDS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["schema"])
def test_an_example_is_part_of_what_the_program_prints(example: Any) -> None:
    check(example, printed(example["schema"]), example["schema"])


def cell_keys(document: Any) -> set[frozenset[str]]:
    return {frozenset(cell) for row in document["provisions"] for cell in row["cells"].values()}


def test_the_examples_of_the_matrix_show_every_kind_of_cell() -> None:
    example = next(one for one in EXAMPLES if one["schema"] == "karabakh-tui/matrix@1")
    assert cell_keys(example) == cell_keys(printed("karabakh-tui/matrix@1"))
