"""Certificates: why a server's was refused, in words that are the same over HTTP and LDAP."""

import re

_VERIFY_FAILED = re.compile(r"certificate verify failed: (?P<why>[^(\n]*[^(\n ])")


def certificate_fault(error: BaseException) -> str:
    """Return what an error says of a certificate, with OpenSSL's reason; empty if it is about something else."""
    text = str(error)
    if "certificate" not in text.lower():
        return ""
    why = _VERIFY_FAILED.search(text)
    return "certificate cannot be verified" + (f" ({why['why']})" if why else "")
