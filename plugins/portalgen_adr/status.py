"""Words of a status -> what they mean, and which other records they name."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from portalgen_adr.record import Kin, Mention, State

LONGEST = 80
"""Characters of a status that are shown."""

_STATES = {
    State.ACCEPTED: "accepted approved adopted agreed decided implemented done final active",
    State.PROPOSED: "proposed proposal draft pending open rfc wip discussion",
    State.REJECTED: "rejected declined withdrawn abandoned refused",
    State.DEPRECATED: "deprecated obsolete retired expired",
    State.SUPERSEDED: "superseded superceded superseeded replaced obsoleted",
}
_BY_WORD = {word: state for state, words in _STATES.items() for word in words.split()}
_FIRST = re.compile(r"[^\W\d_]+")
_KINS = (
    (
        Kin.SUPERSEDED_BY,
        re.compile(r"\b(?:super[sc]ee?ded|replaced|obsoleted)\s*:?[ -]+(?:in\s+part\s+)?(?:by|with)\b", re.IGNORECASE),
    ),
    (Kin.AMENDED_BY, re.compile(r"\b(?:amended|extended|clarified|updated)\s*:?[ -]+by\b", re.IGNORECASE)),
    (
        Kin.AMENDS,
        re.compile(
            r"\b(?:(?:amends|extends|clarifies|updates)\b|(?:replaces|super[sc]ee?des)\s+(?:a\s+)?part\b)",
            re.IGNORECASE,
        ),
    ),
    (Kin.SUPERSEDES, re.compile(r"\b(?:super[sc]ee?des|replaces|obsoletes)\b", re.IGNORECASE)),
)
"""In the order in which they are looked for: of two that begin at one place, the earlier one counts."""
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{0,300})\](?:\((?P<target>[^()\s]{1,500})[^()]{0,300}\))?")
_NAMED = re.compile(
    r"\[[^\[\]\n]{0,300}\]\((?P<target>[^()\s]{1,500})[^()\n]{0,300}\)"
    r"|\b\d{4}-\d{2}-\d{2}\b(?![\w.-])"  # a day
    r"|(?P<file>[\w./-]{0,300}\.md)\b"
    r"|(?:\bADR[-_ ]?|#)?(?P<number>\b\d{1,6}|(?<=[-_])\d{1,6})\b(?![-.]\d)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_`~\"]+|<[^<>]*>")


def plain(text: str) -> str:
    """Return a line of Markdown as its words: links are what they say."""
    words = _MARKS.sub("", _LINK.sub(lambda link: link["words"], text))
    return " ".join(words.split()).strip("'")


def state_of(text: str) -> State:
    """Return what a status means, by its first word."""
    words = [found[0].lower() for found in _FIRST.finditer(plain(text))]
    if words[:1] in (["not"], ["no"]):
        return State.OTHER
    return _BY_WORD.get(words[0], State.OTHER) if words else State.OTHER


def mentions(text: str) -> Iterator[Mention]:
    """Yield the records that a line names, by the words that stand before them."""
    found = sorted(
        (match.start(), rank, match.end(), kin)
        for rank, (kin, pattern) in enumerate(_KINS)
        for match in pattern.finditer(text)
    )
    starts: dict[int, tuple[int, Kin]] = {}
    for start, _, end, kin in found:
        starts.setdefault(start, (end, kin))
    places = [*starts, len(text)]
    for (end, kin), stop in zip(starts.values(), places[1:], strict=True):
        yield from (Mention(kin, *target) for target in targets(text[end:stop]))


def targets(text: str) -> Iterator[tuple[str, int | None]]:
    """Yield file and number of each record that a text names; one of them is there."""
    for found in _NAMED.finditer(text):
        file = unquote((found["target"] or found["file"] or "").partition("#")[0])
        if "://" in file or file.startswith("/"):
            continue
        if file or found["number"]:
            yield file, None if file else int(found["number"])
