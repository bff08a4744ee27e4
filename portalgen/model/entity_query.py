"""Lists of entities in a site's own Markdown: a line `::entities{kind=api owner=group:web limit=5}` asks for one."""

import re
import shlex

QUERY = re.compile(r"^::entities\{(.*)\}[ \t]*$", re.MULTILINE)
"""The line; its group is what it asks."""
KEYS = ("kind", "type", "lifecycle", "namespace", "tag", "owner", "system", "domain", "limit")
"""What it can ask."""


def read_query(asked: str) -> dict[str, str]:
    """Return key -> value of what stands in the braces."""
    try:
        words = shlex.split(asked)
    except ValueError:  # a quotation mark without its other half
        words = asked.split()
    return {name.lower(): value for name, _, value in (word.partition("=") for word in words)}


def check_queries(text: str) -> None:
    """Raise `ValueError`, with words for the person who wrote the Markdown, for a query that nobody can answer."""
    for asked in QUERY.findall(text):
        query = read_query(asked)
        unknown = next((name for name in query if name not in KEYS), None)
        if unknown is not None:
            raise ValueError(f"'::entities' does not know '{unknown}'; it knows {', '.join(KEYS)}")
        limit = query.get("limit", "1")
        if not (limit.isascii() and limit.isdigit() and int(limit)):
            raise ValueError(f"'limit={limit}' of '::entities' is no number from 1 on")
