"""The codebook: provisions, labels and names as a person writes them, with all the mistakes a person makes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from karabakh_tui.codebook.load import load_codebook
from karabakh_tui.codebook.model import Codebook, Label, NameVariants, Provision

ROOT = Path(__file__).parents[2]


def codebook(folder: Path, text: str | bytes, names: str | bytes | None = None) -> Codebook:
    (folder / "annotations").mkdir(exist_ok=True)
    (folder / "annotations" / "codebook.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    if names is not None:
        (folder / "annotations" / "names.yaml").write_bytes(names if isinstance(names, bytes) else names.encode())
    return load_codebook(folder)


def told(found: Codebook) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_the_codebook_of_the_seeds_is_read_without_a_word() -> None:
    found = load_codebook(ROOT)
    assert told(found) == []
    assert len(found.provisions) == 18
    assert all(p.title and p.definition and p.clause and p.aliases and p.event for p in found.provisions)
    assert len({p.code for p in found.provisions}) == 18
    assert all(label.key for label in found.labels)
    assert any(name.name == "Shusha" for name in found.names)
    lines = (ROOT / "annotations" / "codebook.yaml").read_text(encoding="utf-8").split("\n")
    for provision in found.provisions:
        assert lines[provision.line - 1].strip() == f"- id: {provision.id}"


def test_without_folder_or_files_there_is_an_empty_codebook(tmp_path: Path) -> None:
    assert load_codebook(None) == load_codebook(tmp_path) == Codebook()


def test_all_fields_are_read(tmp_path: Path) -> None:
    text = """format: 1
provisions:
  - id: mandate
    code: "4"
    title: Mandate
    event: e
    point: 4
    definition: How long
    clause: Five years
    aliases: [five-year, "21:00"]
    not: ten years
labels:
  - {id: claim, key: 2, title: Claim, definition: Said}
"""
    names = "format: 1\nnames:\n  - {is: Shusha, also: [Shushi, Şuşa], kind: place}\n  - {is: Baku}\n"
    found = codebook(tmp_path, text, names)
    assert found == Codebook(
        provisions=(
            Provision(
                "mandate", "4", "Mandate", "How long", "Five years", ("five-year", "21:00"), ("ten years",), "e", "4", 3
            ),
        ),
        labels=(Label("claim", "Claim", "2", "Said"),),
        names=(NameVariants("Shusha", ("Shushi", "Şuşa"), "place"), NameVariants("Baku", ())),
        path="annotations/codebook.yaml",
    )


def test_what_has_no_title_is_called_by_its_id(tmp_path: Path) -> None:
    found = codebook(tmp_path, "format: 1\nprovisions: [{id: a}]\nlabels: [{id: b}]\n")
    assert (found.provisions[0].title, found.labels[0].title) == ("a", "b")


def test_missing_codes_are_given_from_those_that_are_free(tmp_path: Path) -> None:
    entries = "".join(f"  - {{id: p{n}}}\n" for n in range(40)) + "  - {id: x, code: '2'}\n  - {id: y, code: a}\n"
    found = codebook(tmp_path, f"format: 1\nprovisions:\n{entries}")
    codes = [provision.code for provision in found.provisions]
    assert codes[:9] == ["1", "3", "4", "5", "6", "7", "8", "9", "b"]
    assert codes[32:36] == ["z", "a1", "a2", "a3"]
    assert codes[-2:] == ["2", "a"]
    assert len(set(codes)) == 42
    assert told(found) == []


def test_more_provisions_than_codes_are_cut_and_told(tmp_path: Path) -> None:
    entries = "".join(f"  - {{id: p{n}}}\n" for n in range(1000))
    found = codebook(tmp_path, f"format: 1\nprovisions:\n{entries}")
    assert len(found.provisions) == 9 + 26 + 26 * 35
    assert len({provision.code for provision in found.provisions}) == len(found.provisions)
    assert len(found.faults) == 1


@pytest.mark.parametrize("code", ["abc", "' '", "'a '", '"\\e"', "協議", '"\\u200b"', "[a]"])
def test_a_code_that_does_not_fit_on_screen_is_told_and_another_given(tmp_path: Path, code: str) -> None:
    found = codebook(tmp_path, f"format: 1\nprovisions: [{{id: a, code: {code}}}]\n")
    assert found.provisions[0].code == "1"
    assert [fault.where for fault in found.faults] == ["annotations/codebook.yaml:2:28"]


@pytest.mark.parametrize("code", ["12", "é", "ж", "協"])
def test_codes_of_one_or_two_cells(tmp_path: Path, code: str) -> None:
    found = codebook(tmp_path, f"format: 1\nprovisions: [{{id: a, code: {code}}}]\n")
    assert found.provisions[0].code == code
    assert not found.faults


def test_what_is_given_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    text = """format: 1
provisions:
  - {id: a, code: x}
  - {id: b, code: x}
  - {id: a, code: y}
