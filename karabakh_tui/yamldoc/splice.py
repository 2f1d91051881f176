"""Changing one value at the top of a YAML file that people write: every other byte stays as it is."""

from __future__ import annotations

from karabakh_tui.yamldoc.emit import scalar
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.sheet import Sheet, SpliceError
from karabakh_tui.yamldoc.wording import quoted


def set_field(data: bytes, path: str, name: str, value: str) -> bytes:
    """The file `data` with the top field `name` set to the text `value`; `path` names it in faults.

    A field that is not there is added: behind a comment that shows it (`# name: ...`), else behind the other fields.
    Raises FaultError where the file cannot be read, or the value is a list or record, or cannot be replaced without
    touching anything else.
    """
    sheet = Sheet.read(data, path)
    by_hand = f"write {name}: {scalar(value)} there yourself"
    if isinstance(sheet.top(name), (list, dict)):
        raise SpliceError(Fault(path, 0, 0, f"{quoted(name)} is no single text", by_hand))
    try:
        return sheet.set_top(name, value).data
    except SpliceError as error:
        raise SpliceError(error.fault._replace(what=f"{quoted(name)} {error.fault.what}", repair=by_hand)) from None
