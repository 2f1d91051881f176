"""docs/files.md: its corpus opens, its mistakes are told as it says, and it names every field and role."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from docs_pages import page, section, spans, tables

from karabakh_tui.annotations import alignments
from karabakh_tui.annotations import load as annotations
from karabakh_tui.codebook import load as codebook
from karabakh_tui.corpus import listing
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.paths import shipped
from karabakh_tui.tui import theme_file
from karabakh_tui.tui.theme_check import check
from karabakh_tui.tui.themes import load_theme
from karabakh_tui.yamldoc.load import load as load_yaml
from karabakh_tui.yamldoc.record import open_record

FILES = "docs/files.md"
THEMES = "docs/themes.md"
EXAMPLE = re.compile(r"^`bridge/([^`]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MISTAKE = re.compile(r"^```yaml\n([^`]*)^```\n\n```text\n([^`]*)^```$", re.MULTILINE)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """The corpus that the page shows, file by file."""
    for name, text in EXAMPLE.findall(page(FILES) + page(THEMES)):
        path = tmp_path / "bridge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "bridge"


def opened(folder: Path) -> Loaded:
    corpus = open_folder(folder)
    return load(corpus, corpus.root, ("editorial", "anna"))


def test_the_corpus_of_the_page_opens_without_a_notice(bridge: Path) -> None:
    loaded = opened(bridge)
    assert not [str(fault) for fault in loaded.faults]
    assert [article.id for article in loaded.corpus.articles] == ["morning-post", "evening-news"]
    assert {(name.name, *name.also) for name in loaded.codebook.names} == {("Shore Road", "Shore Rd", "Strandweg")}


def test_the_corpus_of_the_page_is_compared_as_it_says(bridge: Path) -> None:
    comparison = opened(bridge).comparison
    rows = {p.code: [cell.sign for cell in comparison.row(p.id)] for p in comparison.provisions}
    assert rows == {"1": ["=", "~"], "2": ["!", "!"], "c": ["+", "."]}
    assert not any(cell.stale for cell in comparison.cells.values())


def test_every_quote_of_the_page_stands_where_it_says(bridge: Path) -> None:
    anchored = [one for found in opened(bridge).anchored.values() for one in found]
    assert len(anchored) == 6
    assert {one.anchor.certainty for one in anchored if not one.annotation.kept} == {"exact"}


def test_the_rows_of_the_page_that_go_together_are_found(bridge: Path) -> None:
    loaded = opened(bridge)
    (pin,) = loaded.comparison.pins
    texts = {article.id: article.text for article in loaded.corpus.articles}
    assert [texts[name][at:].split()[0] for name, at in pin] == ["The", "Nobody"]


def test_the_site_s_own_text_of_the_page_is_what_it_says(bridge: Path) -> None:
    article = opened(bridge).corpus.articles[1]
    assert [span.of(article.text) for span in article.boilerplate] == [
        "Subscribe to our newsletter and follow us on Fridays."
    ]


def test_the_theme_of_the_page_can_be_worn(bridge: Path) -> None:
    theme, faults = load_theme("paper", (shipped() / "themes", bridge / "themes"))
    assert theme
    assert not faults
    assert not theme.dark
    assert theme.roles["conflict"].fg == "#aa0000"
    assert not check(theme).findings


def test_the_page_shows_every_file_of_the_folder_that_it_draws(bridge: Path) -> None:
    drawn = set(re.findall(r"[\w-]+\.(?:yaml|txt)\b", section_with_code("A corpus folder")))
    assert drawn == {path.name for path in bridge.rglob("*") if path.is_file()}


def section_with_code(heading: str) -> str:
    return page(FILES).split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


MISTAKES = MISTAKE.findall(page(FILES))


def test_the_page_shows_mistakes() -> None:
    assert len(MISTAKES) >= 2


@pytest.mark.parametrize(("text", "told"), MISTAKES, ids=[told.partition(":")[0] for _, told in MISTAKES])
def test_a_mistake_is_told_as_the_page_says(bridge: Path, text: str, told: str) -> None:
    path = bridge / told.partition(":")[0]
    assert path.is_file(), "a mistake belongs into a file of the corpus"
    path.write_text(text, "utf-8")
    faults = [fault.with_caret() for fault in opened(bridge).faults]
    assert told.rstrip("\n") in faults


def test_values_are_read_as_they_are_written() -> None:
    (rule,) = [line for line in page(FILES).split("\n- ") if line.startswith("**Values are text")]
    written = spans(rule.partition(" mean these characters")[0])
    assert "no" in written
    assert "21:00" in written
    source = "format: 1\n" + "".join(f"v{n}: {value}\n" for n, value in enumerate(written))
    top = open_record(load_yaml(source.encode(), "example.yaml"))
    assert [top.text(f"v{n}") for n in range(len(written))] == written


FIELDS = {
    "corpus.yaml": {"file": listing._TOP, "article": listing._ARTICLE, "event": listing._EVENT},
    "codebook.yaml": {
        "file": {"format", "provisions", "labels"},
        "provision": codebook._PROVISION,
        "label": codebook._LABEL,
    },
    "names.yaml": {"file": {"format", "names"}, "name": codebook._NAME},
    "Annotations": {
        "file": annotations._FILE_FIELDS,
        "source": annotations._SOURCE_FIELDS,
        "annotation": annotations._ANNOTATION_FIELDS,
        "link": annotations._LINK_FIELDS,
    },
    "Rows side by side": {
        "file": alignments._FILE_FIELDS,
        "pair": alignments._FIELDS,
        "place": alignments._SIDE_FIELDS,
    },
    "Verdicts": {"file": annotations._VERDICTS_FILE_FIELDS, "verdict": annotations._VERDICT_FIELDS},
    "The file": {"file": theme_file._TOP, "role": theme_file._LOOK},
}
PAGE_OF = {"The file": THEMES}


@pytest.mark.parametrize("heading", FIELDS)
def test_the_page_names_every_field_and_no_other(heading: str) -> None:
    rows = tables(section(PAGE_OF.get(heading, FILES), heading))[0]
    for kind, known in FIELDS[heading].items():
        assert {row[0].strip("`") for row in rows if row[1] == kind} == set(known)
    assert {row[1] for row in rows} == set(FIELDS[heading])


def test_the_examples_use_every_field(bridge: Path) -> None:
    """A field that no example shows is a field that nobody can look up."""
    text = "\n".join(path.read_text("utf-8") for path in bridge.rglob("*.yaml"))
    known = {name for kinds in FIELDS.values() for names in kinds.values() for name in names}
    unused = {name for name in known if not re.search(rf"(?<![\w-]){re.escape(name)}:", text)}
    assert not unused


def test_the_page_names_every_status_and_verdict() -> None:
    named = set(spans(section(FILES, "Annotations")))
    assert set(annotations.STATUSES) <= named
    (row,) = [row for row in tables(section(FILES, "Verdicts"))[0] if row[0] == "`verdict`"]
    assert spans(row[2]) == list(annotations.KINDS)


def test_a_copy_of_the_corpus_can_be_changed_without_the_page(bridge: Path) -> None:
    """Article files alone make a corpus, as the page says."""
    shutil.rmtree(bridge / "annotations")
    (bridge / "seeds" / "corpus.yaml").unlink()
    assert len(opened(bridge).corpus.articles) == 2
