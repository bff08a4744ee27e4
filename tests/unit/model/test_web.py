import pytest

from portalgen.model.web import ReadingRule, resolve_web, split_web, web_url

BASE = "https://docs.example:8443/sub/catalog-info.yaml?v=1"


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("./a/../three.yaml", "https://docs.example:8443/sub/three.yaml?v=1"),
        ("../../../other/a.yaml", "https://docs.example:8443/other/a.yaml?v=1"),
        ("%2e%2e/a.yaml", "https://docs.example:8443/a.yaml?v=1"),
        ("/x.yaml", "https://docs.example:8443/sub/catalog-info.yaml/x.yaml?v=1"),
        ("two words.yaml#part", "https://docs.example:8443/sub/two%20words.yaml?v=1"),
        ("ä.yaml?v=2", "https://docs.example:8443/sub/%C3%A4.yaml?v=1"),
        (".\\three.yaml", "https://docs.example:8443/sub/three.yaml?v=1"),
        (".//three.yaml", "https://docs.example:8443/sub//three.yaml?v=1"),
        ("three.yaml?*", "https://docs.example:8443/sub/three.yaml?v=1"),
        ("https:", BASE),
        ("https://other.example/x.yaml#part", "https://other.example/x.yaml"),
        ("javascript:alert(1)", None),
        ("mailto:me@example.org", None),
        ("https://[", None),
    ],
)
def test_a_target_is_seen_from_the_file_that_names_it(target: str, url: str | None) -> None:
    assert resolve_web(BASE, target) == url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("HTTP://me:hush@Docs.Example:80/a/./b/../c.yaml#x", "http://docs.example/a/c.yaml"),
        (" https://docs.example ", "https://docs.example/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://docs.example/a%2Fb?x=a b", "https://docs.example/a%2Fb?x=a%20b"),
        ("file:///etc/passwd", None),
        ("https:///a", "https://a/"),
        ("http://docs.example:port/a", None),
        ("http://docs.example/a\nb", None),
    ],
)
def test_a_url_has_one_form(written: str, url: str | None) -> None:
    assert web_url(written) == url


def test_a_url_is_a_site_and_a_path() -> None:
    assert split_web(BASE) == ("https://docs.example:8443", "sub/catalog-info.yaml?v=1")
    assert split_web("https://docs.example/") == ("https://docs.example", "")


@pytest.mark.parametrize(
    ("rule", "yes", "no"),
    [
        (ReadingRule("docs.example"), "https://docs.example/a", "https://docs.example:8443/a"),
        (ReadingRule("docs.example"), "http://docs.example/a", "https://xdocs.example/a"),
        (ReadingRule("Docs.example:8443"), "https://docs.example:8443/a", "https://docs.example/a"),
        (ReadingRule("docs.example:443"), "https://docs.example/a", "http://docs.example/a"),
        (ReadingRule("docs.example:80-90"), "http://docs.example:85/a", "http://docs.example:91/a"),
        (ReadingRule("*.example"), "https://a.docs.example/a", "https://example/a"),
        (ReadingRule("docs.example", ("/a", "/b.yaml")), "https://docs.example/a/x", "https://docs.example/ab"),
        (ReadingRule("docs.example", ("/a/",)), "https://docs.example/a/x", "https://docs.example/b.yaml"),
    ],
)
def test_a_rule_allows_hosts_ports_and_paths(rule: ReadingRule, yes: str, no: str) -> None:
    assert rule.allows(yes)
    assert not rule.allows(no)
