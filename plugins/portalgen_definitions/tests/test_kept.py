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


def test_nothing_is_a_document_too() -> None:
    read: list[str] = []
    kept = Kept[None](read.append, 10)
    for _ in range(5):
        kept.read("12345")
        kept.read("67890")
    assert read == ["12345", "67890"]


def test_old_versions_of_a_text_give_way() -> None:
    read: list[str] = []

    def counted(text: str) -> str:
        read.append(text)
        return text

    kept = Kept(counted, 50)
    for version in range(10, 30):
        kept.read(f"version {version}")
    read.clear()
    for _ in range(100):
        kept.read("the last")
    assert len(read) < 60
    assert kept.read("x" * 51) == kept.read("x" * 51)