labels:
  - {id: b, key: 1}
  - {id: c, key: 1}
  - {id: d, key: 1}
"""
    found = codebook(tmp_path, text)
    assert [(p.id, p.code) for p in found.provisions] == [("a", "x"), ("b", "1")]
    assert [(label.id, label.key) for label in found.labels] == [("c", "1"), ("d", "")]
    assert told(found) == [
        'annotations/codebook.yaml:4:19: "x" is the code of another provision, in line 3; choose another',
        'annotations/codebook.yaml:5:10: "a" is the id of another code, in line 3; '
        "give it another id; until then it is left out",
        'annotations/codebook.yaml:7:10: "b" is the id of another code, in line 4; '
        "give it another id; until then it is left out",
        "annotations/codebook.yaml:9:18: the key 1 is given in line 8, too; give one of the two another digit",
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{title: no id}", 'has no "id"'),
        ("{id: }", 'has no "id"'),
        ("{id: a b}", "is no id"),
        ('{id: "a\\e"}', "is no id"),
        ("{id: [a]}", "is a list, not a text"),
        ("just text", "is a text, not a record"),
        ("[a]", "is a list, not a record"),
    ],
)
def test_a_record_without_an_id_is_set_aside_and_the_rest_works(tmp_path: Path, entry: str, words: str) -> None:
    found = codebook(tmp_path, f"format: 1\nprovisions:\n  - {entry}\n  - id: ok\nlabels:\n  - {entry}\n  - id: ok2\n")
    assert [provision.id for provision in found.provisions] == ["ok"]
    assert [label.id for label in found.labels] == ["ok2"]
    assert [words in text for text in told(found)] == [True, True]


@pytest.mark.parametrize("key", ["0", "10", "a", "१"])
def test_a_key_that_is_none_is_told(tmp_path: Path, key: str) -> None:
    found = codebook(tmp_path, f"format: 1\nlabels: [{{id: a, key: {key}}}]\n")
    assert found.labels == (Label("a", "a"),)
    assert f'"{key}" is no key' in told(found)[0]


def test_an_unknown_field_is_told_once_with_the_nearest(tmp_path: Path) -> None:
    found = codebook(tmp_path, "format: 1\nprovisions:\n  - {id: a, alias: [x]}\n  - {id: b, alias: [y]}\n")
    assert told(found) == [
        'annotations/codebook.yaml:3:13: "alias" is not a field of this record; did you mean "aliases"?'
    ]


@pytest.mark.parametrize(
    "text", ["provisions: [", "- a", "format: 7", "a: 1\na: 2", b"\xff", "x: !!python/object:os.system {}"]
)
def test_a_broken_file_counts_as_empty_and_the_other_is_read(tmp_path: Path, text: str | bytes) -> None:
    found = codebook(tmp_path, text, "format: 1\nnames: [{is: Baku}]\n")
    assert found.provisions == ()
    assert found.path == "annotations/codebook.yaml"
    assert found.names == (NameVariants("Baku", ()),)
    assert [fault.path for fault in found.faults] == ["annotations/codebook.yaml"]
    other = codebook(tmp_path, "format: 1\nprovisions: [{id: a}]\n", text)
    assert [provision.id for provision in other.provisions] == ["a"]
    assert [fault.path for fault in other.faults] == ["annotations/names.yaml"]


def test_a_name_without_itself_is_set_aside(tmp_path: Path) -> None:
    found = codebook(tmp_path, "format: 1\n", "format: 1\nnames:\n  - {also: [x]}\n  - {is: Baku, also: Bakı}\n")
    assert found.names == (NameVariants("Baku", ("Bakı",)),)
    assert [fault.line for fault in found.faults] == [3]


def test_a_file_without_format_is_read_with_a_word(tmp_path: Path) -> None:
    found = codebook(tmp_path, "provisions: [{id: a}]")
    assert len(found.provisions) == 1
    assert "add a first line: format: 1" in told(found)[0]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link out", "link nowhere"])
def test_a_codebook_that_is_no_file_is_told(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "corpus"
    (root / "annotations").mkdir(parents=True)
    path = root / "annotations" / "codebook.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link out":
        (tmp_path / "secret").write_text("format: 1\nprovisions: [{id: secret}]")
        path.symlink_to("../../secret")
    else:
        path.symlink_to("none")
    found = load_codebook(root)
    assert found.provisions == ()
    assert len(found.faults) == 1


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=150), st.binary(max_size=60))
@example(b"provisions: &a [*a]", b"")
@example(b"x: &x {id: a}\nprovisions: [*x, *x]\nlabels: [*x]", b"names: [{is: [a]}]")
def test_any_bytes_are_a_codebook_or_faults(tmp_path: Path, text: bytes, names: bytes) -> None:
    found = codebook(tmp_path, text, names)
    assert all(provision.code for provision in found.provisions)
    assert len({provision.code for provision in found.provisions}) == len(found.provisions)
