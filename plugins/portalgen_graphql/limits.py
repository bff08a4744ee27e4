"""How much of a definition is read."""

MAX_SIZE = 4_000_000
"""Characters of SDL; JSON may have three times as many, as it says the same in more words."""
MAX_TEXT = 20_000
"""Characters of a description."""
MAX_SHOWN = 300
"""Characters of a default value, and of a directive's arguments."""
