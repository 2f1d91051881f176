"""The seeds byte for byte, what is stated of them and what is inferred, the codebook and the names."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from helpers.reading import (
    ARTICLES,
    CODEBOOK,
    COMPARED,
    CORPUS,
    EDITORIAL,
    MISREAD,
    NAMES,
    PROVISIONS,
    ROOT,
    SHA256,
    Record,
    folded,
    text_of,
)


@pytest.mark.parametrize(("name", "digest"), SHA256.items())
def test_a_seed_is_kept_byte_for_byte(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_the_corpus_lists_the_five_in_order() -> None:
    assert CORPUS["format"] == "1"
    assert [a["id"] for a in CORPUS["articles"]] == ARTICLES
    assert [a["file"] for a in CORPUS["articles"]] == sorted(SHA256)


def test_only_one_article_is_on_another_event() -> None:
    events = {e["id"]: e for e in CORPUS["events"]}
    assert len(events) == len(CORPUS["events"]) == 2
    assert all({"id", "title", "date"} <= set(e) for e in events.values())
    of = {a["id"]: a["event"] for a in CORPUS["articles"]}
    assert {of[a] for a in COMPARED} == {"2020-11-10-statement"}
    assert of["ceasefire-2023"] == "2023-09-20-ceasefire"
    assert set(of.values()) == set(events)


@pytest.mark.parametrize("article", CORPUS["articles"], ids=ARTICLES)
def test_metadata_is_told_apart_from_inference(article: Record) -> None:
    text = text_of(article["id"])
    assert article["language"] == "en"
    assert 0 < len(article["short"]) <= 24
    assert folded(article["title"]) in folded(text)
    inferred = article["inferred"]
    assert isinstance(inferred, list)
    assert set(inferred) <= set(article)
    assert "title" not in inferred
    if "published" in article:  # no article prints its own date
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["published"])
        assert "published" in inferred
    if "publisher" in article:
        assert all(word.strip(",") in text for word in article["publisher"].split() if word[0].isupper())


@pytest.mark.parametrize("article", CORPUS["articles"], ids=ARTICLES)
def test_an_event_whose_year_the_text_does_not_print_is_inferred(article: Record) -> None:
    text = text_of(article["id"])
    for start, end in reversed(article["boilerplate"]):
        text = text[: int(start)] + text[int(end) :]
    assert ("event" in article["inferred"]) == (article["event"][:4] not in text)


def test_boilerplate_is_the_appeals_and_no_article_text() -> None:
    blocks = {
        a["id"]: [text_of(a["id"])[int(start) : int(end)] for start, end in a["boilerplate"]]
        for a in CORPUS["articles"]
    }
    assert [a for a, found in blocks.items() if found] == ["moscow-times", "defence24"]
    support, appeal = blocks["moscow-times"]
    assert support == "Support The Moscow Times!"
    assert appeal.startswith("Sign up for our free weekly newsletter\n")
    assert appeal.endswith("\nRemind me later.")
    (follow,) = blocks["defence24"]
    assert follow.startswith("Follow us everywhere")
    assert follow.endswith("\nEditorial team")
    assert text_of("moscow-times").endswith(appeal)
    assert text_of("defence24").endswith(follow)


# The codebook and the names


def test_the_codebook_has_the_eighteen_provisions_with_their_codes() -> None:
    assert CODEBOOK["format"] == "1"
    assert {p["id"]: p["code"] for p in CODEBOOK["provisions"]} == PROVISIONS
    assert len(CODEBOOK["provisions"]) == len(PROVISIONS)


def test_codes_and_keys_are_one_character_and_unique() -> None:
    codes = [p["code"] for p in CODEBOOK["provisions"]]
    keys = [label["key"] for label in CODEBOOK["labels"]]
    assert all(len(c) == 1 for c in codes)
    assert len(set(codes)) == len(codes)
    assert all(k in "123456789" and len(k) == 1 for k in keys)
    assert len(set(keys)) == len(keys)
    assert 6 <= len(keys) <= 9


def test_provisions_and_labels_share_one_namespace() -> None:
    ids = [entry["id"] for entry in CODEBOOK["provisions"] + CODEBOOK["labels"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", i) for i in ids)


@pytest.mark.parametrize("provision", CODEBOOK["provisions"], ids=lambda p: str(p["id"]))
def test_a_provision_can_be_coded_by(provision: Record) -> None:
    assert 0 < len(provision["title"]) <= 14
    assert provision["event"] == "2020-11-10-statement"
    assert len(provision["definition"]) > 60
    assert len(provision["clause"]) > 30
    assert provision["aliases"]
    assert isinstance(provision["not"], list)
    assert not {a.casefold() for a in provision["aliases"]} & {n.casefold() for n in provision["not"]}
    if provision["id"] in {"signing", "status"}:
        assert "point" not in provision
    else:
        assert provision["point"] in set("123456789")
    if provision["code"].isdigit():
        assert provision["point"] == provision["code"]


def test_every_point_of_the_statement_has_a_provision() -> None:
    assert {p["point"] for p in CODEBOOK["provisions"] if "point" in p} == set("123456789")


def test_a_name_stands_in_one_group_only() -> None:
    assert NAMES["format"] == "1"
    assert {n["kind"] for n in NAMES["names"]} == {"place", "person", "organisation", "state"}
    spellings = Counter(s.casefold() for n in NAMES["names"] for s in [n["is"], *n["also"]])
    assert [s for s, times in spellings.items() if times > 1] == []


@pytest.mark.parametrize(
    "spellings",
    [
        ("Shusha", "Shushi", "Shushia"),
        ("Stepanakert", "Khankendi"),
        ("Nagorno-Karabakh", "Artsakh", "Arcach", "Karabakh"),
        ("Nakhchivan", "Nakhichevan"),
        ("Aghdam", "Agdam"),
        ("Erdogan", "Erdoğan"),
        ("United Nations", "UN"),
        ("FSB", "Federal Security Service"),
        ("South Caucasus", "Southern Caucasus"),
    ],
    ids=lambda s: str(s[0]),
)
def test_the_spellings_of_the_seeds_are_one_name(spellings: tuple[str, ...]) -> None:
    group = next(n for n in NAMES["names"] if n["is"] == spellings[0])
    assert {group["is"], *group["also"]} >= set(spellings)
    everything = " ".join(text_of(a) for a in ARTICLES)
    assert all(s in everything for s in spellings[1:])


# The annotations


@pytest.mark.parametrize(
    "path",
    [
        ROOT / "seeds" / "corpus.yaml",
        ROOT / "annotations" / "codebook.yaml",
        ROOT / "annotations" / "names.yaml",
        EDITORIAL / "_verdicts.yaml",
        *(EDITORIAL / f"{a}.yaml" for a in ARTICLES),
    ],
    ids=lambda p: str(p.name),
)
def test_a_file_reads_the_same_for_a_yaml_1_1_reader(path: Path) -> None:
    raw = path.read_bytes()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert b"\t" not in raw
    plain = [
        event.value
        for event in yaml.parse(raw.decode("utf-8"), Loader=yaml.BaseLoader)
        if isinstance(event, yaml.ScalarEvent) and event.style is None
    ]
    assert [value for value in plain if MISREAD.fullmatch(value)] == []
