"""Stage 4 of 6: the finished catalog becomes page plans, and each plan becomes a file.

In: Built, Extensions, SiteSettings, Theme.  Out: SitePlan, SiteFile*.  Pure: yes.
Kept: no.  Not its job: building TechDocs, laying out diagrams, writing to disk.
"""

from portalgen.render.cards import BUILT_IN_CARDS
from portalgen.render.detail_cards import kind_cards
from portalgen.render.docs_features import unused_assets
from portalgen.render.docs_files import docs_files
from portalgen.render.docs_versions import stored_docs
from portalgen.render.load_theme import load_theme
from portalgen.render.plan_entity import tab_keys
from portalgen.render.plan_site import SitePlan, plan_site
from portalgen.render.render_many import ThemeSource, render_many
from portalgen.render.render_page import render_page, theme_files
from portalgen.render.theme import Choices, Theme
from portalgen.render.theme_folders import theme_package

__all__ = [
    "BUILT_IN_CARDS",
    "Choices",
    "SitePlan",
    "Theme",
    "ThemeSource",
    "docs_files",
    "kind_cards",
    "load_theme",
    "plan_site",
    "render_many",
    "render_page",
    "stored_docs",
    "tab_keys",
    "theme_files",
    "theme_package",
    "unused_assets",
]
