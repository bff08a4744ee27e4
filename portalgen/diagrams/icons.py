"""One icon a kind: the path of a line drawing of 24 by 24. A theme's files `icons/<name>.svg` hold the same paths."""

from collections.abc import Mapping

UNKNOWN = "unknown"

PATHS: Mapping[str, str] = {
    "airesource": (
        "M11 3.5l2 5.5 5.5 2-5.5 2-2 5.5-2-5.5-5.5-2 5.5-2zM18.5 15.5l.9 2.1 2.1.9-2.1.9-.9 2.1-.9-2.1-2.1-.9 2.1-.9z"
    ),
    "api": (
        "M9 4H8a2.5 2.5 0 0 0-2.5 2.5v3A2.5 2.5 0 0 1 3 12a2.5 2.5 0 0 1 2.5 2.5v3A2.5 2.5 0 0 0 8 20h1"
        "M15 4h1a2.5 2.5 0 0 1 2.5 2.5v3A2.5 2.5 0 0 0 21 12a2.5 2.5 0 0 0-2.5 2.5v3A2.5 2.5 0 0 1 16 20h-1"
        "M10 12h4"
    ),
    "component": "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4.3 7.7L12 12l7.7-4.3M12 12v8.7",
    "domain": "M12 3l9 5-9 5-9-5zM3 12.2l9 5 9-5M3 16.4l9 5 9-5",
    "group": (
        "M5.75 8a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0-6.5 0M2.5 20v-.5A5.5 5.5 0 0 1 8 14h2a5.5 5.5 0 0 1 5.5 5.5v.5"
        "M15.5 4.9a3.25 3.25 0 0 1 0 6.2M18 14.3a5.5 5.5 0 0 1 3.5 5.2v.5"
    ),
    "location": "M12 21.5s7-6.3 7-11.7a7 7 0 0 0-14 0c0 5.4 7 11.7 7 11.7zM9.5 9.8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0",
    "resource": (
        "M4.5 6c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zM4.5 6v12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3V6"
        "M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3"
    ),
    "system": "M9 3.5h6v5.5H9zM3 15h6v5.5H3zM15 15h6v5.5h-6zM12 9v3M6 15v-3h12v3",
    "template": "M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5zM13.5 3v5.5H19M12 11.5v6M9 14.5h6",
    "unknown": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.4 9.3a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1.1-1.3 2v.3M12 17v.01",
    "user": "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.5 20.5v-.5A5.5 5.5 0 0 1 10 14.5h4a5.5 5.5 0 0 1 5.5 5.5v.5",
}
"""Name -> path data of a 24 x 24 picture, drawn with lines."""


def icon_name(kind: str) -> str:
    """Return the name of the icon that a kind is shown with."""
    return kind if kind in PATHS else UNKNOWN
