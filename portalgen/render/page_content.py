"""Draws what stands in the frame of a page, without the frame: for pages that show other pages."""

from collections.abc import Callable
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, pass_context
from jinja2.runtime import Context as Frame
from markupsafe import Markup

from portalgen.model.contributions import Context
from portalgen.render.template_functions import state_of, variables

_FRAME = {"base.html": "{% block main %}{% block content %}{% endblock %}{% endblock %}"}


@pass_context
def page_content(frame: Frame, template: str, context: Context) -> Markup:
    """Template of a page and its context -> what stands between the bar and the foot."""
    state = state_of(frame)
    usual = state.theme.environment
    if usual.loader is None:
        return Markup("")
    frameless = usual.overlay(loader=ChoiceLoader([DictLoader(_FRAME), usual.loader]))
    found = frameless.get_template(template).render(variables(context, state))
    return Markup(found)  # noqa: S704  (templates escape)


PAGE_FUNCTIONS: dict[str, Callable[..., Any]] = {"page_content": page_content}
"""Template functions by name."""
