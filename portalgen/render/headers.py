"""What hosts and browsers are told: the content security policy, and headers for hosts that read `_headers`."""

from collections.abc import Iterable

from portalgen.model import routes

POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: https:"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("frame-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'self'"),
)
"""Nothing inline, nothing from other hosts but pictures that documentation shows; one frame, see `diagram_frame`."""


def content_security_policy() -> str:
    """Return the policy as the text of a header or meta element."""
    return "; ".join(" ".join(row) for row in POLICY)


def policy_for(origins: Iterable[str]) -> str:
    """Return the policy of a page whose scripts may ask other servers, and that shows no pictures of others.

    A header that has the usual policy would win over it: such pages stand where `host_headers` sends none.
    """
    own = dict(POLICY) | {"img-src": "'self' data: blob:", "connect-src": " ".join(("'self'", *origins))}
    return "; ".join(" ".join(row) for row in own.items())


def host_headers() -> str:
    """Return a `_headers` file as Netlify and Cloudflare Pages read it.

    Rules that match together are joined, and pages carry the policy themselves: so it is sent where files of
    repositories are, and not with the page that draws diagrams, which has one of its own.
    """
    return (
        "/*\n"
        "  Content-Security-Policy: frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        f"/{routes.DOCS}*\n"
        f"  Content-Security-Policy: {content_security_policy()}\n"
        f"/{routes.CATALOG}*\n"
        f"  Content-Security-Policy: {content_security_policy()}\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=3600, must-revalidate\n"
        "/api/catalog/*\n"
        "  Content-Type: application/json; charset=utf-8\n"
        "/catalog.ndjson\n"
        "  Content-Type: application/x-ndjson; charset=utf-8\n"
    )
