"""GitHub, its cloud and Enterprise: repositories, teams and members, and the tokens of GitHub Apps.

In: `catalog.providers.github` and `githubOrg`, `integrations.github`.  Out: Provider*, tokens.  Pure: no, it asks.
Kept: tokens in memory, until shortly before they end.  Not its job: other hosts, fetching.
"""
