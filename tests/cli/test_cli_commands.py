"""What the commands open, and what they print in a pipe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.tram_corpus import FILES, write_corpus
from shell import bad, document, good, shell

from karabakh_tui.cli.main import COMMANDS
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.export import text
from karabakh_tui.matching.load import Loaded, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "trams")


@pytest.fixture
def trams(folder: Path) -> Loaded:
    corpus = open_folder(folder)
    return load(corpus, corpus.root, ("editorial",))


def lines(shown: str) -> list[str]:
    return shown.splitlines()


def test_the_matrix_of_a_folder_is_printed(folder: Path, trams: Loaded) -> None:
    shown = lines(good("matrix", str(folder)))
    assert shown == list(text.matrix(trams.corpus, trams.comparison, trams.comparison.provisions, None))


def test_without_a_terminal_the_program_itself_prints_the_matrix(folder: Path) -> None:
    matrix = good("matrix", str(folder))
    assert good(str(folder)) == matrix
    assert good("-c", str(folder)) == matrix
    assert good("--plain", str(folder)) == good("matrix", "--plain", str(folder))


def test_the_default_corpus_opens_where_nothing_is_named() -> None:
    shown = good("matrix")
    assert shown.startswith("Karabakh ceasefires, 2020 and 2023: 18 provisions x 4 sources\n")
    assert good() == shown
    assert good("matrix", "-c", "default") == shown


WITHOUT_DOCUMENT = {"compare", "read", "annotate", "config", "themes", "doctor", "completion", "man", "init", "tags"}


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in WITHOUT_DOCUMENT])
def test_every_command_works_on_the_default_corpus(command: str) -> None:
    assert len(lines(good(command))) > 5
    assert document(command)["schema"] == f"karabakh-tui/{command}@1"


def test_a_provision_of_the_default_corpus_is_compared() -> None:
    shown = lines(good("compare", "mandate"))
    assert shown[0] == "4 Mandate: conflict"
    assert [line[:5] for line in shown if line[2:3] in "!~.=+x" and line[4:5].isupper()] == [
        "  ! A",
        "  ~ B",
        "  . D",
        "  ! E",
        "  x C",
    ]
    assert document("compare", "mandate")["provisions"][0]["cells"]["E"]["against"] == ["A"]


def test_rows_of_the_matrix_can_be_chosen_and_put_in_order(folder: Path) -> None:
    def codes(*words: str) -> list[str]:
        return [row["code"] for row in document("matrix", str(folder), *words)["provisions"]]

    assert codes() == ["1", "2", "3", "n"]
    assert codes("--only", "conflict") == ["2"]
    assert codes("--only", "silent") == ["3", "n"]
    assert codes("--order", "separation")[0] == "2"
    assert "1 of 4 provisions" in good("matrix", str(folder), "--only", "conflict")


def test_json_and_format_json_are_the_same(folder: Path) -> None:
    assert good("matrix", str(folder), "--format", "json") == good("matrix", str(folder), "--json")
    assert good("compare", "pay", str(folder), "--format", "json") == good("compare", "pay", str(folder), "--json")
    assert good("matrix", str(folder), "--format", "text") == good("matrix", str(folder))


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("pay", ["pay"]),
        ("2", ["pay"]),
        ("Pay", ["pay"]),
        ("dismissals AND trials", ["dismissals"]),
        ("night", ["night-cars"]),
        ("trials", ["dismissals"]),
        ("s", ["resumption"]),
        ("cars", ["night-cars"]),
        ("first cars", ["resumption"]),
        ("2,n", ["pay", "night-cars"]),
        (" n , 2, pay", ["night-cars", "pay"]),
        ("all", ["resumption", "pay", "dismissals", "night-cars"]),
    ],
)
def test_a_provision_is_found_by_id_code_title_part_or_alias(folder: Path, named: str, found: list[str]) -> None:
    assert [row["id"] for row in document("compare", named, str(folder))["provisions"]] == found


@pytest.mark.parametrize(
    ("named", "found"),
    [("", "ABDC"), ("A,D", "AD"), ("d,a", "DA"), ("herald", "A"), ("City Herald", "A"), ("A, evening,,A", "AB")],
)
def test_sources_are_chosen_by_letter_id_or_name(folder: Path, named: str, found: str) -> None:
    cells = document("compare", "pay", str(folder), "--src", named)["provisions"][0]["cells"]
    assert "".join(cells) == found


def test_quotes_can_be_left_out(folder: Path) -> None:
    assert "Pay goes up" in good("compare", "pay", str(folder), "--quotes")
    assert "Pay goes up" not in good("compare", "pay", str(folder), "--no-quotes")


def test_another_annotator_counts_beside_the_editorial_reading(folder: Path) -> None:
    def decided(*words: str, **environment: str) -> str:
        shown = lines(good("compare", "dismissals", *words, "-c", str(folder), "--no-quotes", **environment))
        return shown[1].strip()

    assert decided() == "? A City Herald: open, nobody has decided"
    theirs = "= A City Herald: same: none at all"
    assert decided("--as", "anna") == theirs
    assert decided(KARABAKH_TUI_AS="anna") == theirs
    assert decided("--as", "editorial", KARABAKH_TUI_AS="anna") == decided()


def test_options_stand_in_front_of_the_command_or_behind_it(folder: Path) -> None:
    behind = good("matrix", "-c", str(folder), "--as", "anna")
    assert good("-c", str(folder), "--as", "anna", "matrix") == behind
    assert good("--as", "anna", "matrix", "--corpus", str(folder)) == behind
    assert good("-c", "nosuch", "matrix", "-c", str(folder), "--as", "anna") == behind
    assert good(str(folder), "--as", "anna", "--theme", "light") == behind


def test_options_of_the_screen_change_nothing_where_there_is_none(folder: Path) -> None:
    printed = good("sources", str(folder))
    assert good("sources", str(folder), "--theme", "dark", "--color", "never", "--announce", "3") == printed
    assert good("--color", "always", "sources", str(folder), KARABAKH_TUI_THEME="nosuch") == printed


def test_the_environment_names_the_usual_corpus_and_a_path_goes_before_it(folder: Path, tmp_path: Path) -> None:
    assert good("sources", KARABAKH_TUI_CORPUS=str(folder)) == good("sources", str(folder))
    assert good("sources", "-c", "default", KARABAKH_TUI_CORPUS=str(folder)) == good("sources")
    assert good("sources", KARABAKH_TUI_CORPUS="") == good("sources")
    text = tmp_path / "loose.txt"
    text.write_text("Loose words.\n")
    assert good("matrix", str(text), KARABAKH_TUI_CORPUS=str(folder)) == good("matrix", str(text))


def test_a_folder_without_a_codebook_lists_its_sources(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One.\n")
    (tmp_path / "two.txt").write_text("Two.\n")
    for words in ((str(tmp_path),), ("matrix", str(tmp_path))):
        shown = lines(good(*words))
        assert shown[0] == f"{tmp_path.name}: 2 sources, no provisions"
        assert "No provisions are defined" in shown[1]
        assert [line.split()[0] for line in shown[4:]] == ["A", "B"]
    assert "No provisions are defined" in good("provisions", str(tmp_path))
    assert document("matrix", str(tmp_path))["provisions"] == []


def test_files_are_opened_in_the_order_given(folder: Path) -> None:
    found = document("sources", str(folder / "old.txt"), str(folder / "herald.txt"))
    assert [(one["source"], one["article"]) for one in found["sources"]] == [("A", "old"), ("B", "herald")]
    assert found["corpus"]["folder"] is None


def test_files_have_the_codebook_of_a_corpus_that_is_named(folder: Path) -> None:
    row = document("compare", "pay", "-c", str(folder), str(folder / "herald.txt"))["provisions"][0]
    assert row["cells"]["A"]["value"] == "4 % from June"


def test_a_text_comes_through_stdin() -> None:
    words = "From a pipe — “quoted”.\n"
    found = document_of(good("sources", "-", "--json", stdin=words.encode()))
    assert (found["title"], found["characters"], found["path"]) == (words.strip(), len(words), "-")
    assert "From a pipe" in good("-", stdin=words.encode())


def document_of(shown: str) -> dict[str, object]:
    import json

    (source,) = json.loads(shown)["sources"]
    return source


def test_a_text_on_stdin_stands_beside_files(folder: Path) -> None:
    shown = good("sources", str(folder / "herald.txt"), "-", stdin=b"Piped words.\n")
    assert [line.split()[:2] for line in lines(shown)[1:]] == [["A", "Trams"], ["B", "Piped"]]


def test_a_folder_called_like_a_command_is_opened_by_its_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.rename(folder.with_name("matrix"))
    monkeypatch.chdir(folder.parent)
    assert good("./matrix").startswith("The tram strike")
    assert good("matrix").startswith("Karabakh")


def test_a_file_whose_name_begins_with_a_dash_is_opened_behind_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-c").write_text("Dashing.\n")
    monkeypatch.chdir(tmp_path)
    assert "Dashing" in good("--", "-c")
    assert "Dashing" in good("sources", "--", "-c")


def test_a_name_that_is_no_utf_8_is_printed_all_the_same(tmp_path: Path) -> None:
    home = tmp_path / "texts"
    home.mkdir()
    name = os.fsdecode(b"caf\xe9.txt")
    (home / name).write_text("Words.\n")
    found = document("sources", str(home))["sources"][0]
    assert found["path"] == str(home / "caf\ufffd.txt")


def test_help_shows_examples_then_commands_then_options() -> None:
    shown = good("--help")
    assert good("-h") == shown
    assert [shown.index(word) for word in ("Examples:", "Commands:", "Options:")] == sorted(
        shown.index(word) for word in ("Examples:", "Commands:", "Options:")
    )
    assert all(f"\n  {command} " in shown for command in COMMANDS)
    assert "..." not in shown[shown.index("Commands:") :]  # no explanation is cut
    assert good("some/path", "-h").split("\n", 1)[1] == shown.split("\n", 1)[1]


def test_the_version_is_printed() -> None:
    assert good("-V") == good("--version")
    assert good("-V").startswith("karabakh-tui 0.")


def test_the_keymap_fits_a_page_and_names_every_screen() -> None:
    shown = good("keys")
    assert "READER\n" in shown
    assert "\n  Enter " in shown
    assert "COVERAGE\n" in shown
    assert max(map(len, lines(shown))) <= 80
    actions = document("keys")["actions"]
    assert {"scope": "read", "id": "next", "keys": ["n"], "does": "next on the trail"} in actions


def test_what_a_file_says_wrong_is_told_and_the_rest_is_printed(tmp_path: Path) -> None:
    broken = FILES["annotations/codebook.yaml"].replace("title: Night cars", "titel: Night cars")
    folder = write_corpus(tmp_path / "trams", **{"annotations/codebook.yaml": broken})
    result = shell("matrix", str(folder))
    assert result.exit_code == 0
    assert result.stdout.startswith("The tram strike: 4 provisions x 3 sources\n")
    assert f"{folder}/annotations/codebook.yaml:7:" in result.stderr
    assert "titel: Night cars" in result.stderr


def test_a_corpus_that_is_named_must_be_there_for_files_too(folder: Path) -> None:
    assert bad(3, "-c", str(folder / "nosuch"), str(folder / "old.txt")).startswith(f"{folder}/nosuch: does not exist")
