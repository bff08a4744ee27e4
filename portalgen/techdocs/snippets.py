"""Snippets (`--8<-- "file"`): where they may come from, which is the workspace and nothing else."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from portalgen.techdocs.config_file import ConfigFile, join
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import words
from portalgen.techdocs.lockdown import Settings
from portalgen.techdocs.missing_snippets import SNIPPET_HINT, MissingSnippets
from portalgen.techdocs.workspace import Workspace


def snippet_options(
    settings: Settings, config: ConfigFile, workspace: Workspace, findings: Findings
) -> Mapping[str, Any]:
    """Return pymdownx.snippets' options: the repository's own folders first, then all of the docs' folder."""
    chosen = next((one.options for one in settings.extensions if one.name == "pymdownx.snippets"), {})
    folders: list[Path] = []
    for wanted in words(chosen.get("base_path")):
        path = posixpath.normpath(wanted.removeprefix("$config_dir/"))
        if path.startswith(("/", "..")):
            message = f"the snippets' base_path '{wanted}' is not used: it is outside the folder of mkdocs.yml"
            findings.add("docs-config", message, path=config.path, at=config.at("/markdown_extensions"))
        else:
            folders.append(workspace.source / path)
    known = [*(folder for folder in folders if folder.is_dir()), workspace.source, workspace.docs]
    return {
        "base_path": list(map(str, known)),
        "encoding": "utf-8-sig",
        "auto_append": list(_appended(words(chosen.get("auto_append")), known, config, findings)),
        "restrict_base_path": True,
        "url_download": False,
        "missing": MissingSnippets(partial(_origin, workspace, findings.source.folder)),
    }


def _appended(names: Iterable[str], folders: Iterable[Path], config: ConfigFile, findings: Findings) -> Iterator[str]:
    """Yield what every page ends with; what is not there is told here, once."""
    bases = list(map(str, folders))
    for name in names:
        paths = [posixpath.normpath(posixpath.join(base, name)) for base in bases]
        if any(path.startswith(f"{base}/") and Path(path).is_file() for base, path in zip(bases, paths, strict=True)):
            yield name
        else:
            message = f"'auto_append' names '{name}', which is not in these docs"
            at = config.at("/markdown_extensions")
            findings.add("docs-broken-link", message, path=config.path, at=at, hint=SNIPPET_HINT)


def _origin(workspace: Workspace, folder: str, file: Path) -> str:
    """Return the path in the source of a file of the workspace."""
    if file.is_relative_to(workspace.source):
        return join(folder, file.relative_to(workspace.source).as_posix())
    return workspace.origins.get(file.relative_to(workspace.docs).as_posix(), "")
