"""Small sources for everything that docs for techdocs-core and Material use, from the text file beside this one.

Each starts with `%%% name`, then comes what its mkdocs.yml says, a line with `%%%`, and its Markdown.
"""

import re
from pathlib import Path

_CASE = re.compile(r"^%%% (?P<name>.+)\n(?P<config>(?:(?!%%%).*\n)*)%%%\n(?P<text>(?:(?!%%% ).*\n?)*)", re.MULTILINE)

CASES = {
    match["name"]: (match["config"], match["text"].rstrip("\n") + "\n")
    for match in _CASE.finditer(Path(__file__).with_suffix(".txt").read_text("utf-8"))
}
"""Name -> lines of mkdocs.yml, and Markdown."""
