"""The commented portal.yaml that `portalgen init` writes."""

import json
from collections.abc import Iterable

from portalgen.yaml12 import plain_scalar

_HEAD = """\
# Configuration of a portalgen developer portal. Every key: `portalgen config schema`.
# ${NAME} is replaced by the environment variable NAME.

"""

_ORGANIZATION = """\
organization:
  name: {name}
  # description: One line about the organisation, for the home page.

site:
  title: {title}
  # accent: "#0b6e99"                      # accent colour
  # baseUrl: https://portal.example.org/   # where the site will be
  output: public                           # folder to write, relative to this file

"""

_CATALOG = """\
catalog:
  # Kinds that descriptors may declare; without rules, every known kind.
  # rules:
  #   - allow: [Component, API, Resource, System, Domain, Group, User, Location, Template]

  # Places to look, in order. Of two descriptors of one entity, the earlier place wins.
  locations:
{locations}
    # A whole repository; reads its catalog-info.yaml:
    # - type: git
    #   target: https://github.com/example/shop.git
    #   ref: main                            # default: the repository's default branch
    #   catalogPath: services/*/catalog-info.yaml

    # One file in a Git host, as the browser shows it:
    # - type: url
    #   target: https://github.com/example/people/blob/main/org.yaml

    # A folder beside this file:
    # - type: file
    #   target: ./catalog

"""

_REST = """\
# Private repositories: a read-only token for a host.
# integrations:
#   github:
#     - host: github.com
#       token: ${GITHUB_TOKEN}
#   gitlab:
#     - host: gitlab.example.org
#       token: ${GITLAB_TOKEN}

# Fetch from somewhere nearer, while the portal shows the original address.
# git:
#   mirrors:
#     https://github.com/example/: /srv/mirrors/

# build:
#   failOn: error    # exit code 1 from this severity on: error, warning, info, never, stale or failed
#   cache: .cache    # default: the user's cache folder
"""


def starter_config(name: str = "My company", targets: Iterable[tuple[str, str]] = ()) -> str:
    """Return a configuration with a comment for every choice; `targets` are (type, target) to begin with."""
    rows = "".join(f"    - type: {kind}\n      target: {_scalar(target)}\n" for kind, target in targets)
    return (
        _HEAD
        + _ORGANIZATION.format(name=_scalar(name), title=_scalar(f"{name} developer portal"))
        + _CATALOG.format(locations=rows or "    []  # replace by a list such as these:\n")
        + _REST
    )


def _scalar(text: str) -> str:
    """Quote where YAML would read something else."""
    plain = text.replace(" ", "").replace("/", "").replace("-", "").replace("_", "").replace(".", "")
    is_plain = plain.isalpha() and text[0].isalpha() and isinstance(plain_scalar(text), str)
    return text if is_plain else json.dumps(text, ensure_ascii=False)
