"""The `catalog` and `integrations` sections: where to look, what is allowed, and the Git hosts."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, SecretStr, ValidationInfo, field_validator, model_validator

from portalgen.config.section import Section, Unused

Text = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_kind(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=int | str)]
"""A number that only names something, as text."""


class AllowedKind(Section):
    """A kind of entity, perhaps of one type only; case does not matter."""

    kind: Text
    """Kind, for example `Component`."""
    type: Text | None = Field(None, alias="spec.type")
    """Only entities whose `spec.type` is this."""


Allowed = Annotated[AllowedKind, BeforeValidator(_as_kind, json_schema_input_type=str | AllowedKind)]


class RuleLocation(Section):
    """Which configured locations a rule is for."""

    type: Text
    """Type of the location."""
    exact: Text | None = None
    """The location's target, exactly."""
    pattern: Text | None = None
    """A glob that the location's target matches (`*` stops at a slash, `**` does not)."""

    @model_validator(mode="after")
    def _one_form(self) -> "RuleLocation":
        if self.exact and self.pattern:
            raise ValueError("takes either 'exact' or 'pattern', not both")
        return self


class Rule(Section):
    """Kinds that descriptors may declare, everywhere or below some locations."""

    allow: tuple[Allowed, ...]
    """Kinds, each as a name or as `{kind, spec.type}`."""
    locations: tuple[RuleLocation, ...] | None = None
    """Only for entities that came from these locations."""


class LocationRule(Section):
    """Kinds that one location may declare in addition to `catalog.rules`."""

    allow: tuple[Allowed, ...]
    """Kinds, each as a name or as `{kind, spec.type}`."""


class LocationEntry(Section):
    """A place to look for descriptors."""

    type: Text
    """`git`: a repository; `url`: a file in a Git host, as the browser shows it, or on a site of
    `backend.reading.allow`; `file`: a folder or file beside portal.yaml; or a type that a plug-in fetches."""
    target: Text
    """URL of the repository or file; a relative path starts at the folder of portal.yaml."""
    ref: Text | None = None
    """Branch, tag or commit; the default branch if absent."""
    catalog_path: Annotated[
        tuple[Text, ...], Field(min_length=1), BeforeValidator(_as_list, json_schema_input_type=str | list[str])
    ] = ("catalog-info.yaml",)
    """Descriptors inside the repository or folder, as a path or glob or a list of them."""
    presence: Literal["required", "optional"] = "required"
    """`optional`: a descriptor that is not there is no fault."""
    rules: tuple[LocationRule, ...] = ()
    """Kinds that are allowed here in addition to `catalog.rules`."""

    @field_validator("type")
    @classmethod
    def _not_a_scheme(cls, value: str) -> str:
        if value in {"http", "https"}:
            raise ValueError(f"'{value}' is not a type of location; write 'type: url' (a file) or 'type: git'")
        return value


Ignored = Annotated[Any, Unused("config-ignored")]
"""A key of Backstage's server that is accepted, so that sections can be pasted, and has no meaning here."""


class CatalogSection(Section):
    """What the catalog is made of."""

    rules: tuple[Rule, ...] | None = None
    """Kinds that are allowed. Absent: every kind that portalgen or a plug-in knows (with `--strict`: Backstage's
    default of Component, API and Location)."""
    locations: tuple[LocationEntry, ...] = ()
    """Places to look for descriptors, in order: of two descriptors of one entity, the earlier place wins."""
    providers: dict[Text, Any] = Field(default_factory=dict)
    """What finds repositories and people on their hosts, by type, with Backstage's keys: one entry, or a map of ids to
    entries. `schedule` is accepted and ignored: every build asks."""
    history: bool = True
    """Whether pages of entities have a tab with the commits that changed their descriptors: the last 1,000 commits of a
    repository are fetched, without the contents of files."""
    processing_interval: Ignored = None
    """Ignored: only a server repeats its work."""
    orphan_strategy: Ignored = None
    """Ignored: every build starts from what is there now."""
    orphan_provider_strategy: Ignored = None
    """Ignored, as `orphanStrategy`."""
    default_location_conflict_strategy: Ignored = None
    """Ignored: the order of `locations` decides."""
    import_: Ignored = Field(None, alias="import")
    """Ignored: settings of Backstage's import wizard."""
    readonly: Ignored = None
    """Ignored: this portal is always read-only."""
    processors: Ignored = None
    """Ignored: processors of the Backstage server."""
    processor_options: Ignored = None
    """Ignored: processors of the Backstage server."""
    provider_options: Ignored = None
    """Ignored: providers of the Backstage server."""
    disable_default_processors: Ignored = None
    """Ignored: processors of the Backstage server."""
    stitching_strategy: Ignored = None
    """Ignored: database work of the Backstage server."""
    scm_events: Ignored = None
    """Ignored: webhooks reach a server."""


