"""At once: rows of a listing that each cost a question in, the answers in the same order out."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_QUESTIONS = 8
"""As many as a client has connections."""


def at_once(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield what a function returns for each item, several at a time. Raises what it, or the items, raise."""
    with ThreadPoolExecutor(_QUESTIONS, thread_name_prefix="listing") as pool:
        yield from pool.map(function, items)
