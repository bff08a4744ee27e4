"""Addresses out of descriptors: only schemes that are safe to follow become links."""

from portalgen.model.entity import EDIT_URL, SOURCE_LOCATION, VIEW_URL, Entity, Link
from portalgen.model.links import safe_url


def safe_links(entity: Entity) -> tuple[Link, ...]:
    """Return the entity's links that a reader may follow, in the order written."""
    return tuple(link for link in entity.links if safe_url(link.url))


def source_url(entity: Entity) -> str:
    """Return where the entity's source is on the web, empty if it is not known."""
    return _address(entity, SOURCE_LOCATION) or _address(entity, VIEW_URL)


def edit_url(entity: Entity) -> str:
    """Return where the descriptor can be edited, empty if it is not known."""
    return _address(entity, EDIT_URL)


def picture_url(entity: Entity) -> str:
    """Return the picture of a person's or group's profile if it is an https address."""
    profile = entity.spec.get("profile")
    url = safe_url(str(profile.get("picture") or "")) if isinstance(profile, dict) else ""
    return url if url.startswith("https://") else ""


def _address(entity: Entity, annotation: str) -> str:
    url = safe_url(str(entity.annotations.get(annotation) or "").removeprefix("url:"))
    return url if url.startswith("http") else ""
