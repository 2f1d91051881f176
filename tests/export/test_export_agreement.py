"""The agreement report, as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import pytest

from karabakh_tui.annotations.model import Annotation, AnnotationFile
from karabakh_tui.annotations.team import Member
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.agreement import Report, document, figure, markdown, report_on, share

TEXT = "The trams run again. Pay goes up by four per cent. Nobody is dismissed. Night cars get a second man."
ARTICLES = (
    Article("herald", "A", "City Herald", TEXT),
    Article("evening", "B", "Evening Paper", TEXT),
)
CODEBOOK = Codebook((Provision("pay", "2", "Pay"),), (Label("fact", "fact", "1"), Label("claim", "claim", "2")))


def member(name: str, *, done: bool = False, **said: Sequence[tuple[str, str]]) -> Member:
    """An annotator with words and tags by article."""
    files = {
        article: AnnotationFile(
            f"annotations/{name}/{article}.yaml",
            name,
            article,
            annotations=tuple(
                Annotation(f"a{at}", (tag,) if tag else (), words, start=TEXT.find(words), note="" if tag else "?")
                for at, (words, tag) in enumerate(some)
            ),
            done=done,
        )
        for article, some in said.items()
    }
    return Member(name, files)


ANNA = member("anna", herald=[("trams", "fact"), ("four per cent", "pay"), ("Nobody", "claim"), ("second man", "")])
BEN = member("ben", done=True, herald=[("trams", "fact"), ("Pay goes up", "pay"), ("Nobody", "fact")], evening=[])
CLEO = member("cleo", herald=[("trams", "fact"), ("gone away", "pay")])


def report(*members: Member) -> Report:
    return report_on("The tram strike", ARTICLES, CODEBOOK, members)


def tables(lines: Sequence[str]) -> Mapping[str, list[list[str]]]:
    """The tables of the report by their headings, without the line below the head."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in lines:
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("|") and not set(line) <= set("|-: "):
            found.setdefault(heading, []).append([cell.strip() for cell in line.strip("|").split(" |")])
    return found


def test_of_two_annotators_each_tag_has_all_figures_with_n() -> None:
    found = tables(list(markdown(report(ANNA, BEN))))
    assert found["Sentences"][:3] == [
        ["tag", "n", "same", "kappa", "alpha"],
        ["all tags", "4", "75.0 %", "0.67", "0.70"],
        ["pay", "4", "100 %", "1.00", "1.00"],
    ]
    assert found["Passages"] == [
        ["tag", "n", "F1 exact", "F1 overlap"],
        ["all tags", "6", "0.33", "0.33"],
        ["pay", "2", "0.00", "0.00"],
        ["fact", "3", "0.67", "0.67"],
        ["claim", "1", "0.00", "0.00"],
    ]
    assert found["One by one"] == [
        ["tag", "same", "passage differs", "tag differs", "only anna", "only ben"],
        ["all tags", "1", "0", "1", "2", "1"],
        ["pay", "0", "0", "0", "1", "1"],
        ["fact", "1", "0", "1", "0", "0"],
        ["claim", "0", "0", "1", "0", "0"],
    ]


def test_of_more_annotators_there_is_no_kappa_and_nothing_one_by_one() -> None:
    found = tables(list(markdown(report(ANNA, BEN, CLEO))))
    assert found["Sentences"][0] == ["tag", "n", "same", "alpha"]
    assert "One by one" not in found


def test_the_report_says_what_it_is_on_and_what_is_left_out() -> None:
    text = "\n".join(markdown(report(ANNA, CLEO)))
    assert text.startswith(
        "# Agreement of anna and cleo\n\nThe tram strike: 1 article that at least two of them worked on"
    )
    assert "(A City Herald)" in text
    assert "anna: left out: 1 without a tag." in text
    assert "cleo: left out: 1 without a place." in text
    assert "anna: not marked as done: A." in text
    assert "--blind" in text


def test_who_marked_an_article_as_done_is_not_named_for_it() -> None:
    assert "ben: not marked" not in "\n".join(markdown(report(ANNA, BEN)))


def test_what_was_decided_beside_a_colleague_is_told() -> None:
    file = ANNA.files["herald"]
    seen = file.annotations[0]._replace(seen_from=("ben#a0:123456",))
    anna = ANNA._replace(files={"herald": file._replace(annotations=(seen, *file.annotations[1:]))})
    assert "anna: 1 annotation decided beside a colleague's, so not tagged unseen." in "\n".join(
        markdown(report(anna, BEN))
    )


def test_where_nothing_varies_it_is_undefined_and_null() -> None:
    empty = report(member("anna", herald=[]), member("ben", herald=[]))
    assert tables(list(markdown(empty)))["Sentences"][1] == ["all tags", "4", "100 %", "undefined", "undefined"]
    overall = document(empty)["overall"]
    assert overall["sentences"] == {"n": 4, "same": 1.0, "kappa": None, "alpha": None}
    assert overall["passages"] == {"n": 0, "f1_exact": None, "f1_overlap": None}


def test_the_document_has_the_same_figures() -> None:
    found = document(report(ANNA, BEN))
    assert next(iter(found)) == "schema"
    assert found["schema"] == "karabakh-tui/tags-agree@1"
    assert found["articles"] == [{"article": "herald", "source": "A"}]
    assert [tag["tag"] for tag in found["tags"]] == ["pay", "fact", "claim"]
    assert found["overall"]["items"] == {"same": 1, "passage": 0, "tag": 1, "only_first": 2, "only_second": 1}
    assert found["annotators"][0] == {
        "name": "anna",
        "left_out": {"review": 0, "orphan": 0, "without_tag": 1, "not_accepted": 0},
        "decided_beside_a_colleague": 0,
        "not_done": ["herald"],
    }
    assert "items" not in document(report(ANNA, BEN, CLEO))["overall"]
    json.dumps(found, allow_nan=False)


def test_a_tag_or_name_cannot_break_a_table_or_steer_a_terminal() -> None:
    bad = member("an|na", herald=[("trams", "a|b\\\nc\x1b[31m")])
    lines = list(markdown(report(bad, BEN)))
    assert all(line.isprintable() for line in lines)
    rows = [line for line in lines if line.startswith("|")]
    counts = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows]
    assert set(counts) == {5, 6, 7}  # passages, units, one by one
    assert any("a\\|b\\\\ c" in row for row in rows)


@pytest.mark.parametrize(
    ("value", "as_share", "as_figure"),
    [
        (None, "undefined", "undefined"),
        (1.0, "100 %", "1.00"),
        (0.0, "0 %", "0.00"),
        (0.9999, ">99.9 %", ">0.99"),
        (0.5, "50.0 %", "0.50"),
        (0.004, "0.4 %", "0.00"),
    ],
)
def test_what_is_nearly_perfect_is_not_called_perfect(value: float | None, as_share: str, as_figure: str) -> None:
    assert (share(value), figure(value)) == (as_share, as_figure)
    assert figure(-0.001) == "0.00"


def test_articles_with_nobody_in_common_give_no_report() -> None:
    assert report(ANNA, member("ben", evening=[])).articles == ()
