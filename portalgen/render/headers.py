"""What hosts and browsers are told: the content security policy, and headers for hosts that read `_headers`."""

POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: https:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'self'"),
)
"""Nothing inline, nothing from other hosts but pictures that documentation shows."""


def content_security_policy() -> str:
    """Return the policy as the text of a header or meta element."""
    return "; ".join(" ".join(row) for row in POLICY)


def host_headers() -> str:
    """Return a `_headers` file as Netlify and Cloudflare Pages read it."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {content_security_policy()}; frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=3600, must-revalidate\n"
        "/api/catalog/*\n"
        "  Content-Type: application/json; charset=utf-8\n"
        "/catalog.ndjson\n"
        "  Content-Type: application/x-ndjson; charset=utf-8\n"
    )
