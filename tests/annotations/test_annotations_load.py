from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.load import UNKNOWN_NAMED, Work, annotators, load_annotator
from karabakh_tui.annotations.model import Link, Verdict
from karabakh_tui.corpus.model import Article

ARTICLES = (Article("jamestown", "E", "Jamestown", "text"), Article("moscow-times", "B", "Moscow", "text"))
PROVISIONS = ("peacekeepers-mandate", "lachin-corridor")
LABELS = ("claim",)


def load(folder: Path, files: dict[str, str], *, whole: bool = True) -> Work:
    """What anna wrote, where her folder holds those files."""
    (folder / "anna").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "anna" / name).write_text(text, "utf-8")
    return load_annotator(folder, "anna", ARTICLES, PROVISIONS, LABELS, whole=whole)


def annotations(folder: Path, records: str) -> Work:
    """What anna wrote, where her file on jamestown holds those records."""
    return load(folder, {"jamestown.yaml": f"format: 1\nannotations:\n{records}"})


def test_every_field_of_an_annotation_is_read(tmp_path: Path) -> None:
    work = load(
        tmp_path,
        {
            "jamestown.yaml": """\
# karabakh-tui annotations, format 1.
format: 1
source: {id: jamestown, sha256: 2B289950054A}
annotator: anna

annotations:
  - id: k3q9x7
    tags: [peacekeepers-mandate, claim]
    quote: "deploying for five years"
    prefix: "The Russian peacekeepers are "
    suffix: " with the consent"
    start: 5160
    note: |-
      Against A: tacit renewal there.
      See E.
    status: doubtful
    links:
      - {to: moscow-times#p4x2ab, rel: contradicts}
    why: alias
    by: matcher 1
    created: 2020-11-12
"""
        },
    )
    assert work.faults == ()
    (file,) = work.files
    assert (file.path, file.annotator) == ("annotations/anna/jamestown.yaml", "anna")
    assert (file.article_id, file.source_sha256) == ("jamestown", "2b289950054a")
    (one,) = file.annotations
    assert (one.id, one.tags) == ("k3q9x7", ("peacekeepers-mandate", "claim"))
    assert one.quote == "deploying for five years"
    assert (one.prefix, one.suffix, one.start) == ("The Russian peacekeepers are ", " with the consent", 5160)
    assert one.note == "Against A: tacit renewal there.\nSee E."
    assert one.links == (Link("moscow-times#p4x2ab", "contradicts"),)
    assert (one.status, one.why, one.by, one.created) == ("doubtful", "alias", "matcher 1", "2020-11-12")
    assert (one.annotator, one.line) == ("anna", 7)


def test_quote_and_tags_are_all_that_a_person_must_type(tmp_path: Path) -> None:
    work = annotations(tmp_path, "  - quote: five years\n    tags: peacekeepers-mandate\n")
    assert work.faults == ()
    (one,) = work.files[0].annotations
    assert (one.id, one.tags, one.start, one.status) == ("", ("peacekeepers-mandate",), None, "accepted")


def test_a_note_beside_the_quote_needs_no_tags(tmp_path: Path) -> None:
    work = annotations(tmp_path, "  - quote: five years\n    note: see E\n")
    assert work.faults == ()
    assert len(work.files[0].annotations) == 1


@pytest.mark.parametrize("quote", ["no", "21:00", "012", "2020-11-10", "1_000", "2020-02-30"])
def test_quotes_are_text_as_written(tmp_path: Path, quote: str) -> None:
    work = annotations(tmp_path, f"  - quote: {quote}\n    tags: [claim]\n")
    assert work.files[0].annotations[0].quote == quote


@pytest.mark.parametrize(
    ("record", "what"),
    [
        ("  - tags: [claim]\n", 'no "quote"'),
        ("  - quote: five years\n", "neither tags nor a note"),
        ("  - quote: five years\n    tags: []\n    note: ' '\n", "neither tags nor a note"),
        ("  - quote: five years\n    tags: [claim]\n    status: rejcted\n", '"rejcted" is no status'),
        ("  - five years\n", "not a record"),
    ],
)
def test_a_record_that_cannot_be_used_is_set_aside_and_the_rest_works(tmp_path: Path, record: str, what: str) -> None:
    work = annotations(tmp_path, f"{record}  - quote: Lachin\n    tags: [lachin-corridor]\n")
    assert [one.quote for one in work.files[0].annotations] == ["Lachin"]
    (fault,) = work.faults
    assert what in fault.what
    assert fault.line >= 3


def test_a_start_that_is_no_number_is_a_fault_and_the_quote_is_searched_for(tmp_path: Path) -> None:
    work = annotations(tmp_path, "  - quote: Lachin\n    tags: [claim]\n    start: about 5000\n")
    assert work.files[0].annotations[0].start is None
    assert "no whole number" in work.faults[0].what


