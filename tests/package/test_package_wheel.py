"""What people install: the wheel, in an empty virtual environment, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.package, pytest.mark.xdist_group("package")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built through a source distribution, as an index would."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    subprocess.run([*build, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    unpacked = tmp_path_factory.mktemp("sdist")
    archive = next(out.glob("*.tar.gz"))
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(unpacked)], check=True)
    subprocess.run([*build, "-t", "wheel"], cwd=next(unpacked.iterdir()), check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the console script of a fresh environment that holds nothing else."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    return home / "bin"


def clean_environment(home: Path) -> dict[str, str]:
    """Nothing that leads back to the checkout, and a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TERM") if name in os.environ}
    return {**kept, "HOME": str(home)}


def test_the_wheel_carries_corpus_annotations_themes_and_styles(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = "karabakh_tui/_data/"
    seeds = {name for name in names if name.startswith(data + "seeds/")}
    assert sum(name.endswith(".txt") for name in seeds) == 5
    assert data + "seeds/corpus.yaml" in seeds
    assert {data + "annotations/codebook.yaml", data + "annotations/editorial/_verdicts.yaml"} <= names
    assert {data + "themes/dark.yaml", data + "themes/light.yaml"} <= names
    assert "karabakh_tui/tui/app.tcss" in names
    assert not any(name.startswith("tests/") for name in names)


def test_the_articles_in_the_wheel_are_those_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for article in (ROOT / "seeds").glob("*.txt"):
            assert packed.read(f"karabakh_tui/_data/seeds/{article.name}") == article.read_bytes()


def test_the_installed_program_prints_the_matrix(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "karabakh-tui"), "matrix", "--json"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    document = json.loads(ran.stdout)
    assert document["schema"] == "karabakh-tui/matrix@1"
    assert document["counts"]["provisions"] == 18


def test_the_installed_program_shows_the_articles(installed: Path, tmp_path: Path) -> None:
    away = {name: None for name in os.environ if name.startswith(("PYTHON", "XDG", "VIRTUAL", "KARABAKH"))}
    with Probe([str(installed / "karabakh-tui")], env={**away, "HOME": str(tmp_path)}, cwd=tmp_path) as probe:
        probe.wait_for("Enter")  # the first-run page
        probe.key("enter", until="Artsakh-side report")
        assert probe.exit_test("q")["restored"]
