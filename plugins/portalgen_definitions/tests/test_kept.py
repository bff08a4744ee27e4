"""Documents are read once, as long as there is room."""

from portalgen_definitions.kept import Kept


def test_every_definition_of_a_large_catalog_is_read_once() -> None:
    texts = [f"API {number}" for number in range(300)]
    read: list[str] = []

    def counted(text: str) -> str:
        read.append(text)
        return text.lower()

    kept = Kept(counted, sum(map(len, texts)) - 1)
    for _ in ("rules", "cards", "collator"):
        assert [kept.read(text) for text in texts] == [f"api {number}" for number in range(300)]
    assert len(read) == len(texts) + 2  # the last one has no room
