"""The processor: an entity without owner in, the change that gives it one out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portalgen.config.section import Section
from portalgen.diagnostics import Where
from portalgen.model.processors import Change, Draft
from portalgen.model.source import SourceFile
from portalgen_codeowners.codeowners import Rule, parse_codeowners, rule_for

CANDIDATES = (
    "CODEOWNERS",
    ".github/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    ".bitbucket/CODEOWNERS",
    "docs/CODEOWNERS",
)
"""Where Git hosts look for the file; the first that is there counts."""


class Options(Section):
    """What stands under `plugins.codeowners`."""

    kinds: tuple[str, ...] = ("API", "Component", "Domain", "Resource", "System")
    """Kinds that get an owner."""


@dataclass(frozen=True, slots=True)
class OwnerFromFile:
    """Gives `spec.owner` to entities that have none."""

    options: Options
    _read: dict[SourceFile, tuple[Rule, ...]] = field(default_factory=dict, compare=False)
    """File -> its rules, so that it is parsed once however many entities there are."""

    def __call__(self, draft: Draft) -> Iterator[Change]:
        """Yield the owner of the descriptor's file."""
        if draft.kind not in self.options.kinds or draft.value("spec", "owner") not in (None, ""):
            return
        path, rules = self._rules(draft)
        rule = rule_for(draft.path, rules)
        if rule and rule.owners:
            where = Where(draft.snapshot.source.url, path, rule.line, 1)
            yield Change(("spec", "owner"), entity_ref(rule.owners[0]), "codeowners", where)

    def _rules(self, draft: Draft) -> tuple[str, tuple[Rule, ...]]:
        found = (draft.snapshot.file(path) for path in CANDIDATES)
        file = next(filter(None, found), None)
        if file is None:
            return "", ()
        if file not in self._read:
            self._read[file] = parse_codeowners((draft.read(file.path) or b"").decode("utf-8", "replace"))
        return file.path, self._read[file]


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
