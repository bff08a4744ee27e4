"""The processor: an entity in, the annotation with its project's name on the Git host out."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from portalgen.config.section import Section
from portalgen.model.forge import Forges
from portalgen.model.processors import Change, Draft

ANNOTATIONS = {
    "github": "github.com/project-slug",
    "gitlab": "gitlab.com/project-slug",
    "azure": "dev.azure.com/project-repo",
}
"""Kind of Git host -> annotation; a host of your own has that of its kind, as in Backstage."""


class Options(Section):
    """What stands under `plugins.scm-slug`."""

    kinds: tuple[str, ...] = ("Component",)
    """Kinds that get the annotation."""


@dataclass(frozen=True, slots=True)
class Slugs:
    """Gives entities the annotation of their repository."""

    options: Options

    def __call__(self, draft: Draft) -> Iterator[Change]:
        """Yield the annotation, if the host is one that has one."""
        found = slug(draft.snapshot.source.url, draft.forges) if draft.kind in self.options.kinds else None
        if found:
            annotation, value = found
            yield Change(("metadata", "annotations", annotation), value, "scm-slug")


def slug(url: str, forges: Forges) -> tuple[str, str] | None:
    """Return the annotation and its value for the URL of a repository."""
    page = forges.web(url)
    parts = urlsplit(page) if page else None
    flavour = forges.flavour(parts.netloc) if parts else None
    if parts is None or flavour is None or flavour.name not in ANNOTATIONS:
        return None
    project = unquote(parts.path.strip("/"))
    if flavour.name == "azure":  # https://dev.azure.com/<organisation>/<project>/_git/<repository>
        project = project.replace("/_git/", "/").partition("/")[2]
    return ANNOTATIONS[flavour.name], project
