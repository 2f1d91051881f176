"""What is said when something cannot be done: in words, with the nearest, and with the right exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.forbidden import forbid
from helpers.tram_corpus import FILES, write_corpus
from shell import bad, good, shell

from karabakh_tui.cli import session
from karabakh_tui.cli.find import LISTED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder called trams, in the folder where the person is."""
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path / "trams")


@pytest.mark.parametrize(("typed", "meant"), [("matirx", "matrix"), ("source", "sources"), ("comp", "compare")])
def test_a_misspelt_command_is_told_the_nearest(folder: Path, typed: str, meant: str) -> None:
    assert bad(2, typed) == f'No such file or command "{typed}". Nearest: {meant}.\nHelp: karabakh-tui -h'
    assert bad(2, typed, "--json").startswith(f'No such file or command "{typed}".')
    assert bad(2, "-c", "default", typed).startswith(f'No such file or command "{typed}".')


def test_a_file_that_is_nearer_than_any_command_is_named(folder: Path) -> None:
    assert bad(3, "tramz") == 'tramz: does not exist; did you mean "trams"?'
    (folder.parent / "matrixes").mkdir()
    assert bad(3, "matrixe") == 'matrixe: does not exist; did you mean "matrixes"?'


def test_a_word_that_is_like_nothing_is_neither_file_nor_command(folder: Path) -> None:
    assert bad(3, "qqq") == "qqq: is no file and no command; karabakh-tui -h lists the commands"


@pytest.mark.parametrize("words", [["./trms"], ["sources", "trms"], ["-c", "trms"], ["matrix", "-c", "trms"]])
def test_a_path_that_is_missing_is_told_the_nearest(folder: Path, words: list[str]) -> None:
    assert bad(3, *words).endswith('trms: does not exist; did you mean "trams"?')


def test_a_command_behind_a_path_is_no_command(folder: Path) -> None:
    assert bad(3, "trams/herald.txt", "matrix") == "matrix: does not exist; check the name"


def test_a_missing_command_is_no_matter_where_the_person_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert bad(2, "matirx").startswith('No such file or command "matirx". Nearest: matrix.')
    assert good("sources").count("\n") > 5


def test_an_empty_folder_holds_no_articles(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    for words in ((str(tmp_path / "none"),), ("matrix", str(tmp_path / "none")), ("-c", str(tmp_path / "none"))):
        assert bad(3, *words).startswith(f"{tmp_path}/none: holds no articles")


def test_folders_are_opened_one_at_a_time(folder: Path) -> None:
    assert "is a folder; open it alone" in bad(3, "trams", "trams")


def test_an_article_for_a_corpus_is_no_folder(folder: Path) -> None:
    assert bad(3, "-c", "trams/herald.txt").startswith("trams/herald.txt: is no folder")


def test_a_folder_to_open_and_a_corpus_exclude_each_other(folder: Path) -> None:
    said = bad(2, "sources", "trams", "-c", "default").splitlines()
    assert said[0] == 'Either open "trams" or name a corpus with -c: a folder has its own codebook.'
    assert said[1] == "Help: karabakh-tui sources -h"


def test_an_empty_path_is_no_path() -> None:
    assert bad(2, "") == "A PATH is empty.\nHelp: karabakh-tui -h"
    assert bad(2, "sources", "") == "A PATH is empty.\nHelp: karabakh-tui sources -h"


def test_stdin_without_a_text_is_told(folder: Path) -> None:
    assert bad(3, "-").startswith("stdin: is empty")


def test_stdin_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karabakh_tui.corpus.open.ARTICLE_BYTES", 1 << 20)
    said = bad(3, "-", stdin=b"word " * 300_000)
    assert said == "stdin: is larger than 1 MB; split it into smaller files"


@pytest.mark.parametrize("typed", ["zzz", "", " ", ",", "pay,zzz"])
def test_a_provision_that_is_not_there_is_told_what_there_is(folder: Path, typed: str) -> None:
    said = bad(4 if typed else 2, "compare", typed, "trams")
    if typed:
        assert said.endswith("There are: resumption, pay, dismissals, night-cars.")
    else:
        assert said.startswith("Which provision?")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("resumtion", "resumption"),
        ("dissmissals", "dismissals"),
        ("first crs", "resumption"),
        ("nigth cars", "night-cars"),
    ],
)
def test_a_misspelt_provision_is_told_the_nearest(folder: Path, typed: str, meant: str) -> None:
    assert bad(4, "compare", typed, "trams") == f'No provision "{typed}". Nearest: {meant}.'


