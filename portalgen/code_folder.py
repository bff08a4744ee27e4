"""The folder where this process and its workers share compiled code (Graphviz); known here so that others load nothing.

In: a folder private to this user, said once in each process.  Out: it.  Pure: no.  Kept: the folder's name, here.
Not its job: what is in the folder, and whether it is private indeed (`diagrams.compiled` looks).
"""

from pathlib import Path

_folders: list[Path | None] = [None]


def use_code_folder(folder: Path | None) -> None:
    """Keep compiled code in a folder, made if it is missing; without one each process compiles for itself."""
    _folders[0] = folder


def code_folder() -> Path | None:
    """Return the folder."""
    return _folders[0]
