"""Encoding: the first byte of a descriptor that is no UTF-8, for which Backstage's reader writes U+FFFD."""

from portalgen.diagnostics import Diagnostic, Where, diagnose

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def encoding_fault(content: bytes, file: Where) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the encoding of a file, if anything is."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        where = file._replace(line=line, column=column)
        return (diagnose("wrong-encoding", _words(content, error.start), where=where, hint="save the file as UTF-8"),)
    return ()


def _words(content: bytes, start: int) -> str:
    if content.startswith(_UTF_16):
        return "the file is in UTF-16, not in UTF-8"
    byte = content[start]
    meant = bytes([byte]).decode("cp1252", "replace")
    guess = f" ({meant} in Latin-1)" if meant.isprintable() and meant != "\ufffd" else ""
    return f"the file is not in UTF-8: byte 0x{byte:02X}{guess} becomes \ufffd"