def test_paths_come_behind_the_provision(folder: Path) -> None:
    said = bad(4, "compare", "trams")
    assert said.endswith("The provision comes first, then what to open: karabakh-tui compare all trams")


def test_a_corpus_without_provisions_has_none_to_compare(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.\n")
    assert bad(4, "compare", "mandate", str(tmp_path)).startswith('No provision "mandate". No provisions are defined')
    assert good("compare", "all", str(tmp_path)).startswith("No provisions are defined")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Z", 'No source "Z". There are: A, B, C, D.'),
        ("heralt", 'No source "heralt". Nearest: herald.'),
        ("A,Q", 'No source "Q". There are: A, B, C, D.'),
    ],
)
def test_a_source_that_is_not_there_is_told_the_nearest(folder: Path, typed: str, said: str) -> None:
    assert bad(4, "compare", "pay", "trams", "--src", typed) == said


def test_of_very_many_names_only_some_are_listed(tmp_path: Path) -> None:
    for number in range(LISTED + 3):
        (tmp_path / f"text{number:02}.txt").write_text("Words.\n")
    codebook = "format: 1\nprovisions:\n  - {id: one, title: One}\n"
    write_corpus(tmp_path, **dict.fromkeys(FILES, "") | {"annotations/codebook.yaml": codebook})
    said = bad(4, "compare", "one", str(tmp_path), "--src", "???")
    assert said.endswith("R, S, T and 3 more.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sources", "--jsn"], 'No such option "--jsn". Nearest: --json.\nHelp: karabakh-tui sources -h'),
        (["--jsn"], 'No such option "--jsn". Nearest: --json.\nHelp: karabakh-tui -h'),
        (["--thme", "x"], 'No such option "--thme". Nearest: --theme.\nHelp: karabakh-tui -h'),
        (["-x"], 'No such option "-x".\nHelp: karabakh-tui -h'),
        (["matrix", "--zzzzz"], 'No such option "--zzzzz".\nHelp: karabakh-tui matrix -h'),
        (["--src", "A"], '"--src" stands behind a command: compare.\nHelp: karabakh-tui -h'),
        (["trams", "--only", "x"], '"--only" stands behind a command: matrix.\nHelp: karabakh-tui -h'),
        (["matrix", "--src", "A"], '"--src" is no option of matrix, but of: compare.\nHelp: karabakh-tui matrix -h'),
    ],
)
def test_a_wrong_option_is_told_the_nearest_or_where_it_belongs(folder: Path, words: list[str], said: str) -> None:
    assert bad(2, *words) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["matrix", "--only", "silnt"], '--only takes conflict or silent, not "silnt". Nearest: silent.'),
        (["--color", "blue"], '--color takes auto, always or never, not "blue".'),
        (["-c"], "requires an argument"),
        (["keys", "trams"], "unexpected extra argument"),
    ],
)
def test_a_wrong_value_is_wrong_usage(folder: Path, words: list[str], said: str) -> None:
    assert said in bad(2, *words)


def test_an_annotator_of_whom_there_is_nothing_is_told(folder: Path) -> None:
    result = shell("matrix", "trams", "--as", "ana")
    assert result.exit_code == 0
    assert result.stderr == (
        'annotations/ana: is not there, so nothing of this annotator counts; did you mean "anna"?\n'
    )
    assert "no name for an annotator" in shell("matrix", "trams", "--as", "../anna").stderr
    assert shell("matrix", "trams", "--as", "anna").stderr == ""


