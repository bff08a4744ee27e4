"""Bundle: a definition of many files in, the same in one piece out (`$openapi`, `$asyncapi`).

As Backstage's catalog-backend-module-openapi does it (`json-schema-ref-parser`, `bundle`): what a reference names in
another file takes the reference's place once, where it is nearest to the root, and every other reference points there.
A definition that names no other file stays as it is, letter by letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any

from portalgen.read.allowance import AllowanceError
from portalgen.read.reference import REF, BundleError, Files, Library, Part, ref_of, shown
from portalgen.read.write_yaml import write_yaml
from portalgen.yaml12 import Limits, pointer

_LARGEST = 10_000_000
"""Characters of the result."""
_PRICE = 10
"""Values that could be copied in the time that following one reference takes."""
_DEEPEST = Limits().depth
_OUTSIDE = re.compile(r"\$ref\b[\"']?\s*:\s*+(?![\"']?#)|\\(?:x24|u0024)")
"""What a text must have for a reference to another file to be in it."""
_KEPT = re.compile(
    r"#/(?:components/)?(?:channels/.*/servers|operations/.*/(?:reply/)?(?:channel|messages))", re.DOTALL
)
"""Places in AsyncAPI 3 whose references name a channel or message of the document, not what it is made of."""
_LOCAL, _EXTENDED = 2, 1


class Place:
    """A place in the result, and the containers around it."""

    __slots__ = ("above", "depth", "holder", "key")

    def __init__(self, holder: Any, key: Any, above: "Place | None" = None) -> None:  # noqa: ANN401
        self.holder = holder
        self.key = key
        self.above = above
        self.depth: int = above.depth + 1 if above else 0

    @property
    def ref(self) -> str:
        """The reference that points here."""
        keys, place = [], self
        while place.above:
            keys.append(pointer("", place.key))
            place = place.above
        return "#" + "".join(reversed(keys)).replace("%", "%25")


@dataclass(frozen=True, slots=True)
class Pending:
    """A reference in the result that was not looked at yet."""

    ref: str
    file: str
    place: Place
    hops: int


def bundle(text: str, path: str, files: Files) -> str:
    """Return the definition in the file `path` with what it names in other files in it, as YAML.

    Raises `BundleError` for a reference that leads nowhere or out of the repository, and `AllowanceError`. The URL of
    something elsewhere stays what it is.
    """
    if not _OUTSIDE.search(text):
        return text
    library = Library(files)
    root = library.add(path, text)
    written = write_yaml(_Bundling(library, path, _keeps(root)).run(root))
    if len(written) > _LARGEST:
        raise BundleError(f"in one piece it has more than {_LARGEST:,} characters")
    return written


def _keeps(root: object) -> bool:
    return isinstance(root, dict) and str(root.get("asyncapi", "")).partition(".")[0] == "3"


@dataclass
class _Bundling:
    library: Library
    path: str
    keeps: bool
    """True: some references are kept, as AsyncAPI 3 has it."""
    homes: dict[tuple[str, tuple[str, ...]], Place] = field(default_factory=dict)
    """Part of a file -> where the result has it."""
    pending: list[tuple[int, int, int, int, Pending]] = field(default_factory=list)
    size: int = 0
    numbers: Iterator[int] = field(default_factory=count)

    def run(self, root: Any) -> Any:  # noqa: ANN401  (any YAML value)
        """Return the result for the value of the first file."""
        top: list[Any] = [None]
        place = Place(top, 0)
        self.homes[self.path, ()] = place
        self._put(root, self.path, place, 0)
        while self.pending:
            one = heappop(self.pending)[-1]
            try:
                self._settle(one)
            except AllowanceError:
                raise
            except ValueError as error:
                at = one.place.ref[1:] or "/"
                message = f"'{shown(one.ref)}' in '{one.file}' (at {shown(at)} of the whole): {error}"
                raise BundleError(message) from error
        return top[0]

    def _settle(self, one: Pending) -> None:
        inside = one.file == self.path and one.ref.startswith("#")
        if inside and (self.library.is_direct(one.ref, self.path) or self._is_kept(one.place)):
            return
        if self.library.is_foreign(one.ref, one.file):
            return
        self.library.files.allowance.take_bundled(_PRICE)
        part = self.library.find(one.ref, one.file)
        if home := self._home(part):
            one.place.holder[one.place.key][REF] = home
            self._take(len(home))
            return
        self.homes[part.file, part.keys] = one.place
        written = one.place.holder[one.place.key]
        del written[REF]
        if written and isinstance(part.value, dict):
            self._extend(written, part, one)
        else:
            self._put(part.value, part.file, one.place, one.hops + 1)

    def _is_kept(self, place: Place) -> bool:
        return self.keeps and bool(_KEPT.match(place.ref))

    def _home(self, part: Part) -> str:
        """Return the reference to what is in the result already, by itself or in something larger; "" if it is not."""
        for length in range(len(part.keys), -1, -1):
            if place := self.homes.get((part.file, part.keys[:length])):
                rest = "".join(pointer("", key) for key in part.keys[length:])
                return place.ref + rest.replace("%", "%25")
        return ""

    def _extend(self, written: dict[str, Any], part: Part, one: Pending) -> None:
        """Add a map to the keys that stand beside the reference to it, which win."""
        rest = [(written, part.value, one.place)]
        while rest:
            own, more, place = rest.pop()
            for key, value in more.items():
                below = Place(own, key, place)
                if key not in own:
                    own[key] = None
                    self._put(value, part.file, below, one.hops + 1)
                elif isinstance(own[key], dict) and isinstance(value, dict) and REF not in own[key]:
                    rest.append((own[key], value, below))
        if ref := ref_of(part.value):
            self._defer(Pending(ref, part.file, one.place, one.hops + 1), is_extended=True)

    def _put(self, value: Any, file: str, place: Place, hops: int) -> None:  # noqa: ANN401  (any YAML value)
        """Copy a value to a place, and remember the references in it."""
        rest, values = [(value, place)], 0
        while rest:
            value, place = rest.pop()
            values += 1
            if place.depth > _DEEPEST:
                raise BundleError(f"in one piece it is nested more than {_DEEPEST} levels deep")
            place.holder[place.key] = copied = _empty(value)
            if isinstance(value, str):
                self._take(len(value))
            if copied is value:
                continue
            members = list(value.items() if isinstance(value, dict) else enumerate(value))
            rest += [(item, Place(copied, key, place)) for key, item in reversed(members)]
            self._take(sum(map(len, value)) if isinstance(value, dict) else 0)
            if ref := ref_of(value):
                self._defer(Pending(ref, file, place, hops), is_extended=len(value) > 1)
        self.library.files.allowance.take_bundled(values)

    def _defer(self, one: Pending, *, is_extended: bool) -> None:
        inside = one.file == self.path and one.ref.startswith("#")
        order = _LOCAL if inside else is_extended * _EXTENDED
        heappush(self.pending, (order, one.hops, one.place.depth, next(self.numbers), one))

    def _take(self, size: int) -> None:
        self.size += size
        if self.size > _LARGEST:
            raise BundleError(f"in one piece it has more than {_LARGEST:,} characters")


def _empty(value: Any) -> Any:  # noqa: ANN401  (any YAML value)
    """Return a map or list to fill, its keys and places there already; other values as they are."""
    if isinstance(value, dict):
        return dict.fromkeys(value)
    return [None] * len(value) if isinstance(value, list) else value
