"""A code that does not exist yet, held to the rules of those that do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.codebook.load import LONGEST_ID, load_codebook
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.codebook.new import NewCode, proposed, proposed_id, wrong_part

CODEBOOK = Codebook(
    (Provision("mandate", "1", "Mandate", event="deal"), Provision("status", "2", "Status", event="deal")),
    (Label("fact", "fact", "1"), Label("claim", "claim", "3"), Label("war-crime", "war crime")),
)


def test_a_new_label_gets_an_id_of_its_title_and_the_first_free_digit() -> None:
    assert proposed("label", "Loaded wording", CODEBOOK) == NewCode("label", "loaded-wording", "Loaded wording", "2")


def test_a_new_provision_gets_a_code_and_the_event_of_the_others() -> None:
    assert proposed("provision", "Şuşa", CODEBOOK) == NewCode("provision", "susa", "Şuşa", "3", event="deal")


def test_without_a_free_digit_a_label_has_none() -> None:
    full = Codebook(labels=tuple(Label(f"l{digit}", digit, digit) for digit in "123456789"))
    assert proposed("label", "more", full).sign == ""


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("War crime", "war-crime-2"),
        ("  «Quoted», and – so on!  ", "quoted-and-so-on"),
        ("Прогноз", "прогноз"),
        ("", ""),
        ("!?", ""),
        ("x" * 100, "x" * (LONGEST_ID - 3)),
    ],
)
def test_ids_are_made_of_words_and_none_is_given_twice(title: str, id_: str) -> None:
    assert proposed_id(title, CODEBOOK) == id_


@pytest.mark.parametrize(
    ("code", "part", "words"),
    [
        (NewCode("label", "new", " "), "title", "It needs a title."),
        (NewCode("label", "two words", "t"), "id", "is no id"),
        (NewCode("label", "", "t"), "id", "is no id"),
        (NewCode("label", "mandate", "t"), "id", "is the id of another code"),
        (NewCode("provision", "fact", "t", "9"), "id", "is the id of another code"),
        (NewCode("label", "new", "t", "0"), "sign", "is no key"),
        (NewCode("label", "new", "t", "12"), "sign", "is no key"),
        (NewCode("label", "new", "t", "1"), "sign", "The key 1 is that of fact."),
        (NewCode("provision", "new", "t", "abc"), "sign", "is no code"),
        (NewCode("provision", "new", "t", "2"), "sign", "The code 2 is that of Status."),
    ],
)
def test_what_cannot_be_is_named_with_its_reason(code: NewCode, part: str, words: str) -> None:
    wrong = wrong_part(code, CODEBOOK)
    assert wrong is not None
    assert wrong[0] == part
    assert words in wrong[1]


def test_fields_that_are_empty_are_not_written() -> None:
    assert NewCode("label", "new", "New").fields() == {"id": "new", "title": "New"}
    fields = NewCode("provision", "new", "New", "9", "What counts.", "deal").fields()
    assert list(fields) == ["id", "code", "title", "event", "definition"]


def test_a_new_code_stands_behind_the_others_of_its_kind() -> None:
    book = NewCode("label", "new", "New", "2", "What counts.").into(CODEBOOK)
    assert book.labels[-1] == Label("new", "New", "2", "What counts.")
    book = NewCode("provision", "other", "Other", event="deal").into(book)
    assert book.provisions[-1] == Provision("other", "3", "Other", event="deal")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["label", "provision"]), st.text(max_size=80), st.text(max_size=4))
def test_what_is_found_right_is_read_without_a_fault(
    tmp_path_factory: pytest.TempPathFactory, kind: str, title: str, sign: str
) -> None:
    from yaml import safe_dump

    code = proposed(kind, title, CODEBOOK)  # type: ignore[arg-type]
    code = code._replace(sign=sign, title=title.strip())
    if wrong_part(code, CODEBOOK):
        return
    folder: Path = tmp_path_factory.mktemp("corpus")
    (folder / "annotations").mkdir()
    whole = {"format": 1, f"{kind}s": [code.fields()]}
    (folder / "annotations" / "codebook.yaml").write_text(safe_dump(whole, allow_unicode=False), "utf-8")
    book = load_codebook(folder)
    assert book.faults == ()
    assert [one.id for one in (*book.labels, *book.provisions)] == [code.id]
