"""What plug-ins for definitions of APIs share: safe reading, JSON Schemas as trees, cards, diagnostics, templates.

In: text of a definition.  Out: frozen values to print, faults with line and column.
Pure: yes.  Kept: documents as read.  Not its job: knowing a format; it is a library and registers nothing itself.
"""

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
STYLES = ("portalgen_definitions/definitions.css",)
"""Style sheets of every card with a definition."""
ASSETS: Mapping[str, Path] = {STYLES[0]: HERE / "assets" / "definitions.css"}
"""What a plug-in that uses the cards gives in `register_assets`, beside its own."""
TEMPLATES: Mapping[str, Path] = {"portalgen_definitions": HERE / "templates"}
"""What it gives in `register_templates`."""
