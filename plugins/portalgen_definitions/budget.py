"""Budget: one definition may ask for so much and no more, however its references multiply."""

from portalgen_definitions.node import Node
from portalgen_definitions.values import Example, Fault

UNITS = 80_000
"""About the schemas, parameters and responses that are shown; a long text or list counts as several."""
UNIT = 500
CHARACTERS = 3_000_000
"""Of all examples that the page of one definition shows."""
TOKEN = 20
"""Characters of markup around a coloured piece of an example."""


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


class ExampleRoom:
    """What is left for the examples of one definition: each place that shows one pays for it."""

    def __init__(self, characters: int = CHARACTERS) -> None:
        self.left = characters

    def holds(self, *texts: str) -> bool:
        """Take room for texts; False when there is not enough, then and ever after."""
        self.left -= sum(map(len, texts))
        return self.left >= 0

    def fit(self, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        """Return the examples that there is room for."""
        return tuple(each for each in examples if self._has(each))

    def faults(self) -> tuple[Fault, ...]:
        """Return the fault of a definition whose examples did not fit."""
        message = "the examples are too long to show all of them; further ones are left out"
        return (Fault(message, 1, 1, "split the API, or make the examples shorter"),) if self.left < 0 else ()

    def _has(self, example: Example) -> bool:
        self.left -= sum(TOKEN + len(text) for _, text in example.tokens)
        return self.left >= 0
