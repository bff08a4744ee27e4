"""Files beside the pages: which may be published, and SVG without anything that could act."""

from collections.abc import Iterable, Mapping

from portalgen.model.docs import DocsAsset
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


def is_publishable(path: str) -> bool:
    """Say whether a file may stand beside the pages; HTML, XML and scripts may not."""
    name = path.rpartition("/")[2]
    return "." in name and name.rpartition(".")[2].lower() in INERT


def collect_assets(paths: Iterable[str], contents: Mapping[str, bytes]) -> tuple[DocsAsset, ...]:
    """Return the files at those paths, sorted; an SVG that cannot be cleaned is left out."""
    found = []
    for path in sorted(paths):
        content = contents[path]
        clean = clean_svg(content) if path.lower().endswith(".svg") else content
        if clean is not None:
            found.append(DocsAsset(path, clean))
    return tuple(found)
