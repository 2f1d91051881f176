"""The editorial passages: where they stand, what they carry, and that none is missing or too much."""

from __future__ import annotations

import re

import pytest
from helpers.reading import (
    ARTICLES,
    CORPUS,
    EVERY_ANNOTATION,
    FILE_OF,
    ID,
    PROVISIONS,
    READING,
    SHA256,
    VERDICTS,
    Record,
    passages,
    text_of,
)


@pytest.mark.parametrize("article", ARTICLES)
def test_a_reading_names_its_article_and_its_bytes(article: str) -> None:
    reading = READING[article]
    assert reading["format"] == "1"
    assert reading["annotator"] == "editorial"
    assert reading["source"] == {"id": article, "sha256": SHA256[FILE_OF[article]][:12]}


@pytest.mark.parametrize(("article", "record"), EVERY_ANNOTATION)
def test_an_annotation_stands_where_it_says(article: str, record: Record) -> None:
    text, quote, start = text_of(article), record["quote"], int(record["start"])
    end = start + len(quote)
    assert quote == quote.strip() != ""
    assert text[start:end] == quote
    for context, beside in (("prefix", text[:start]), ("suffix", text[end:])):
        words = record.get(context, "")
        assert len(words) <= 48
        assert beside.endswith(words) if context == "prefix" else beside.startswith(words)
    before = text[: start - len(record.get("prefix", ""))]
    after = text[end + len(record.get("suffix", "")) :]
    assert not before or before[-1].isspace()  # cut at a word
    assert not after or after[0].isspace()


@pytest.mark.parametrize(("article", "record"), EVERY_ANNOTATION)
def test_an_annotation_begins_and_ends_at_a_word(article: str, record: Record) -> None:
    text, start = text_of(article), int(record["start"])
    end = start + len(record["quote"])
    assert not (start and text[start - 1].isalnum())
    assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@pytest.mark.parametrize(("article", "record"), EVERY_ANNOTATION)
def test_an_annotation_carries_provisions_of_the_codebook(article: str, record: Record) -> None:
    assert record["tags"]
    assert set(record["tags"]) <= set(PROVISIONS)
    assert len(set(record["tags"])) == len(record["tags"])
    spans = next(a["boilerplate"] for a in CORPUS["articles"] if a["id"] == article)
    start, end = int(record["start"]), int(record["start"]) + len(record["quote"])
    assert all(end <= int(lo) or int(hi) <= start for lo, hi in spans)


@pytest.mark.parametrize("article", ARTICLES)
def test_annotations_are_in_order_of_position_and_not_doubled(article: str) -> None:
    records = READING[article]["annotations"]
    starts = [int(r["start"]) for r in records]
    assert starts == sorted(starts)
    spans = [(r["start"], len(r["quote"])) for r in records]
    assert len(set(spans)) == len(spans)


def test_passages_on_one_provision_do_not_overlap() -> None:
    for article in ARTICLES:
        for provision in PROVISIONS:
            end = -1
            for record in READING[article]["annotations"]:
                if provision in record["tags"]:
                    assert int(record["start"]) >= end, (article, provision, record["id"])
                    end = int(record["start"]) + len(record["quote"])


NEXT_SENTENCE = re.compile(r"[.?!]['\"”’]?\s+[\"“A-Z]")


@pytest.mark.parametrize(("article", "record"), EVERY_ANNOTATION)
def test_a_passage_does_not_run_into_the_next_sentence(article: str, record: Record) -> None:
    quote = record["quote"].replace("2,000. Russian", "2,000 Russian").replace("ours! Karabakh", "ours, Karabakh")
    assert not NEXT_SENTENCE.search(quote)


@pytest.mark.parametrize(
    ("article", "provision", "words"),
    [
        ("artsakh-report", "ceasefire", "ceasefire possibly ends the war"),
        ("artsakh-report", "withdrawal-timetable", "the Azerbaijani territories are being returned to Baku"),
        ("artsakh-report", "peacekeepers-deployment", "guarded by Russian peacekeepers"),
        ("moscow-times", "peacekeepers-deployment", "Russian Peacekeepers Head to Nagorno-Karabakh"),
        ("moscow-times", "peacekeepers-strength", "Nearly 2,000 peacekeepers"),
        ("moscow-times", "shusha-control", "including the key town of Shusha"),
        ("defence24", "shusha-control", "This information was denied by Pashinyan"),
        ("defence24", "shusha-control", "raises doubts as to whether this conquest actually happened"),
        ("defence24", "signing", "signed on the night of November 9-10"),
        ("defence24", "refugees-return", "the Armenians will not return to Arcach"),
        ("jamestown", "peacekeepers-deployment", "Russian peacekeepers enter Stepanakert"),
        ("jamestown", "peacekeepers-deployment", "Now it is finally seeing its wish become a reality"),
        ("jamestown", "monitoring-centre", "The initial Russian reaction was a nervous denial"),
        ("jamestown", "shusha-control", "Pashinyan says, he was forced to give up"),
        ("jamestown", "signing", "the November 10 agreement"),
    ],
)
def test_what_is_easily_missed_is_tagged(article: str, provision: str, words: str) -> None:
    assert any(words in quote for quote in passages(article, provision))


@pytest.mark.parametrize(
    ("article", "provision", "words"),
    [
        ("artsakh-report", "shusha-control", "which is 10 kilometers from Shushi"),
        ("moscow-times", "ceasefire", "Attempts at ceasefires brokered"),
        ("moscow-times", "ceasefire", "The ceasefire deal came just hours after"),
        ("moscow-times", "nakhchivan-corridor", "flying in Armenia near Nakhchivan"),
        ("defence24", "shusha-control", "Azerbaijan started firing hard at Shushi"),
        ("defence24", "nakhchivan-corridor", "Azerbaijani forces stationed in Nakhchivan"),
        ("jamestown", "ceasefire", "Up until this week’s ceasefire"),
        ("jamestown", "shusha-control", "mountain fortress city of Shusha"),
        ("jamestown", "lachin-return", "move to attack Lachin"),
        ("jamestown", "peacekeepers-deployment", "the ceasefire that ended the first Karabakh war"),
    ],
)
def test_a_mere_name_or_another_ceasefire_is_not_tagged(article: str, provision: str, words: str) -> None:
    assert words in text_of(article)
    assert not any(words in quote for quote in passages(article, provision))


def test_ids_are_well_formed_and_unique() -> None:
    ids = [r["id"] for a in ARTICLES for r in READING[a]["annotations"]] + [v["id"] for v in VERDICTS]
    assert all(ID.fullmatch(i) for i in ids)
    assert len(set(ids)) == len(ids)


def test_nothing_is_tagged_in_the_other_event() -> None:
    assert READING["ceasefire-2023"]["annotations"] == []


# The verdicts
