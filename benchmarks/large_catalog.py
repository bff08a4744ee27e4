"""Writes the pages of a large catalog, but not those of its entities; names are made of common words."""

import random
from collections.abc import Iterator
from pathlib import Path

from portalgen.render import render_page, theme_files
from tests.builders.catalogs import make_catalog
from tests.builders.sites import plan, shipped_theme

WORDS = (  # noqa: SIM905  (sixty words are easier to read so)
    "payment order invoice user cart search stock price ship refund ledger audit login token mail push feed media "
    "image video chart report export import sync batch queue event stream cache index store proxy gate edge core "
    "admin console portal mobile web desktop partner vendor fleet crew seat baggage lounge meal weather route slot"
).split()
TYPES = {
    "component": ("service", "website", "library", "worker", "data-pipeline", "mobile-app"),
    "api": ("openapi", "asyncapi", "graphql", "grpc"),
    "resource": ("database", "bucket", "topic"),
}
LIFECYCLES = ("production",) * 5 + ("experimental", "deprecated")
TAGS = (
    "java",
    "kotlin",
    "python",
    "go",
    "rust",
    "node",
    "react",
    "kafka",
    "postgres",
    "redis",
    "aws",
    "pci",
    "gdpr",
    "tier1",
    "legacy",
)


def write_site(entities: int, folder: Path) -> None:
    """Write overviews, tables and assets for a catalog of so many entities."""
    theme = shipped_theme()
    pages = plan(make_catalog(*rows(entities))).plans
    for page in pages:
        if not page.route.startswith("catalog/default/"):
            file = render_page(page, theme)
            _write(folder / file.path, file.content)
    for file in theme_files(theme):
        _write(folder / file.path, file.content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def rows(entities: int) -> list[str]:
    """Return lines for `make_catalog`: teams, systems, then components, APIs and resources of both."""
    rng = random.Random(3)  # noqa: S311  (test data)
    teams = [f"team-{rng.choice(WORDS)}-{number}" for number in range(max(5, entities // 40))]
    systems = [f"{rng.choice(WORDS)}-{rng.choice(WORDS)}-{number}" for number in range(max(5, entities // 25))]
    made = [f"group:{name} type=team title={name.replace('-', '_').title()}" for name in teams]
    made += [f"system:{name} owner={rng.choice(teams)}" for name in systems]
    return made + list(_things(rng, entities - len(made), teams, systems))


def _things(rng: random.Random, count: int, teams: list[str], systems: list[str]) -> Iterator[str]:
    for number in range(count):
        kind = rng.choices(list(TYPES), weights=(6, 2, 2))[0]
        words = rng.choices(WORDS, k=3)
        fields = [f"{kind}:{'-'.join(words)}-{number}", f"type={rng.choice(TYPES[kind])}"]
        fields += [f"lifecycle={rng.choice(LIFECYCLES)}", f"owner={rng.choice(teams)}", f"system={rng.choice(systems)}"]
        if rng.random() < 0.3:  # noqa: PLR2004  (a third has a title)
            fields.append(f"title={'_'.join(words).title()}")
        if tags := rng.sample(TAGS, rng.randrange(4)):
            fields.append(f"tags={','.join(tags)}")
        yield " ".join(fields)
