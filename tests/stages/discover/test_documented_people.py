"""The how-to page about people names every key of the providers that read directories."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from portalgen.discover.gitlab_org import GitLabOrgProvider
from portalgen.discover.ldap_org.settings import GroupMap, Groups, LdapOrgProvider
from portalgen.discover.scim.settings import ScimProvider

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/people-and-groups.md"
TITLES: dict[str, list[type[BaseModel]]] = {
    "GitLab": [GitLabOrgProvider],
    "LDAP": [LdapOrgProvider, Groups],
    "SCIM, or a file": [ScimProvider],
}


def keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, row in model.model_fields.items():
        kinds = {*(get_args(row.annotation) or (row.annotation,))} - {type(None)}
        below = kinds.pop() if len(kinds) == 1 else None
        if isinstance(below, type) and issubclass(below, BaseModel):
            yield from keys(below, f"{before}{row.alias}.")
        else:
            yield f"{before}{row.alias or name}"


def documented(title: str) -> set[str]:
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    return {key for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for key in re.findall("`(.+?)`", row)}


@pytest.mark.parametrize("title", TITLES)
def test_every_key_is_documented(title: str) -> None:
    assert documented(title) == {key for model in TITLES[title] for key in keys(model)}


def test_keys_of_maps_are_in_the_table() -> None:
    assert {f"map.{row.alias}" for row in GroupMap.model_fields.values()} <= documented("LDAP")
