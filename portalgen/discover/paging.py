"""Paging: a question to an API in, the rows of all its pages out, whatever says that there are more."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portalgen.errors import DiscoveryError
from portalgen.http_api import Answer, ApiClient, Fields

Row = Mapping[str, Any]
Params = dict[str, str | int]
Step = tuple[str, Params]
"""Path (or URL) and parameters of a page."""
_ONWARD = ("next", "nextPageStart", "isLastPage")
"""Keys by which pages lead to the next one."""
_MOST_PAGES = 10_000


def linked_rows(api: ApiClient, path: str, params: Params, fields: Fields) -> Iterator[Row]:
    """Yield the rows, with these fields, of pages that are lists, with the next one in the header `Link`.

    Raises `DiscoveryError`.
    """
    for answer in api.pages(path, params, fields=fields):
        yield from checked_rows(api, answer.value)


def walked_rows(
    api: ApiClient, first: Step, onward: Callable[[Answer], Step | None], key: str, fields: Fields
) -> Iterator[Row]:
    """Yield the rows, with these fields, of pages that hold them under a key.

    `onward` says where the next page is, None after the last. Raises `DiscoveryError`.
    """
    fields |= {key, *_ONWARD}
    step: Step | None = first
    for _ in range(_MOST_PAGES):
        if step is None:
            return
        answer = api.get(*step, fields=fields)
        if not isinstance(answer.value, dict):
            raise _odd(api)
        yield from checked_rows(api, answer.value.get(key))
        step = onward(answer)
    raise DiscoveryError(f"{api.host}: the pages of {first[0]} have no end")


def checked_rows(api: ApiClient, value: object) -> list[Row]:
    """Return what an API answers if it is a list of objects. Raises `DiscoveryError` if it is something else."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise _odd(api)
    return value


def _odd(api: ApiClient) -> DiscoveryError:
    hint = "check that the host is of the kind under which integrations names it, and its apiBaseUrl"
    return DiscoveryError(f"{api.host}: its answer is not a listing", hint=hint)
