"""The JSON Schema of portal.yaml, for editors; published as `docs/reference/portal.schema.json`."""

from typing import Any

from portalgen.config.settings import Settings


def config_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12); each key has its description, default, flag and variable."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_plain(Settings.model_json_schema()),
        "title": "portal.yaml",
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Leave out the titles that pydantic invents, unfold descriptions, and let any typed value be a `${VAR}`."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _plain(item) for key, item in value.items() if not (key == "title" and isinstance(item, str))}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split())
    return kept
