"""Budget: one definition may ask for so much and no more, however its references multiply."""

from portalgen_definitions.node import Node

UNITS = 80_000
"""About the schemas, parameters and responses that are shown; a long text or list counts as several."""
UNIT = 500


class Budget:
    """What is left for one definition."""

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, node: Node, price: int = 1) -> bool:
        """Pay for showing a value; False (and a fault, once) when nothing is left."""
        size = 0
        if isinstance(node.value, dict):
            size = sum(len(each) for each in node.value.values() if isinstance(each, str | list | dict))
        self.left -= price + size // UNIT
        if self.left < 0:
            hint = "split the API, or give schemas names under components/schemas and refer to them"
            node.fault("the definition is too large to show all of it; from here on only names are shown", hint)
        return self.left >= 0
