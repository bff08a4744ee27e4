"""Snippets (`--8<-- "file"`): where they may come from, which is the workspace and nothing else."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.front_matter import words
from portalgen.techdocs.lockdown import Settings
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
    known = [folder for folder in folders if folder.is_dir()]
    return {
        "base_path": [str(folder) for folder in (*known, workspace.source, workspace.docs)],
        "auto_append": list(words(chosen.get("auto_append"))),
        "restrict_base_path": True,
        "check_paths": True,
        "url_download": False,
    }
