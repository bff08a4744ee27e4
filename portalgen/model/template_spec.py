"""Templates: recipes that make new software (`plugins/scaffolder-common/src/Template.v1beta3.schema.json`)."""

from typing import Annotated, Any

from pydantic import Field

from portalgen.model.relations import OWNERSHIP, Relates
from portalgen.model.spec import Spec, Text


class Permissions(Spec):
    """Tags for Backstage's permission rules."""

    tags: tuple[str, ...] = ()


class Permitted(Spec):
    """Something that permissions may be asked for."""

    permissions: Annotated[Permissions, Field(alias="backstage:permissions")] = Permissions()


class Parameters(Permitted):
    """A JSON schema: one page of the form."""


class Step(Permitted):
    """One action."""

    action: str
    id: str = ""
    name: str = ""
    input: Annotated[dict[str, Any], Field(default_factory=dict)]
    condition: Annotated[str | bool, Field(alias="if")] = True


class OutputItem(Spec):
    """A link or a text that is shown at the end."""

    condition: Annotated[str | bool, Field(alias="if")] = True
    title: Text = ""
    icon: Text = ""


class OutputLink(OutputItem):
    """A link."""

    url: Text = ""
    entityRef: Text = ""  # noqa: N815  (Backstage's spelling)


class OutputText(OutputItem):
    """Markdown."""

    content: str = ""


class Output(Spec):
    """What a run gives; further keys are text."""

    __pydantic_extra__: dict[str, str]  # type: ignore[mutable-override] # pydantic's way to say it

    links: tuple[OutputLink, ...] = ()
    text: tuple[OutputText, ...] = ()


class ButtonLabels(Spec):
    """Texts of the form's buttons."""

    backButtonText: str = ""  # noqa: N815
    createButtonText: str = ""  # noqa: N815
    reviewButtonText: str = ""  # noqa: N815


class Presentation(Spec):
    """How the form looks."""

    buttonLabels: ButtonLabels = ButtonLabels()  # noqa: N815


class Recovery(Spec):
    """What happens to a run after a restart."""

    EXPERIMENTAL_strategy: str = ""


class FormDecorator(Spec):
    """Something that runs in the form."""

    id: str = ""
    input: Annotated[dict[str, Any], Field(default_factory=dict)]


class Secrets(Spec):
    """Secrets that the form asks for."""

    schema_: dict[str, Any] = Field(default_factory=dict, alias="schema")


class TemplateSpec(Spec):
    """A recipe that makes new software; the portal shows it and never runs it."""

    type: Text
    steps: tuple[Step, ...]
    owner: Annotated[Text, Relates(OWNERSHIP, "group")] = ""
    lifecycle: Text = ""
    parameters: Parameters | tuple[Parameters, ...] = ()
    secrets: Secrets = Secrets()
    presentation: Presentation = Presentation()
    EXPERIMENTAL_recovery: Recovery = Recovery()
    formDecorators: tuple[FormDecorator, ...] = ()  # noqa: N815
    EXPERIMENTAL_formDecorators: tuple[FormDecorator, ...] = ()
    output: Output = Output()
