"""`extra_css` of an mkdocs.yml: the style sheets of a repository as one file, made harmless (`scoped_css`)."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from operator import attrgetter
from urllib.parse import quote, unquote, urlsplit

from portalgen.model.docs import OWN_STYLE, DocsAsset
from portalgen.techdocs.config_file import ConfigFile, join
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.places import Places
from portalgen.techdocs.scoped_css import ScopedCss
from portalgen.techdocs.urls import is_url

MAX_SIZE = 200_000
"""Bytes of all style sheets of one site."""
MAX_FINDINGS = 20
"""Parts of one style sheet that are reported one by one."""
_NOT_HERE = "it is no file of these docs, and nothing is loaded from elsewhere"


class OwnStyle:
    """The style sheet of one site."""

    def __init__(self, config: ConfigFile, files: Mapping[str, bytes], docs_folder: str, findings: Findings) -> None:
        """`files` has the bytes of the source's files, `docs_folder` is that of the Markdown files in the source."""
        self._config, self._files, self._docs_folder, self._findings = config, files, docs_folder, findings

    def beside(self, assets: tuple[DocsAsset, ...], places: Places) -> tuple[DocsAsset, ...]:
        """Return the files of a site with its style sheet, if the configuration asks for one; all sorted by path."""
        published = frozenset(asset.path for asset in assets)
        text = "".join(self._rewritten(path, published) for path in self._wanted())
        if not text:
            return assets
        if problem := places.take(OWN_STYLE, "extra_css"):
            self._findings.add("docs-config", f"'extra_css' is not used: {problem}", path=self._config.path)
            return assets
        return tuple(sorted((*assets, DocsAsset(OWN_STYLE, text.encode())), key=attrgetter("path")))

    def _wanted(self) -> Iterator[str]:
        """Yield the paths inside the docs of the style sheets that are there, as long as there is room."""
        wanted = self._config.value.get("extra_css")
        room = MAX_SIZE
        for number, name in enumerate(wanted) if isinstance(wanted, list) else ():
            path = posixpath.normpath(name.partition("?")[0]) if isinstance(name, str) else ""
            content = None if path.startswith("..") else self._files.get(join(self._docs_folder, path))
            if content is not None and len(content) <= room:
                room -= len(content)
                yield path
            else:
                reason = _NOT_HERE if content is None else f"those of a site may have {MAX_SIZE:,} bytes together"
                message = f"the style sheet {str(name)[:200]!r} is not used: {reason}"
                at = self._config.at(f"/extra_css/{number}")
                self._findings.add("docs-config", message, path=self._config.path, at=at)

    def _rewritten(self, path: str, published: Collection[str]) -> str:
        origin = join(self._docs_folder, path)
        scoped = ScopedCss(partial(_address, folder=posixpath.dirname(path), published=published))
        try:
            text = scoped.rewrite(self._files[origin].decode("utf-8-sig", errors="replace"))
        except RecursionError:
            self._findings.add("docs-config", "the style sheet is not used: it is nested too deeply", path=origin)
            return ""
        for line, what in scoped.dropped[:MAX_FINDINGS]:
            message = f"this part of the style sheet is not used: {what}"
            self._findings.add("docs-config", message, path=origin, at=(line, 1))
        if (more := len(scoped.dropped) - MAX_FINDINGS) > 0:
            self._findings.add("docs-config", f"{more:,} more parts of the style sheet are not used", path=origin)
        return text


def _address(written: str, *, folder: str, published: Collection[str]) -> str | None:
    """Return the address of a file of the docs beside the new style sheet, None for anything else."""
    if not is_url(written):
        return None
    parts = urlsplit(written)
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return quote(path) if path in published and not parts.scheme and not parts.netloc else None
