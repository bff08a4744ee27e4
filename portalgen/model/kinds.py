"""Kinds: the classes of Backstage's catalog, one each, and what it knows about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from portalgen.model.ai_resource import AI_RESOURCES, AiResourceSpec
from portalgen.model.relations import (
    CONSUMES,
    DEPENDENCY,
    MEMBERSHIP,
    OWNERSHIP,
    PARENTHOOD,
    PART,
    PROVIDES,
    Relates,
)
from portalgen.model.spec import Spec, Text, Texts
from portalgen.model.template_spec import TemplateSpec

CORE_VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")


CORE_VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")


class ComponentSpec(Spec):
    """A unit of software: a service, website, library, job."""

    type: Text
    lifecycle: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text, Relates(PART, "system")] = ""
    subcomponentOf: Annotated[Text, Relates(PART, "component")] = ""  # noqa: N815  (Backstage's spelling)
    providesApis: Annotated[Texts, Relates(PROVIDES, "api")] = ()  # noqa: N815
    consumesApis: Annotated[Texts, Relates(CONSUMES, "api")] = ()  # noqa: N815
    dependsOn: Annotated[Texts, Relates(DEPENDENCY)] = ()  # noqa: N815
    dependencyOf: Annotated[Any, Relates(DEPENDENCY, reverse=True)] = ()  # noqa: N815  (outside Backstage's schema)


class ApiBase(Spec):
    """What APIs of all types have."""

    type: Text
    lifecycle: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text, Relates(PART, "system")] = ""


class ApiSpec(ApiBase):
    """A boundary between components, with its definition as text."""

    definition: Text


class McpRemote(Spec):
    """Where a server for the Model Context Protocol is reached."""

    type: Text
    url: Text


class McpServerSpec(ApiBase):
    """An API of type `mcp-server`: tools for language models, without a definition."""

    remotes: Annotated[tuple[McpRemote, ...], Field(min_length=1)]


class ResourceSpec(Spec):
    """What a component needs to run: a database, a bucket, a queue."""

    type: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text, Relates(PART, "system")] = ""
    dependsOn: Annotated[Texts, Relates(DEPENDENCY)] = ()  # noqa: N815
    dependencyOf: Annotated[Any, Relates(DEPENDENCY, reverse=True)] = ()  # noqa: N815


class SystemSpec(Spec):
    """Components, APIs and resources that together do one job."""

    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    domain: Annotated[Text, Relates(PART, "domain")] = ""
    type: Text = ""


class DomainSpec(Spec):
    """Systems that share a business purpose."""

    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    subdomainOf: Annotated[Text, Relates(PART, "domain")] = ""  # noqa: N815
    type: Text = ""


class Profile(Spec):
    """How a person or group is shown."""

    displayName: Text = ""  # noqa: N815
    email: Text = ""
    picture: Text = ""


class UserSpec(Spec):
    """A person."""

    memberOf: Annotated[Texts, Relates(MEMBERSHIP, "group")]  # noqa: N815  (required, may be empty)
    profile: Profile = Profile()


class GroupSpec(Spec):
    """A team, a unit of the organisation, or any set of people who own things together."""

    type: Text
    children: Annotated[Texts, Relates(PARENTHOOD, "group", reverse=True)]
    parent: Annotated[Text, Relates(PARENTHOOD, "group")] = ""
    members: Annotated[Texts, Relates(MEMBERSHIP, "user", reverse=True)] = ()
    profile: Profile = Profile()


class LocationSpec(Spec):
    """A pointer to more descriptors."""

    type: Text = ""
    target: Text = ""
    targets: Texts = ()
    presence: Literal["required", "optional"] = "required"


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of entity: how it is called and what its spec must hold."""

    name: str
    """As descriptors write it; refs use the lower case."""
    plural: str
    spec: type[Spec]
    api_versions: tuple[str, ...] = CORE_VERSIONS
    variants: Mapping[str, type[Spec]] = field(default_factory=dict)
    """Classes for some values of `spec.type`, from modules that Backstage does not install by itself."""
    optional: bool = False
    """True: Backstage knows the kind by such a module only."""
    icon: str = ""
    """Name of an icon of the theme; empty: the one that has the key of the kind."""

    @property
    def key(self) -> str:
        """The kind in refs and URLs."""
        return self.name.lower()

    def spec_for(self, values: object) -> type[Spec]:
        """Return the class for the values of a spec: that of its type, if there is one."""
        chosen = values.get("type") if isinstance(values, dict) else None
        return self.of_type(chosen) if isinstance(chosen, str) else self.spec

    def of_type(self, chosen: str) -> type[Spec]:
        """Return the class for a spec of that type, which may be empty."""
        return self.variants.get(chosen, self.spec)


BUILT_IN = (
    Kind("Component", "Components", ComponentSpec),
    Kind("API", "APIs", ApiSpec, variants={"mcp-server": McpServerSpec}),
    Kind("Resource", "Resources", ResourceSpec),
    Kind("System", "Systems", SystemSpec),
    Kind("Domain", "Domains", DomainSpec),
    Kind("User", "Users", UserSpec),
    Kind("Group", "Groups", GroupSpec),
    Kind("Location", "Locations", LocationSpec),
    Kind("AiResource", "AI resources", AiResourceSpec, CORE_VERSIONS[:1], AI_RESOURCES, optional=True),
    Kind("Template", "Templates", TemplateSpec, ("scaffolder.backstage.io/v1beta3",)),
)
