"""What a target or placeholder means, seen from the file that holds it."""

import pytest

from portalgen.read.addresses import AddressError, path_inside

BASE = "sub/it's [1] é/c.yaml"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("./a.yaml", "sub/it's [1] é/a.yaml"),
        ("../a.yaml", "sub/a.yaml"),
        ("..\\a.yaml", "sub/a.yaml"),
        ("%2e%2e/a.yaml", "sub/a.yaml"),
        ("/a b.yaml", "a b.yaml"),
        ("//x//a.yaml", "x/a.yaml"),
        ("/a%20b.yaml", "a b.yaml"),
        ("/sub%2Fa.yaml", "sub/a.yaml"),
        ("/a.yaml?x", "a.yaml?x"),
        ("../a.yaml?x=*", "sub/a.yaml"),
        ("../a.yaml#x", "sub/a.yaml"),
        ("/(x)/[z]/!a+b.yaml", "(x)/[z]/!a+b.yaml"),
        ("#x", BASE),
        ("/", ""),
    ],
)
def test_an_address_is_read_as_a_url(text: str, path: str) -> None:
    assert path_inside(text, BASE, strict=False) == path


@pytest.mark.parametrize(
    "text", ["../../../a.yaml", "\\\\other.example\\a.yaml", "/x/%252e%252e/a.yaml", "/%" + "25" * 30]
)
def test_an_address_stays_in_the_repository(text: str) -> None:
    with pytest.raises(AddressError):
        path_inside(text, BASE, strict=False)


@pytest.mark.parametrize("text", ["/a%b.yaml", "/a%23b.yaml", "/a%3Fb.yaml", "/a%25b.yaml", "/%FF.yaml"])
def test_strictly_a_path_that_backstage_cannot_ask_for_is_none(text: str) -> None:
    assert path_inside(text, BASE, strict=False)
    with pytest.raises(AddressError, match="cannot ask for"):
        path_inside(text, BASE, strict=True)
