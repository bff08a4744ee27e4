"""Kinds: one class each, whose fields say what a descriptor must hold and which relations it becomes.

Rules of Backstage's JSON schemas (`packages/catalog-model/src/schema/kinds`): listed strings are not empty, unknown
spec fields are kept, there is no coercion. Where a field here is optional it may be absent, but not null.
"""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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

Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]

CORE_VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")


class Spec(BaseModel):
    """What all specs share: strict types, nothing changed, extra fields kept."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    sorted_fields: ClassVar[frozenset[str]] = frozenset()
    """Lists that Backstage's catalog sorts when it reads an entity."""

    @model_validator(mode="before")
    @classmethod
    def _lists_are_tuples(cls, data: Any) -> Any:  # noqa: ANN401  (a document as written can hold anything)
        if isinstance(data, dict):
            return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return data


class ComponentSpec(Spec):
    """A unit of software: a service, website, library, job."""

    sorted_fields = frozenset({"providesApis", "consumesApis", "dependsOn", "dependencyOf"})

    type: Text
    lifecycle: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text | None, Relates(PART, "system")] = None
    subcomponentOf: Annotated[Text | None, Relates(PART, "component")] = None  # noqa: N815  (Backstage's spelling)
    providesApis: Annotated[Texts, Relates(PROVIDES, "api")] = ()  # noqa: N815
    consumesApis: Annotated[Texts, Relates(CONSUMES, "api")] = ()  # noqa: N815
    dependsOn: Annotated[Texts, Relates(DEPENDENCY)] = ()  # noqa: N815
    dependencyOf: Annotated[Any, Relates(DEPENDENCY, reverse=True)] = ()  # noqa: N815  (outside Backstage's schema)


class ApiSpec(Spec):
    """A boundary between components, with its definition as text."""

    type: Text
    lifecycle: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text | None, Relates(PART, "system")] = None
    definition: Text


class ResourceSpec(Spec):
    """What a component needs to run: a database, a bucket, a queue."""

    sorted_fields = frozenset({"dependsOn", "dependencyOf"})

    type: Text
    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    system: Annotated[Text | None, Relates(PART, "system")] = None
    dependsOn: Annotated[Texts, Relates(DEPENDENCY)] = ()  # noqa: N815
    dependencyOf: Annotated[Any, Relates(DEPENDENCY, reverse=True)] = ()  # noqa: N815


class SystemSpec(Spec):
    """Components, APIs and resources that together do one job."""

    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    domain: Annotated[Text | None, Relates(PART, "domain")] = None
    type: Text | None = None


class DomainSpec(Spec):
    """Systems that share a business purpose."""

    owner: Annotated[Text, Relates(OWNERSHIP, "group")]
    subdomainOf: Annotated[Text | None, Relates(PART, "domain")] = None  # noqa: N815
    type: Text | None = None


class Profile(Spec):
    """How a person or group is shown."""

    displayName: Text | None = None  # noqa: N815
    email: Text | None = None
    picture: Text | None = None


class UserSpec(Spec):
    """A person."""

    sorted_fields = frozenset({"memberOf"})

    memberOf: Annotated[Texts, Relates(MEMBERSHIP, "group")]  # noqa: N815  (required, may be empty)
    profile: Profile | None = None


class GroupSpec(Spec):
    """A team, a unit of the organisation, or any set of people who own things together."""

    sorted_fields = frozenset({"children", "members"})

    type: Text
    children: Annotated[Texts, Relates(PARENTHOOD, "group", reverse=True)]
    parent: Annotated[Text | None, Relates(PARENTHOOD, "group")] = None
    members: Annotated[Texts, Relates(MEMBERSHIP, "user", reverse=True)] = ()
    profile: Profile | None = None


class LocationSpec(Spec):
    """A pointer to more descriptors."""

    type: Text | None = None
    target: Text | None = None
    targets: Texts = ()
    presence: Literal["required", "optional"] | None = None


class TemplateStep(Spec):
    """One action of a template."""

    action: Text
    id: Text | None = None
    name: Text | None = None


class TemplateSpec(Spec):
    """A recipe that makes new software; the portal shows it and never runs it."""

    type: Text
    steps: tuple[TemplateStep, ...]
    owner: Annotated[Text | None, Relates(OWNERSHIP, "group")] = None
    lifecycle: Text | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of entity: how it is called and what its spec must hold."""

    name: str
    """As descriptors write it; refs use the lower case."""
    plural: str
    spec: type[Spec]
    api_versions: tuple[str, ...] = CORE_VERSIONS

    @property
    def key(self) -> str:
        """The kind in refs and URLs."""
        return self.name.lower()


BUILT_IN = (
    Kind("Component", "Components", ComponentSpec),
    Kind("API", "APIs", ApiSpec),
    Kind("Resource", "Resources", ResourceSpec),
    Kind("System", "Systems", SystemSpec),
    Kind("Domain", "Domains", DomainSpec),
    Kind("User", "Users", UserSpec),
    Kind("Group", "Groups", GroupSpec),
    Kind("Location", "Locations", LocationSpec),
    Kind("Template", "Templates", TemplateSpec, ("scaffolder.backstage.io/v1beta3",)),
)
