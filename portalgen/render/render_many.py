"""Render many pages: plans in, their files out in the same order, the work spread over a pool."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby, islice
from pathlib import Path

from portalgen.errors import ThemeError
from portalgen.model.site import PagePlan, SiteFile
from portalgen.render.load_theme import load_theme
from portalgen.render.render_page import render_page
from portalgen.render.theme import USUAL, Choices, Theme

_BATCH = 40
"""Pages that travel together: about a quarter of a second of work."""
_FEW = 200
"""Pages that one process renders as fast as several."""
_LIGHT = frozenset({"pages/docs.html", "pages/redirect.html"})
"""Templates of pages that are made in 2 ms; sending what they show to another process takes longer."""
_AHEAD = 6
"""Batches in memory at once, so that memory follows the catalog and not the site."""


@dataclass(frozen=True)
class ThemeSource:
    """What a theme is loaded from: small, so that every process of a pool can load it for itself."""

    package: str
    templates: tuple[tuple[str, Path], ...] = ()
    overrides: Path | None = None
    assets: tuple[tuple[str, Path], ...] = ()
    choices: Choices = USUAL
    kind_icons: tuple[tuple[str, str], ...] = ()
    """(kind key, name of its icon) of kinds whose icon has another name."""

    def load(self) -> Theme:
        """Return the theme as its files are now. Raises `ThemeError`."""
        theme = load_theme(
            self.package,
            templates=dict(self.templates),
            overrides=self.overrides,
            assets=dict(self.assets),
            choices=self.choices,
        )
        for kind, name in self.kind_icons:
            if name not in theme.icons:
                hint = f"choose one of {', '.join(theme.icons)}, or put {name}.svg into theme/icons/"
                raise ThemeError(f"the kind '{kind}' has the icon '{name}', which the theme does not have", hint=hint)
        return replace(theme, kind_icons=dict(self.kind_icons))


def render_many(plans: Sequence[PagePlan], source: ThemeSource, executor: Executor) -> Iterator[SiteFile]:
    """Yield the file of every plan, in order. Raises `ThemeError` when a template fails.

    A small site is rendered here, and so is what takes less time than its way to another process and back.
    """
    here = partial(_render_batch, source=source)
    is_small = sum(plan.template not in _LIGHT for plan in plans) < _FEW
    waiting: deque[Callable[[], tuple[SiteFile, ...]]] = deque()
    for is_light, several in groupby(plans, lambda plan: plan.template in _LIGHT):
        while batch := tuple(islice(several, _BATCH)):
            waiting.append(partial(here, batch) if is_light or is_small else executor.submit(here, batch).result)
            if len(waiting) > _AHEAD:
                yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _render_batch(plans: tuple[PagePlan, ...], source: ThemeSource) -> tuple[SiteFile, ...]:
    theme = _kept(source)
    return tuple(render_page(plan, theme) for plan in plans)


@cache
def _kept(source: ThemeSource) -> Theme:
    """Return the theme, loaded once in this process: workers live for one build, in which nothing may change."""
    return source.load()
