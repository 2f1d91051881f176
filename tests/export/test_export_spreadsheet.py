"""CSV that a spreadsheet may open: a row is a line, and no cell is a formula."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.export.spreadsheet import csv_lines


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r-2"])
def test_what_would_be_a_formula_has_an_apostrophe(cell: str) -> None:
    assert list(csv_lines([[cell]])) == [f"'{cell.strip()}"]


def test_numbers_of_ours_stay_numbers_and_separators_are_quoted() -> None:
    assert list(csv_lines([[-5, 'a "b", c', "x\ny"]])) == ['-5,"a ""b"", c",x y']


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=4))
def test_every_row_is_one_line_and_reads_back(rows: list[list[str]]) -> None:
    lines = list(csv_lines(rows))
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        (found,) = csv.reader([line]) if line else ([""],)
        assert [cell.removeprefix("'") for cell in found] == [" ".join(cell.split()).removeprefix("'") for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in found)
