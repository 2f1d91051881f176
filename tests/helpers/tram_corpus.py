"""A small corpus on disk, in our own words: four articles on the end of a tram strike, and a fifth on a strike years
before; with a codebook, passages, verdicts, and a second annotator."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "corpus.yaml": """\
format: 1
title: The tram strike
articles:
  - {id: herald, file: herald.txt, short: City Herald, title: Trams run again, publisher: City Herald,
     published: "1926-05-12", event: settlement}
  - {id: evening, file: evening.txt, short: Evening Paper, title: Strike is over, published: "1926-05-12",
     event: settlement, inferred: [published]}
  - {id: old, file: old.txt, short: Old strike, event: walkout}
  - {id: bulletin, file: bulletin.txt, short: Drivers' Bulletin, title: What we won, event: settlement}
events:
  - {id: settlement, title: Settlement of May 1926, date: "1926-05-12"}
  - {id: walkout, title: Walkout of 1919, date: "1919-02"}
""",
    "herald.txt": """\
Trams run again

From Thursday at five the trams will run. Pay goes up by four per cent from June.

Nobody will be dismissed for taking part in the strike.
""",
    "evening.txt": """\
Strike is over

The first cars leave the depot early on Thursday. Wages rise by four in the hundred, the company says.
Only those who broke windows will be tried.
""",
    "old.txt": """\
Trams stand still

Drivers left their cars on Monday.
""",
    "bulletin.txt": """\
What we won

We drive on Thursday, first shift. Six per cent more, and from the first of May! Night cars get a second man.
""",
    "notes.log": "no article\n",
    "README.md": "About this folder.\n",
    "annotations/codebook.yaml": """\
format: 1
provisions:
  - {id: resumption, code: "1", title: Service, event: settlement, point: 1, definition: When trams run again.,
     clause: Trams run again from Thursday at five., aliases: [first cars]}
  - {id: pay, code: "2", title: Pay, event: settlement, point: 2, aliases: [wages, rise]}
  - {id: dismissals, code: "3", title: Dismissals and trials, event: settlement}
  - {id: night-cars, code: "n", title: Night cars, event: settlement}
""",
    "annotations/editorial/herald.yaml": """\
format: 1
annotations:
  - {id: aaaaaa, tags: [resumption], quote: From Thursday at five the trams will run., start: 17}
  - {id: bbbbbb, tags: [pay], quote: Pay goes up by four per cent from June., start: 59}
  - {id: cccccc, tags: [dismissals], quote: Nobody will be dismissed for taking part in the strike., start: 100}
""",
    "annotations/editorial/evening.yaml": """\
format: 1
annotations:
  - {id: dddddd, tags: [resumption], quote: The first cars leave the depot early on Thursday., start: 16}
  - {id: eeeeee, tags: [pay], quote: "Wages rise by four in the hundred, the company says.", start: 66}
  - {id: ffffff, tags: [dismissals], quote: Only those who broke windows will be tried., start: 119}
""",
    "annotations/editorial/bulletin.yaml": """\
format: 1
annotations:
  - {id: gggggg, tags: [resumption], quote: "We drive on Thursday, first shift.", start: 13}
  - {id: hhhhhh, tags: [pay], quote: "Six per cent more, and from the first of May!", start: 48}
  - {id: iiiiii, tags: [night-cars], quote: Night cars get a second man., start: 94}
""",
    "annotations/editorial/_verdicts.yaml": """\
format: 1
verdicts:
  - {id: v1, provision: resumption, article: herald, verdict: same, value: "Thursday, 5:00"}
  - {id: v2, provision: resumption, article: evening, verdict: vaguer, value: "Thursday, early"}
  - {id: v3, provision: resumption, article: bulletin, verdict: vaguer, value: "Thursday, first shift"}
  - {id: v4, provision: pay, article: herald, verdict: conflict, against: [bulletin], value: 4 % from June,
     because: [four per cent from June], note: The company's figure.}
  - {id: v5, provision: pay, article: evening, verdict: vaguer, value: 4 %}
  - {id: v6, provision: pay, article: bulletin, verdict: conflict, against: [herald], value: 6 % from May,
     because: [Six per cent more, from the first of May], note: "Nobody else has it, and nobody says against whom
       the union won it, at a meeting that lasted until the morning."}
  - {id: v7, provision: dismissals, article: bulletin, verdict: silent}
  - {id: v8, provision: night-cars, article: bulletin, verdict: only, value: a second man}
  - {id: v9, provision: night-cars, article: herald, verdict: silent, note: Not a word.}
""",
    "annotations/anna/_verdicts.yaml": """\
format: 1
verdicts:
  - {id: w1, provision: dismissals, article: herald, verdict: same, value: none at all}
""",
}


def write_corpus(folder: Path, **instead: str) -> Path:
    """Write the corpus into a folder, which is made; `instead` has files of another text, by name, "" for none."""
    for name, text in (FILES | instead).items():
        if text:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder
