"""Filters that providers of several hosts share, with Backstage's meaning."""

import re
from collections.abc import Collection


def anchored(pattern: str) -> re.Pattern[str]:
    """Return a regular expression for whole names, with its `^` and `$` or without. Raises `ValueError`."""
    try:
        return re.compile(f"^(?:{pattern.removeprefix('^').removesuffix('$')})$")
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None


def has_topics(topics: Collection[str], include: Collection[str], exclude: Collection[str]) -> bool:
    """Say whether topics have one of `include`, if there are any, and none of `exclude`, which comes before it."""
    return not {*topics} & {*exclude} and (not include or bool({*topics} & {*include}))


def file_url(repository: str, branch: str, path: str, form: str = "{repository}/blob/{branch}/{path}") -> str:
    """Return the target of a descriptor; a slash in a branch's name is written so that it is no end of the name."""
    return form.format(repository=repository, branch=branch.replace("/", "%2F"), path=path.removeprefix("/"))