def test_a_tag_that_is_no_code_is_kept_and_the_nearest_is_named_once(tmp_path: Path) -> None:
    record = "  - quote: Lachin\n    tags: [claim, lachin-corider]\n"
    work = annotations(tmp_path, record * 2)
    assert work.files[0].annotations[1].tags == ("claim", "lachin-corider")
    (fault,) = work.faults
    assert fault.where == "annotations/anna/jamestown.yaml:4:11"
    assert 'did you mean "lachin-corridor"?' in fault.repair


def test_a_file_for_another_codebook_does_not_flood_the_screen(tmp_path: Path) -> None:
    work = annotations(tmp_path, "".join(f"  - quote: q\n    tags: [other-{n}]\n" for n in range(UNKNOWN_NAMED + 5)))
    assert len(work.faults) == UNKNOWN_NAMED + 1
    assert any("5 more tags" in fault.what for fault in work.faults)


def test_without_a_codebook_every_tag_will_do(tmp_path: Path) -> None:
    annotations(tmp_path, "  - quote: Lachin\n    tags: [whatever]\n")
    assert load_annotator(tmp_path, "anna", ARTICLES, ()).faults == ()


def test_two_records_with_one_id_are_both_kept_and_both_lines_named(tmp_path: Path) -> None:
    record = "  - id: k3q9x7\n    quote: Lachin\n    tags: [claim]\n"
    work = annotations(tmp_path, record * 2)
    assert len(work.files[0].annotations) == 2
    (fault,) = work.faults
    assert fault.line == 6
    assert "line 3" in fault.what


def test_unknown_fields_are_one_notice_for_a_file(tmp_path: Path) -> None:
    work = annotations(tmp_path, "  - quote: Lachin\n    tgas: []\n    tags: [claim]\n    colour: red\n" * 2)
    assert len(work.files[0].annotations) == 2
    (fault,) = work.faults
    assert (fault.line, fault.col) == (4, 5)
    assert 'did you mean "tags"?' in fault.repair


def test_a_file_that_does_not_parse_is_one_fault_and_the_others_open(tmp_path: Path) -> None:
    good = "format: 1\nannotations:\n  - {quote: Lachin, tags: claim}\n"
    work = load(tmp_path, {"jamestown.yaml": "format: 1\nannotations: [\n", "moscow-times.yaml": good})
    broken, whole = work.files
    assert broken.annotations == ()
    assert len(broken.faults) == 1
    assert broken.faults[0].line > 0
    assert len(whole.annotations) == 1
    assert work.faults == broken.faults


def test_an_empty_file_and_an_empty_list_hold_nothing(tmp_path: Path) -> None:
    work = load(tmp_path, {"jamestown.yaml": "", "moscow-times.yaml": "format: 1\nannotations: []\n"})
    assert [file.annotations for file in work.files] == [(), ()]


def test_a_file_under_another_ones_name_is_noticed(tmp_path: Path) -> None:
    work = load(
        tmp_path, {"jamestown.yaml": "format: 1\nsource: {id: moscow-times}\nannotator: ben\nannotations: []\n"}
    )
    assert [fault.line for fault in work.faults] == [2, 3]
    assert 'on the article "moscow-times"' in work.faults[0].what
    assert 'signed "ben"' in work.faults[1].what


def test_a_file_on_no_article_is_noticed_with_the_nearest_name(tmp_path: Path) -> None:
    files = {"jamestwon.yaml": "format: 1\n", "_links.yaml": "format: 1\n", ".hidden.yaml": "", "notes.txt": ""}
    (fault,) = load(tmp_path, files).faults
    assert fault.where == "annotations/anna/jamestwon.yaml"
    assert "jamestown" in fault.repair
    assert load(tmp_path, files, whole=False).faults == ()


def test_an_annotator_without_a_folder_wrote_nothing(tmp_path: Path) -> None:
    assert load_annotator(tmp_path, "ben", ARTICLES, PROVISIONS) == Work("ben")
    assert load_annotator(tmp_path / "nowhere", "ben", ARTICLES, PROVISIONS) == Work("ben")


@pytest.mark.parametrize("name", ["../anna", "", ".", "..", "a/b", "a\0b", "_x", "a\x1bb"])
def test_a_name_that_leads_elsewhere_is_no_annotator(tmp_path: Path, name: str) -> None:
    work = load_annotator(tmp_path, name, ARTICLES, PROVISIONS)
    assert work.files == ()
    assert "no name for an annotator" in work.faults[0].what


def test_annotators_are_listed_by_name(tmp_path: Path) -> None:
    for name in ("editorial", "anna", ".git", "_old"):
        (tmp_path / name).mkdir()
    (tmp_path / "codebook.yaml").write_text("", "utf-8")
    assert annotators(tmp_path) == ("anna", "editorial")
    assert annotators(tmp_path / "nowhere") == ()


VERDICT = """\
  - id: v8m2kq
    provision: peacekeepers-mandate
    article: jamestown
    verdict: conflict
    against: [moscow-times]
    value: 5 years, then 5 more with consent
    because: ["with the consent of Armenia and Azerbaijan"]
    note: see B
"""


