"""An edit of a stretch of a YAML file: what it must say then, and ways to write that, the best one first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from karabakh_tui.yamldoc.change import Changes, UnchangeableError
from karabakh_tui.yamldoc.emit import Form
from karabakh_tui.yamldoc.window import View
from karabakh_tui.yamldoc.written import Said, Written, names, said

Way: TypeAlias = Callable[[], Changes]


class Job(NamedTuple):
    """What a stretch of a file must say after an edit, and the ways to write that.

    `values` is what the entries of its lists say then, aliases looked up, and `top` what other fields at the top say
    (None for a field that is not there). `whole` says that the whole file must be read again. `entry` is a record
    whose own words may hold aliases.
    """

    meant: dict[str, Said]
    values: dict[str, list[Said]]
    top: dict[str, Said]
    ways: Iterator[Way]
    whole: bool = False
    entry: tuple[str, int] | None = None


class Place(NamedTuple):
    """Where an edit looks: what is seen of the file, a list in it, and the entry among those of it that are seen.

    `values` is what those entries say, aliases looked up; `first` is the place of the first of them in the file.
    """

    view: View
    root: Written | None
    section: str
    at: int
    eol: str
    values: list[Said]
    first: int = 0

    @property
    def node(self) -> Written:
        """The list as written."""
        found = self.root.field(self.section) if self.root else None
        if found is None or found.kind != "list":
            raise UnchangeableError(f"{self.section} is no list")
        return found

    @property
    def fields(self) -> dict[str, Said]:
        """What the fields at the top of the stretch say."""
        found = said(self.root)
        return dict(found) if isinstance(found, dict) else {}

    def job(self, meant: list[Said], values: list[Said], ways: Iterator[Way], *, whole: bool = False) -> Job:
        """What to do so that the list says `meant`, which is `values` with aliases looked up."""
        wanted = {**self.fields, self.section: list(meant)}
        if self.section in self.view.values:
            return Job(wanted, {**self.view.values, self.section: values}, {}, ways, whole)
        return Job(wanted, self.view.values, {self.section: values}, ways, whole)

    def changes(self, form: Form) -> Changes:
        """No change yet."""
        return Changes(self.view.text, form)


def settled(root: Written | None, job: Job) -> Job | None:
    """The job where the stretch says what it must; of a record that was written down before, nulls are let pass, and
    aliases, if the file as a whole says the right thing then. None where it says anything else."""
    found = said(root)
    now = found if isinstance(found, dict) else {}
    if now == job.meant:
        return job
    if job.entry is None:
        return None
    section, at = job.entry
    here, wanted = now.get(section), job.meant[section]
    if not isinstance(here, list) or not isinstance(wanted, list) or len(here) != len(wanted):
        return None
    there = here[at]
    if now != {**job.meant, section: [*wanted[:at], there, *wanted[at + 1 :]]}:
        return None
    if names(root.items[root.at(section)].items[at] if root else None).aliases:
        return job._replace(whole=True)
    if without_nulls(there) != without_nulls(wanted[at]):
        return None
    if section in job.values:
        lists = [*job.values[section][:at], there, *job.values[section][at + 1 :]]
        return job._replace(values={**job.values, section: lists})
    held = job.top[section]
    return job._replace(
        top={**job.top, section: [*held[:at], there, *held[at + 1 :]]} if isinstance(held, list) else {}
    )


def without_nulls(value: Said) -> Said:
    """The same, but for fields that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


def forms(eol: str) -> tuple[Form, Form]:
    """With blocks of text, and without: what stands behind a block may become part of it."""
    return Form(eol), Form(eol, literals=False)


def said_entries(node: Written) -> list[Said]:
    return [said(one) for one in node.items]
