"""Spelling: the URL by which a target names a file, where it is not the file's own; for Backstage it is another file.

Backstage keeps what a file declares under the URL that led to it, as written: `a.yaml` and `a.yaml#top` conflict.
"""

import re
from urllib.parse import unquote

import ada_url

from portalgen.globs import has_wildcard
from portalgen.model.source import Snapshot, without_credentials
from portalgen.read.policy import ReadPolicy

_BEFORE_PATH = 5
"""Segments of a file's URL before its path, and the empty one: owner, name, `tree`, ref."""
_KIND = re.compile(r"(//[^/]+/[^/]+/[^/]+/)(?:blob|edit)/")


def spell(text: str, base: str, paths: tuple[str, ...], snapshot: Snapshot, policy: ReadPolicy) -> tuple[str, ...]:
    """Return the URL of each path as a target `text` in the file `base` names it; nothing if those are the usual ones.

    Only where Backstage is followed strictly, and for GitHub: other hosts' URLs have other forms.
    """
    source = snapshot.source
    usual = [policy.forges.location_url(source.url, source.ref, path) for path in paths]
    here = policy.forges.location_url(source.url, source.ref, base)
    if not policy.strict or not here or policy.forges.flavour_name(source.url) != "github":
        return ()
    url = without_credentials(_resolve(text, here))
    pattern = unquote("/".join(ada_url.URL(url).pathname.split("/")[_BEFORE_PATH:]))
    found = tuple(_with_path(url, path) for path in paths) if has_wildcard(pattern) else (url,)
    return () if list(found) == usual else found


def _resolve(text: str, base: str) -> str:
    if ada_url.check_url(text):
        return _KIND.sub(r"\1tree/", text, count=1)
    url = ada_url.URL(base if text.startswith("/") else text, base=base)
    url.search = ""
    if text.startswith("/"):
        return _with_path(url.href, text.lstrip("/"))
    return _KIND.sub(r"\1tree/", url.href, count=1)


def _with_path(text: str, path: str) -> str:
    url = ada_url.URL(text)
    url.pathname = "/".join([*url.pathname.split("/")[:_BEFORE_PATH], path])
    return url.href