def verdicts(folder: Path, records: str) -> Work:
    return load(folder, {"_verdicts.yaml": f"format: 1\nverdicts:\n{records}"})


def test_every_field_of_a_verdict_is_read(tmp_path: Path) -> None:
    work = verdicts(tmp_path, VERDICT)
    assert work.faults == ()
    assert work.verdicts == (
        Verdict(
            "peacekeepers-mandate",
            "jamestown",
            "conflict",
            ("moscow-times",),
            "5 years, then 5 more with consent",
            ("with the consent of Armenia and Azerbaijan",),
            "see B",
            "v8m2kq",
            "anna",
        ),
    )


def test_a_silence_may_leave_value_and_words_empty(tmp_path: Path) -> None:
    record = "  - {provision: lachin-corridor, article: jamestown, verdict: silent, value: '', because: []}\n"
    work = verdicts(tmp_path, record)
    assert work.faults == ()
    assert work.verdicts == (Verdict("lachin-corridor", "jamestown", "silent", by="anna"),)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("verdict: conflict", "verdict: clash", '"clash" is no verdict'),
        ("verdict: conflict", "verdict: open", '"open" is no verdict'),
        ("    verdict: conflict\n", "", 'no "verdict"'),
        ("peacekeepers-mandate", "peacekeepers-mandat", 'no provision "peacekeepers-mandat"'),
        ("article: jamestown", "article: E", 'no article "E"'),
    ],
)
def test_a_verdict_that_cannot_be_used_is_set_aside_and_the_rest_works(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    good = "  - {provision: lachin-corridor, article: jamestown, verdict: same}\n"
    work = verdicts(tmp_path, VERDICT.replace(old, new) + good)
    assert [one.provision for one in work.verdicts] == ["lachin-corridor"]
    (fault,) = work.faults
    assert what in fault.what


def test_a_conflict_with_an_article_that_does_not_exist_is_noticed(tmp_path: Path) -> None:
    work = verdicts(tmp_path, VERDICT.replace("[moscow-times]", "[moscow-tims]"))
    assert work.verdicts[0].against == ()
    assert 'did you mean "moscow-times"?' in work.faults[0].repair


def test_a_second_verdict_on_one_cell_counts_and_is_noticed(tmp_path: Path) -> None:
    work = verdicts(tmp_path, VERDICT + VERDICT.replace("v8m2kq", "w8m2kq").replace("conflict", "same"))
    assert [one.kind for one in work.verdicts] == ["conflict", "same"]
    (fault,) = work.faults
    assert "line 3 already has a verdict" in fault.what


def test_verdicts_that_do_not_parse_are_one_fault(tmp_path: Path) -> None:
    work = verdicts(tmp_path, "  - {\n")
    assert work.verdicts == ()
    assert len(work.faults) == 1


values = st.recursive(
    st.text(max_size=8) | st.sampled_from(["five years", "claim", "1", "~"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=4), inner, max_size=2),
    max_leaves=5,
)
FIELDS = [
    "id",
    "tags",
    "quote",
    "prefix",
    "start",
    "note",
    "links",
    "status",
    "provision",
    "article",
    "verdict",
    "against",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), values, max_size=5), max_size=4), st.booleans())
def test_whatever_a_file_holds_it_is_read_or_a_fault(
    tmp_path: Path, records: list[dict[str, object]], verdict: bool
) -> None:
    import json

    key, name = ("verdicts", "_verdicts.yaml") if verdict else ("annotations", "jamestown.yaml")
    for stale in (tmp_path / "anna").glob("*"):
        stale.unlink()
    work = load(tmp_path, {name: json.dumps({"format": "1", key: records})})
    kept = len(work.verdicts) if verdict else len(work.files[0].annotations)
    assert kept == len(records) or work.faults
    assert kept <= len(records)


def test_what_leads_out_of_the_corpus_is_skipped_and_named(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus" / "annotations"
    corpus.mkdir(parents=True)
    elsewhere = tmp_path / "secret.yaml"
    elsewhere.write_text("format: 1\nannotations:\n  - {quote: five years, tags: claim}\n", "utf-8")
    load(corpus, {})
    (corpus / "anna" / "jamestown.yaml").symlink_to(elsewhere)
    (corpus / "ben").symlink_to(tmp_path)
    (fault,) = load_annotator(corpus, "anna", ARTICLES, PROVISIONS).faults
    assert fault.where == "annotations/anna/jamestown.yaml"
    assert "leads out of the corpus" in fault.what
    work = load_annotator(corpus, "ben", ARTICLES, PROVISIONS)
    assert [fault.where for fault in work.faults] == ["annotations/ben"]


def test_a_link_inside_the_corpus_is_followed(tmp_path: Path) -> None:
    load(tmp_path, {"moscow-times.yaml": "format: 1\nannotations:\n  - {quote: five years, tags: claim}\n"})
    (tmp_path / "anna" / "jamestown.yaml").symlink_to("moscow-times.yaml")
    assert [len(file.annotations) for file in load_annotator(tmp_path, "anna", ARTICLES, PROVISIONS).files] == [1, 1]