def test_faults_are_told_with_file_line_column_and_a_caret(folder: Path) -> None:
    (folder / "corpus.yaml").write_text(FILES["corpus.yaml"].replace("event: walkout", "event: walkuot"))
    said = shell("sources", "trams").stderr.splitlines()
    line = "  - {id: old, file: old.txt, short: Old strike, event: walkuot}"
    place = f"{(folder / 'corpus.yaml').read_text().splitlines().index(line) + 1}:{line.index('walkuot') + 1}"
    assert said[0] == f'trams/corpus.yaml:{place}: "walkuot" is no event of this corpus; did you mean "walkout"?'
    assert said[1] == f"  {line}"
    assert said[2].index("^") == said[1].index("walkuot")
    assert len(said) == 3


def test_files_are_named_as_seen_from_where_the_person_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "corpus.yaml").write_text("format: 1\ntitel: x\n")
    assert shell("sources", "trams").stderr.startswith("trams/corpus.yaml:2:1: ")
    monkeypatch.chdir(folder)
    assert shell("sources", ".").stderr.startswith("corpus.yaml:2:1: ")
    monkeypatch.chdir(folder / "annotations")
    assert shell("sources", "..").stderr.startswith(f"{folder}/corpus.yaml:2:1: ")


def test_a_broken_yaml_file_leaves_the_rest_readable(folder: Path) -> None:
    (folder / "annotations" / "codebook.yaml").write_text('format: 1\nprovisions: "open\n')
    result = shell("matrix", "trams")
    assert result.exit_code == 0
    assert "trams/annotations/codebook.yaml:2:13: a quote is opened and never closed" in result.stderr
    assert "No provisions are defined" in result.stdout


def test_what_a_person_typed_is_never_printed_raw(folder: Path) -> None:
    evil = "\x1b]0;owned\x07\u202e"
    compare = ["compare", "pay", "trams", "--src", evil]
    for words in ([evil], ["--" + evil], ["compare", evil], compare, ["matrix", "--only", evil], ["-c", evil]):
        said = shell(*words).stderr
        assert "owned" in said
        assert not set(said) & set("\x1b\x07\u202e")


def test_where_there_is_no_home_a_single_text_opens_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.paths, "data_dir", lambda: None)
    assert good("sources", "trams/old.txt").splitlines()[1].startswith("A  Trams stand still")


def test_annotations_of_a_single_text_are_the_user_s_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hashlib import sha256

    monkeypatch.setattr(session.paths, "data_dir", lambda: folder.parent / "data")
    own = folder.parent / "data" / "texts" / sha256(FILES["herald.txt"].encode()).hexdigest()[:16]
    own.mkdir(parents=True)
    (folder / "annotations").rename(own / "annotations")
    assert "4 % from June" in good("compare", "pay", "trams/herald.txt")


@pytest.mark.parametrize("words", [["trams"], ["sources", "trams"], ["-c", "trams"], ["read", "./trams"]])
def test_a_folder_that_may_not_be_entered_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    good("read", "A", "./trams")  # imports whatever it needs
    forbid(folder, monkeypatch)
    said = bad(3, *words).splitlines()[0]
    assert said == "trams: cannot be read (Permission denied); check the file and its permissions"


@pytest.mark.parametrize(
    "words", [["-c", "trams/x", "a.txt"], ["themes", "-c", "trams/x"], ["trams/x"], ["a.txt", "trams/x"]]
)
def test_what_is_in_a_folder_that_may_not_be_entered_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (folder.parent / "a.txt").write_text("A text.\n", "utf-8")
    good("read", "./a.txt")
    forbid(folder, monkeypatch)
    assert "trams/x: " in bad(3, *words)
