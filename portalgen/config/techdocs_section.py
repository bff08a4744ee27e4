"""The `techdocs` section: documentation from the sources, and what Backstage's server would ask about it."""

from portalgen.config.catalog_section import Ignored
from portalgen.config.section import Section


class TechDocs(Section):
    """Documentation of entities."""

    history: bool = True
    """Whether pages say when they were changed last, and by whom, as Git has it: the last 1,000 commits of a repository
    with documentation are fetched, without the contents of files. Otherwise pages name the commit they were built
    from."""
    readme: bool = False
    """Whether a README is documentation: of an entity that has no other, as a site of one page, and as the home page of
    docs that have none."""
    builder: Ignored = None
    """Ignored: documentation is always built with the site."""
    generator: Ignored = None
    """Ignored: documentation is always built with the site."""
    publisher: Ignored = None
    """Ignored: documentation is part of the site."""
    cache: Ignored = None
    """Ignored: a server's cache of pages."""
    sanitizer: Ignored = None
    """Ignored: HTML is always cleaned."""
    legacy_use_case_sensitive_triplet_paths: Ignored = None
    """Ignored: addresses are in lower case, as Backstage's."""
    request_url: Ignored = None
    """Ignored: no server is asked."""
    storage_url: Ignored = None
    """Ignored: no server is asked."""
