"""The seeds and the reading that ships with them are checked as data, with a plain YAML loader and nothing of ours."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
EDITORIAL = ROOT / "annotations" / "editorial"

SHA256 = {
    "000_0370affb3cc67693.txt": "92071c972a8720cd2cea5a000ae04efd3b35c4ba5df849888c3013fdfdc92d30",
    "001_3b08b8e89e9cfec5.txt": "e60889c0684592ac7fe373aa36a60c0bc22e26ec10eb8277879ed29a745cbc89",
    "002_c5755e4756db7259.txt": "386a5a9111585332a35d969596c4d2fa934f681fd7cbcbedae6613649899a134",
    "003_d489901937e3a784.txt": "1d1efffa89c38f3c186057fef71ad31a115738e6db76d8da1cbd33b01cd2d7a9",
    "004_669cfca325428e4b.txt": "2b289950054acbe728e637607edb356b6b6253a68d83b23a4cfd1c63005df299",
}
ARTICLES = ["artsakh-report", "moscow-times", "ceasefire-2023", "defence24", "jamestown"]
COMPARED = ["artsakh-report", "moscow-times", "defence24", "jamestown"]
PROVISIONS = {
    "ceasefire": "1",
    "signing": "s",
    "positions-held": "h",
    "withdrawal-timetable": "w",
    "aghdam-return": "2",
    "kalbajar-return": "k",
    "lachin-return": "l",
    "peacekeepers-deployment": "3",
    "peacekeepers-strength": "n",
    "peacekeepers-mandate": "4",
    "monitoring-centre": "5",
    "lachin-corridor": "6",
    "shusha-control": "u",
    "refugees-return": "7",
    "prisoner-exchange": "8",
    "transport-links": "9",
    "nakhchivan-corridor": "c",
    "status": "t",
}
ID = re.compile(r"[abcdefghjkmnpqrstuvwxyz][23456789abcdefghjkmnpqrstuvwxyz]{5}")
MISREAD = re.compile(  # what YAML 1.1 takes for something that is no text
    r"(y|n|yes|no|on|off|true|false|null|~)|[-+]?\d[\d_]*(:[0-5]?\d)+|[-+]?\d[\d_]*\.\d*|0[0-7]+|\d{4}-\d\d?-\d\d?",
    re.I,
)

Record = dict[str, Any]


def load(path: Path) -> Record:
    with path.open(encoding="utf-8") as stream:
        loaded: Record = yaml.load(stream, Loader=yaml.BaseLoader)
    return loaded


CORPUS = load(ROOT / "seeds" / "corpus.yaml")
CODEBOOK = load(ROOT / "annotations" / "codebook.yaml")
NAMES = load(ROOT / "annotations" / "names.yaml")
VERDICTS: list[Record] = load(EDITORIAL / "_verdicts.yaml")["verdicts"]
FILE_OF: dict[str, str] = {article["id"]: article["file"] for article in CORPUS["articles"]}
READING = {article: load(EDITORIAL / f"{article}.yaml") for article in ARTICLES}


def text_of(article: str) -> str:
    raw = (ROOT / "seeds" / FILE_OF[article]).read_bytes()
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def passages(article: str, provision: str) -> list[str]:
    return [a["quote"] for a in READING[article]["annotations"] if provision in a["tags"]]


def folded(text: str) -> str:
    return " ".join(text.split())


EVERY_ANNOTATION = [
    pytest.param(article, record, id=f"{article}-{record['id']}")
    for article in ARTICLES
    for record in READING[article]["annotations"]
]
EVERY_VERDICT = [pytest.param(v, id=f"{v['provision']}-{v['article']}") for v in VERDICTS]


# The seeds


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


def test_there_is_one_verdict_for_each_provision_and_compared_article() -> None:
    cells = [(v["provision"], v["article"]) for v in VERDICTS]
    assert len(cells) == 72
    assert set(cells) == {(p, a) for p in PROVISIONS for a in COMPARED}


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_silent_is_said_where_and_only_where_nothing_is_tagged(verdict: Record) -> None:
    found = passages(verdict["article"], verdict["provision"])
    assert verdict["verdict"] in {"same", "vaguer", "conflict", "silent", "only"}
    assert (verdict["verdict"] == "silent") == (not found)
    assert (verdict["verdict"] == "silent") == (verdict["because"] == [])
    assert (verdict["verdict"] == "silent") == (verdict["value"] == "")


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_verdict_rests_on_words_of_the_tagged_passages(verdict: Record) -> None:
    found = passages(verdict["article"], verdict["provision"])
    for words in verdict["because"]:
        assert any(words in quote for quote in found), words


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_verdict_fits_its_cell_and_says_why(verdict: Record) -> None:
    assert len(verdict["value"]) <= 26
    assert verdict["note"]
    assert "\n" not in verdict["note"]


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_conflict_has_two_sides(verdict: Record) -> None:
    against = verdict.get("against", [])
    assert bool(against) == (verdict["verdict"] == "conflict")
    assert len(set(against)) == len(against)
    for other in against:
        there = next(v for v in VERDICTS if v["provision"] == verdict["provision"] and v["article"] == other)
        assert verdict["article"] in there.get("against", [])


@pytest.mark.parametrize("provision", PROVISIONS)
def test_only_is_said_where_nobody_else_speaks(provision: str) -> None:
    speaking = [v for v in VERDICTS if v["provision"] == provision and v["verdict"] != "silent"]
    assert (len(speaking) == 1) == ([v["verdict"] for v in speaking] == ["only"])
    if len(speaking) > 1:
        kinds = {v["verdict"] for v in speaking}
        assert "only" not in kinds
        assert kinds & {"same", "conflict"}, "somebody has the fullest account"


@pytest.mark.parametrize(
    ("provision", "article", "against"),
    [
        ("signing", "artsakh-report", ["defence24", "jamestown"]),
        ("signing", "jamestown", ["artsakh-report", "jamestown"]),
        ("withdrawal-timetable", "moscow-times", ["artsakh-report", "defence24", "jamestown"]),
        ("peacekeepers-mandate", "jamestown", ["artsakh-report"]),
        ("peacekeepers-deployment", "defence24", ["moscow-times"]),
        ("shusha-control", "defence24", ["moscow-times", "jamestown"]),
        ("monitoring-centre", "jamestown", ["moscow-times"]),
        ("status", "defence24", ["artsakh-report"]),
    ],
)
def test_the_contradictions_are_found(provision: str, article: str, against: list[str]) -> None:
    verdict = next(v for v in VERDICTS if (v["provision"], v["article"]) == (provision, article))
    assert verdict["against"] == against


def test_one_instant_told_twice_is_no_conflict() -> None:
    clocks = {v["article"]: v for v in VERDICTS if v["provision"] == "ceasefire"}
    assert clocks["artsakh-report"]["verdict"] == clocks["moscow-times"]["verdict"] == "same"
    assert clocks["artsakh-report"]["value"] == "midnight, 10 Nov"
    assert clocks["moscow-times"]["value"] == "21:00 GMT"


def test_nobody_reports_the_exchange_of_prisoners() -> None:
    assert {v["verdict"] for v in VERDICTS if v["provision"] == "prisoner-exchange"} == {"silent"}


# The files


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
