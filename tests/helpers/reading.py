"""The seeds and the reading that ships with them as plain data, read without anything of ours."""

from __future__ import annotations

import re
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
