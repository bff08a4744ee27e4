"""Files beside the pages: which may be published, and SVG without anything that could act."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsAsset
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.places import Places
from portalgen.techdocs.svg_file import clean_svg

_ENDINGS = (
    "png jpg jpeg gif webp avif ico bmp tif tiff svg mp4 webm ogv mov m4v mp3 ogg oga wav m4a flac pdf doc docx xls "
    "xlsx ppt pptx odt ods odp csv tsv txt log rst adoc json jsonl json5 yaml yml toml ini cfg conf properties "
    "sample example tpl tmpl drawio excalidraw puml plantuml dot gv mmd d2 bpmn proto graphql gql avsc thrift raml py "
    "rb go rs java kt scala ts tsx c h cpp cs sh bash zsh ps1 bat sql tf tfvars hcl rego lua r ipynb patch diff zip gz "
    "tgz bz2 xz 7z tar jar whl woff woff2 ttf otf sketch fig psd ai stl glb"
)
INERT = frozenset(_ENDINGS.split())
"""Endings of files that no browser runs or renders as a page (SVG: see `svg_file`)."""

ACTING = frozenset({"htm", "html", "shtml", "xht", "xhtml", "xml"})
"""Endings of files that readers would open and that could act; other kinds are missed only by links, which say so."""


class Assets:
    """Chooses the files of one site that are published beside its pages."""

    def __init__(self, source: DocsSource, contents: Mapping[str, bytes], findings: Findings) -> None:
        """`contents` has the bytes of the source's files."""
        self._contents, self._findings = contents, findings
        self._kept = {file.path: file for file in source.files if source.source.commit and file.digest}

    def choose(self, origins: Mapping[str, str], places: Places) -> tuple[DocsAsset, ...]:
        """Return the files that may be published and find a place, sorted; `origins` has path in the docs -> source."""
        self._report_withheld(origins[uri] for uri in sorted(origins) if not is_publishable(uri))
        return tuple(self._chosen(origins, places))

    def _chosen(self, origins: Mapping[str, str], places: Places) -> Iterator[DocsAsset]:
        for uri in sorted(filter(is_publishable, origins)):
            origin = origins[uri]
            clean = clean_svg(self._contents[origin]) if uri.lower().endswith(".svg") else self._contents[origin]
            if clean is None:
                reason = "it is no SVG, or one with declarations that could hide anything"
                self._findings.left_out(origin, reason, hint="save it again as a plain SVG")
            elif problem := places.take(uri, origin):
                self._findings.left_out(origin, problem)
            elif clean is self._contents[origin] and origin in self._kept:
                yield DocsAsset(uri, file=self._kept[origin])
            else:
                yield DocsAsset(uri, clean)

    def _report_withheld(self, paths: Iterable[str]) -> None:
        """Report the pages that are never published: once for each ending, since there may be thousands."""
        by_ending: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            by_ending[_ending(path)].append(path)
        for ending in sorted(by_ending.keys() & ACTING):
            first, *more = by_ending[ending]
            others = f" ({len(more):,} more are left out)" if more else ""
            reason = f".{ending} files could act in a reader's browser{others}"
            self._findings.left_out(first, reason, hint="write it in Markdown, or publish it elsewhere and link to it")


def is_publishable(path: str) -> bool:
    """Say whether a file may stand beside the pages; HTML, XML and scripts may not."""
    return _ending(path) in INERT


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