PUBLIC_NAMES = {
    "github": "github.com",
    "gitlab": "gitlab.com",
    "bitbucket_cloud": "bitbucket.org",
    "azure": "dev.azure.com",
}


FURTHER_KEYS = frozenset(
    (
        *("appPassword", "baseUrl", "clientId", "clientSecret", "cloneUrl", "commitSigningKey", "credential"),
        *("credentials", "gitilesBaseUrl", "password", "rawBaseUrl", "username"),
    )
)
"""Keys of a Git host in Backstage (`packages/integration/config.d.ts`) that have no
field of their own here; providers read those that they need."""


class Integration(Section):
    """A Git host. Further keys of Backstage are accepted and not used."""

    model_config = ConfigDict(extra="allow")

    host: Text | None = None
    """Host name, with its port if it has one. Needed, except for the public host of each kind."""
    token: SecretStr | None = None
    """Read-only access token; write `${NAME}` and set the variable. It is never shown and sent to this host only."""
    api_base_url: Text | None = None
    """Address of the host's API, where it is not the usual one of its kind."""

    @property
    def login(self) -> tuple[str, str] | None:
        """User and password of Backstage's further keys; Azure's personal token goes with any user."""
        more = self.model_extra or {}
        user, password = more.get("username"), more.get("appPassword") or more.get("password")
        if not (user and password):
            rows = more.get("credentials")
            found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
            user, password = (
                "git",
                next((row["personalAccessToken"] for row in found if "personalAccessToken" in row), None),
            )
        return (user, password) if isinstance(user, str) and isinstance(password, str) else None


class GitHubApp(Section):
    """A GitHub App, which gets a token for each organisation that installed it. Further keys are not used."""

    model_config = ConfigDict(extra="allow")

    app_id: Number
    """Its number."""
    private_key: SecretStr
    """Its key in PEM; write `${NAME}` and set the variable. It is never shown and never sent."""
    allowed_installation_owners: tuple[Text, ...] | None = None
    """Organisations whose installations are used; absent: all."""


class GitHubIntegration(Integration):
    """GitHub, or a GitHub Enterprise."""

    apps: tuple[GitHubApp, ...] = ()
    """GitHub Apps; each comes before `token` for the organisations that installed it."""


class Integrations(Section):
    """Git hosts by kind."""

    github: tuple[GitHubIntegration, ...] = ()
    """GitHub and GitHub Enterprise."""
    gitlab: tuple[Integration, ...] = ()
    """GitLab, hosted or your own."""
    bitbucket_cloud: tuple[Integration, ...] = ()
    """Bitbucket Cloud."""
    bitbucket_server: tuple[Integration, ...] = ()
    """Bitbucket Data Center (Bitbucket Server)."""
    gitea: tuple[Integration, ...] = ()
    """Gitea and Forgejo."""
    gerrit: tuple[Integration, ...] = ()
    """Gerrit, with Gitiles at the same host."""
    azure: tuple[Integration, ...] = ()
    """Azure DevOps, hosted or your own."""
    bitbucket: Ignored = None
    """Ignored: the old name of `bitbucketCloud` and `bitbucketServer`."""
    harness: Ignored = None
    """Ignored."""
    aws_s3: Ignored = None
    """Ignored: no Git there."""
    aws_code_commit: Ignored = None
    """Ignored."""
    azure_blob_storage: Ignored = None
    """Ignored: no Git there."""
    google_gcs: Ignored = None
    """Ignored: no Git there."""

    @field_validator("github", "gitlab", "bitbucket_cloud", "bitbucket_server", "gitea", "gerrit", "azure")
    @classmethod
    def _hosts(cls, entries: tuple[Integration, ...], info: ValidationInfo) -> tuple[Integration, ...]:
        """Fill in the public host of a kind."""
        public = PUBLIC_NAMES.get(info.field_name or "")
        if not public and not all(entry.host for entry in entries):
            raise ValueError("every entry needs a 'host'")
        return tuple(entry if entry.host else entry.model_copy(update={"host": public}) for entry in entries)
