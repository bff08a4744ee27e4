"""Earlier builds: reads and resolves, and takes from the cache what an earlier build found out about the same.

In: Snapshot or Gathered, Cache.  Out: Fragment or Catalog.  Pure: but for the cache.  Kept: readings, findings.
Not its job: what a reading or finding is; the same comes out with an empty cache, later.
"""

from dataclasses import replace
from itertools import chain

from portalgen.cache import Cache
from portalgen.config import Config
from portalgen.hookspecs import Extensions
from portalgen.model.catalog import Catalog
from portalgen.model.fragment import Fragment
from portalgen.model.source import BlobStore, Snapshot
from portalgen.read import Readings, ReadPolicy, read_fragment, reading_key
from portalgen.resolve import findings_text, made_of, resolve_catalog, weigh_catalog, with_findings, with_readmes
from portalgen.rounds import Gathered


def read_again(snapshot: Snapshot, blobs: BlobStore, policy: ReadPolicy, cache: Cache, home: str) -> Fragment:
    """Read the descriptors of a snapshot that have changed since an earlier build."""
    if policy.digest is None:
        return read_fragment(snapshot, blobs, policy)
    name, key = reading_key(snapshot, policy.digest, policy.strict, home)
    readings = Readings.of(snapshot.source.url, cache.read_bytes(name, key) or b"")
    fragment = read_fragment(snapshot, blobs, policy, readings)
    if readings.changed:
        cache.write(name, key, readings.parts())
    return fragment


def resolve_again(
    gathered: Gathered, config: Config, extensions: Extensions, policy: ReadPolicy, cache: Cache
) -> Catalog:
    """Join the fragments, and check and weigh the catalog, unless an earlier build did so with the same one."""
    name, key = str(config.path.absolute()), _findings_key(gathered, config, extensions, policy)
    earlier = cache.read(name, key) if key else None
    rules = () if earlier else extensions.rules
    catalog = resolve_catalog(
        gathered.fragments, gathered.snapshots, rules, refused=gathered.refused, strict=policy.strict
    )
    catalog = replace(catalog, relation_titles=config.model.titles)
    if config.settings.techdocs.readme:
        catalog = with_readmes(catalog)
    if earlier:
        return with_findings(catalog, earlier)
    found = chain(config.diagnostics, gathered.diagnostics, catalog.diagnostics)
    catalog = weigh_catalog(found, catalog, config.levels)
    if key and not any(row.code in _PASSING for row in catalog.diagnostics):
        cache.write(name, key, findings_text(catalog))
    return catalog


def _findings_key(gathered: Gathered, config: Config, extensions: Extensions, policy: ReadPolicy) -> str | None:
    read = chain.from_iterable(fragment.diagnostics for fragment in gathered.fragments)
    found = (*config.diagnostics, *gathered.diagnostics, *read)
    if policy.digest is None or any(row.code in _PASSING for row in found):
        return None
    weighed_by = (sorted(config.levels.items()), sorted(config.model.titles.items()))
    return made_of(gathered.snapshots, extensions.rules, policy.digest, gathered.refused, found, *weighed_by)


_PASSING = frozenset({"source-unreachable", "source-stale", "plugin-failed"})
"""What may be otherwise in the next minute, with the same sources."""
