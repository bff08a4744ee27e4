"""The forms of a report that programs read, by the name that `--format` takes."""

from collections.abc import Callable, Mapping

from portalgen.report.finding import Report
from portalgen.report.github import github
from portalgen.report.gitlab import gitlab
from portalgen.report.junit import junit
from portalgen.report.sarif import sarif

FORMATS: Mapping[str, Callable[[Report], str]] = {"sarif": sarif, "junit": junit, "github": github, "gitlab": gitlab}
"""Name -> maker of the whole text."""
