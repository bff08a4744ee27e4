"""All of portal.yaml as one model: a setting is one row here, and the schema and the reference page come from it."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, field_validator

from portalgen.config.backend_section import Backend
from portalgen.config.catalog_section import CatalogSection, Integrations, Text
from portalgen.config.home_section import Home
from portalgen.config.look_section import LookSection
from portalgen.config.model_section import ModelSection
from portalgen.config.pages_section import EntityPage
from portalgen.config.section import Given, Section
from portalgen.config.techdocs_section import TechDocs
from portalgen.diagnostics import CODES

Level = Literal["error", "warning", "info", "never", "failed", "stale"]
FindingLevel = Literal["off", "info", "warning", "error"]
Jobs = Annotated[int, Field(ge=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A tag of BCP 47: `de`, `pt-BR`."""


def address(value: str) -> str:
    """Return an absolute address of a site. Raises `ValueError`."""
    if not re.fullmatch(r"https?://[^/\s]+(/[^\s?#]*)?", value):
        raise ValueError("must be an address like https://portal.example.org/")
    return value


class Organization(Section):
    """Whose portal it is."""

    name: str = ""
    """Name of the organisation."""
    description: str = ""
    """One line about it, for the home page."""


class Site(LookSection):
    """The site as a whole."""

    title: str = "Developer portal"
    """Title of the portal."""
    base_url: str = ""
    """Absolute address where the site will be, if known; for canonical links, the site map, links in documentation."""
    output: Annotated[Path, Given("--output", "PORTALGEN_OUTPUT")] = Path("public")
    """Folder to write the site to; a relative path starts at the folder of portal.yaml."""
    static: Path | None = None
    """Folder whose files are put at the root of the site as they are: `CNAME`, `robots.txt`, `.well-known/…`; a
    relative path starts at the folder of portal.yaml. Absent: `static`, if there is one."""
    publisher: Text = "folder"
    """Type of destination: `folder`, or one that a plug-in registers; `portalgen serve` always writes the folder."""
    theme: Text = "portalgen"
    """Name of an installed theme: `portalgen`, `fjord`, or one of your own."""
    language: Language = "en"
    """Language of the theme's words, of numbers and days: `en`, `de`, or one that the site's `theme/i18n/` has."""
    editions: dict[Language, Annotated[str, AfterValidator(address)]] = Field(default_factory=dict)
    """Language -> address of the portal in that language, this one too: pages link to themselves in the others. The
    first one is for readers of all other languages."""

    @field_validator("accent", "accent_dark")
    @classmethod
    def _colour(cls, value: str) -> str:
        if value and not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            raise ValueError('must be a colour in quotes, like "#0b6e99"')
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        return address(value) if value else value


class Git(Section):
    """How repositories are fetched."""

    mirrors: dict[Text, Text] = Field(default_factory=dict)
    """For the start of a URL, what to fetch from instead; the portal goes on showing the original address. A relative
    path starts at the folder of portal.yaml."""
    jobs: Jobs = 8
    """Repositories to fetch at the same time."""
    credential_helper: str = ""
    """A credential helper of Git (`store`, `osxkeychain`, a command) that is asked for hosts without a token."""


class Plugins(Section):
    """Which installed plug-ins take part, and what each wants to know: further keys are names of plug-ins."""

    model_config = ConfigDict(extra="allow")

    disabled: tuple[Text, ...] = ()
    """Installed plug-ins to leave out, by name."""


class Build(Section):
    """How a build runs."""

    fail_on: Annotated[Level | None, Given("--fail-on", "PORTALGEN_FAIL_ON")] = None
    """Lowest severity of a diagnostic that makes the exit code 1; or `failed`: a source could not be read; or `stale`:
    nor as it is now. Absent: `never` for `build`, `error` for `check`."""
    strict: Annotated[bool, Given("--strict")] = False
    """Read descriptors as strictly as Backstage does, and lose what it loses, where portalgen would be more lenient."""
    jobs: Annotated[Jobs | None, Given("--jobs", "PORTALGEN_JOBS")] = None
    """Processes that work at the same time. Absent: one for each processor."""
    cache: Annotated[Path | None, Given("--cache", "PORTALGEN_CACHE")] = None
    """Folder for what is kept between builds; a relative path starts at the folder of portal.yaml. Absent: the user's
    cache folder."""


class Settings(Section):
    """portal.yaml, the one file that configures a portal."""

    organization: Organization = Organization()
    """Whose portal it is."""
    site: Site = Site()
    """The site as a whole."""
    catalog: CatalogSection = CatalogSection()
    """What the catalog is made of."""
    model: ModelSection = ModelSection()
    """Kinds and relations of your own, without code."""
    integrations: Integrations = Integrations()
    """Git hosts and their tokens, as in Backstage."""
    backend: Backend = Backend()
    """Of Backstage's `backend`, what a build needs: the plain web sites that may be read."""
    git: Git = Git()
    """How repositories are fetched."""
    home: Home = Home()
    """The home page."""
    entity_pages: tuple[EntityPage, ...] = ()
    """What is different on the pages of some entities; where several entries are about one, all take effect."""
    plugins: Plugins = Plugins()
    """Which installed plug-ins take part."""
    build: Build = Build()
    """How a build runs."""
    diagnostics: dict[Text, FindingLevel] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"enum": [*sorted(CODES)]}}
    )
    """Severity of the findings of a code, or `off`. An error keeps something out of the portal and cannot be off."""
    techdocs: TechDocs = TechDocs()
    """Documentation of entities."""
