"""The processor: an entity without owner in, the change that gives it one out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.config.section import Section
from portalgen.diagnostics import Diagnostic, Where, diagnose
from portalgen.model.processors import Change, Draft
from portalgen.model.source import Snapshot, Source, SourceFile
from portalgen_codeowners.codeowners import Codeowners, parse_codeowners

CANDIDATES = (
    "CODEOWNERS",
    ".github/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    ".bitbucket/CODEOWNERS",
    "docs/CODEOWNERS",
)
"""Where Git hosts look for the file; the first that is there counts."""


_TOO_MANY = "codeowners: the rules take too many steps to look up; some entities get no owner from this file"
_FEWER = "use fewer * in a pattern and fewer rules, or name the owners in spec.owner"
_KEPT = 20
"""Files whose rules are kept: entities of one source are read one after the other."""


class Options(Section):
    """What stands under `plugins.codeowners`."""

    kinds: tuple[str, ...] = ("API", "Component", "Domain", "Resource", "System")
    """Kinds that get an owner."""


@dataclass(frozen=True, slots=True)
class _Known:
    snapshot: Snapshot
    codeowners: Codeowners


@dataclass(frozen=True, slots=True)
class OwnerFromFile:
    """Gives `spec.owner` to entities that have none."""

    options: Options
    _read: dict[tuple[Source, SourceFile], _Known] = field(default_factory=dict, compare=False)
    """Source and file -> its rules, so that it is parsed once however many entities there are; the latest few."""

    def __call__(self, draft: Draft) -> Iterator[Change | Diagnostic]:
        """Yield the owner of the descriptor's file, or say that the rules ask for too much."""
        if draft.kind not in self.options.kinds or draft.value("spec", "owner") not in (None, ""):
            return
        found = (draft.snapshot.file(path) for path in CANDIDATES)
        file = next(filter(None, found), None)
        if file is None:
            return
        url, codeowners = draft.snapshot.source.url, self._codeowners(draft, file)
        rule = codeowners.rule_for(draft.path)
        if rule and rule.owners:
            yield Change(
                ("spec", "owner"), entity_ref(rule.owners[0]), "codeowners", Where(url, file.path, rule.line, 1)
            )
        elif codeowners.is_undecided(draft.path):
            yield diagnose("plugin-failed", _TOO_MANY, where=Where(url, file.path), hint=_FEWER)

    def _codeowners(self, draft: Draft, file: SourceFile) -> Codeowners:
        key = (draft.snapshot.source, file)
        known = self._read.get(key)
        # A file of a work tree has no digest: what it says is known for the listing that it was read by.
        if known is None or not (file.digest or known.snapshot is draft.snapshot):
            text = (draft.read(file.path) or b"").decode("utf-8", "replace")
            known = _Known(draft.snapshot, Codeowners(parse_codeowners(text)))
            for oldest in tuple(self._read)[: -_KEPT + 1]:
                self._read.pop(oldest, None)
            self._read[key] = known
        return known.codeowners


def entity_ref(owner: str) -> str:
    """Return an owner as an entity ref, as Backstage's processor does: a team is a group, `@name` a user.

    >>> entity_ref("@larkspur/web"), entity_ref("@robin"), entity_ref("web@example.org"), entity_ref("@@web")
    ('web', 'user:robin', 'web', 'web')
    """
    if owner.startswith("@@"):  # a group of Bitbucket's
        return owner[2:]
    if owner.startswith("@"):
        return owner.rsplit("/", 1)[1] if "/" in owner else f"user:{owner[1:]}"
    return owner.partition("@")[0]
