"""Which locations a rule's pattern means."""

import pytest

from portalgen.config.catalog_section import CatalogSection
from portalgen.config.rules import catalog_rules
from portalgen.model.rules import is_allowed
from portalgen.model.source import ROSTER

SHOP = "https://github.com/acme/Shop/blob/main/catalog-info.yaml"
MAIL = "https://github.com/acme/mail/blob/main/.hidden/catalog-info.yaml"


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("https://github.com/acme/shop/**", [SHOP]),
        ("!https://github.com/acme/shop/**", [MAIL]),
        ("https://github.com/acme/+(shop|x)/**", [SHOP]),
        ("https://github.com/acme/!(shop)/**", [MAIL]),
        ("https://github.com/acme/????/**", [SHOP, MAIL]),
        ("#https://github.com/acme/**", []),
    ],
)
def test_a_pattern_means_what_minimatch_takes_it_for(pattern: str, allowed: list[str]) -> None:
    locations = [{"type": "url", "target": target} for target in (SHOP, MAIL)]
    rules = [{"allow": ["Group"], "locations": [{"type": "url", "pattern": pattern}]}]
    found = catalog_rules(CatalogSection.model_validate({"locations": locations, "rules": rules}), strict=True)
    assert found is not None
    assert [target for target in (SHOP, MAIL) if is_allowed(found, "Group", "", ("url", target))] == allowed
    listed = catalog_rules(CatalogSection.model_validate({"rules": rules}), strict=True)
    assert listed is not None
    assert [target for target in (SHOP, MAIL) if is_allowed(listed, "Group", "", ("url", target))] == allowed


def test_people_that_a_host_lists_need_no_rule() -> None:
    found = catalog_rules(CatalogSection(), strict=True)
    assert found is not None
    assert is_allowed(found, "User", "", (ROSTER, "https://github.com/acme"))
    assert not is_allowed(found, "User", "", ("git", "https://github.com/acme"))
