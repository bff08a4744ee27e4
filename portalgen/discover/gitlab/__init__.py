"""GitLab, hosted or your own: the projects of groups.

In: `catalog.providers.gitlab`, `integrations.gitlab`.  Out: Provider*.  Pure: no, it asks.  Kept: no.
Not its job: other hosts, fetching.
"""
