"""pkt-lines, the frames of Git's protocols: text in, bytes of a request out; bytes of an answer in, frames out."""

from collections.abc import Iterator

FLUSH = b"0000"
DELIMITER = b"0001"
_HEAD = 4


def pkt(text: str) -> bytes:
    """Return one frame."""
    return f"{len(text.encode()) + _HEAD:04x}{text}".encode()


def split_pkts(data: bytes) -> Iterator[bytes | None]:
    """Yield what each frame holds, None for a mark between frames. A frame that is cut off ends it.

    Raises `ValueError` for what is no frame.
    """
    start = 0
    while start + _HEAD <= len(data):
        size = int(data[start : start + _HEAD], 16)
        end = start + max(size, _HEAD)
        if end > len(data):
            return
        yield data[start + _HEAD : end] if size >= _HEAD else None
        start = end
