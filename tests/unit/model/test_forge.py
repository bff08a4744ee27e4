import pytest

from portalgen.model.forge import Forges, RepositoryFile
from portalgen.model.forge_flavours import FLAVOURS

FORGES = Forges.of(
    [
        ("git.larkspur.example", "gitlab"),
        ("ghe.larkspur.example:8443", "github"),
        ("bb.larkspur.example", "bitbucketServer"),
        ("review.larkspur.example", "gerrit"),
    ]
)
SERVER = "https://bb.larkspur.example"
AZURE = "https://dev.azure.com/o/p/_git/r"
GERRIT = "https://review.larkspur.example"


@pytest.mark.parametrize(
    ("url", "repository", "ref", "path"),
    [
        ("https://github.com/o/r/blob/main/a/c.yaml", "https://github.com/o/r.git", "main", "a/c.yaml"),
        ("https://github.com/o/r/tree/main", "https://github.com/o/r.git", "main", ""),
        ("https://github.com/o/r/tree/main/", "https://github.com/o/r.git", "main", ""),
        ("https://github.com/o/r.git/blob/v1/c.yaml", "https://github.com/o/r.git", "v1", "c.yaml"),
        ("https://GitHub.com/o/r/blob/main/c.yaml", "https://github.com/o/r.git", "main", "c.yaml"),
        ("https://github.com/o/r/blob/a%2Fb/my%20file.yaml", "https://github.com/o/r.git", "a/b", "my file.yaml"),
        ("https://github.com/o/r/blob/main/**/c.yaml", "https://github.com/o/r.git", "main", "**/c.yaml"),
        ("https://github.com/o/r/blob/main/c.yaml?plain=1#L3", "https://github.com/o/r.git", "main", "c.yaml"),
        ("https://me:secret@github.com/o/r/blob/main/c.yaml", "https://github.com/o/r.git", "main", "c.yaml"),
        ("https://github.com/o/r", "https://github.com/o/r.git", "", ""),
        ("https://github.com/o/r.git", "https://github.com/o/r.git", "", ""),
        ("https://github.com/o/r/", "https://github.com/o/r.git", "", ""),
        ("https://gitlab.com/a/b/c/", "https://gitlab.com/a/b/c.git", "", ""),
        ("https://git.larkspur.example/pay", "https://git.larkspur.example/pay.git", "", ""),
        ("https://gitlab.com/a/b/c/-/blob/main/x.yaml", "https://gitlab.com/a/b/c.git", "main", "x.yaml"),
        ("https://gitlab.com/a/b/blob/main/x.yaml", "https://gitlab.com/a/b.git", "main", "x.yaml"),
        ("https://gitlab.com/a/b/c/-/tree/main/docs/", "https://gitlab.com/a/b/c.git", "main", "docs/"),
        ("https://git.larkspur.example/pay/-/blob/main/x", "https://git.larkspur.example/pay.git", "main", "x"),
        ("https://ghe.larkspur.example:8443/o/r/raw/v1/x", "https://ghe.larkspur.example:8443/o/r.git", "v1", "x"),
        ("https://bitbucket.org/w/r/src/main/x/c.yaml", "https://bitbucket.org/w/r.git", "main", "x/c.yaml"),
        ("https://codeberg.org/o/r/src/branch/main/c.yaml", "https://codeberg.org/o/r.git", "main", "c.yaml"),
        ("https://codeberg.org/o/r/src/tag/v1/c.yaml", "https://codeberg.org/o/r.git", "v1", "c.yaml"),
        (f"{SERVER}/projects/P/repos/r/browse/x/c.yaml?at=main", f"{SERVER}/scm/P/r.git", "main", "x/c.yaml"),
        (f"{SERVER}/projects/P/repos/r/raw/c.yaml?at=refs%2Fheads%2Fa%2Fb", f"{SERVER}/scm/P/r.git", "a/b", "c.yaml"),
        (f"{SERVER}/projects/P/repos/r/browse/c.yaml", f"{SERVER}/scm/P/r.git", "", "c.yaml"),
        (f"{SERVER}/projects/P/repos/r", f"{SERVER}/scm/P/r.git", "", ""),
        (f"{AZURE}?path=/x/c.yaml&version=GBmain", AZURE, "main", "x/c.yaml"),
        (f"{AZURE}?path=%2Fx%2Fc.yaml&version=GBa%2Fb", AZURE, "a/b", "x/c.yaml"),
        (f"{AZURE}?path=/c.yaml", AZURE, "", "c.yaml"),
        ("https://o@dev.azure.com/o/p/_git/r", AZURE, "", ""),
        (f"{GERRIT}/g/r/+/refs/heads/main/x/c.yaml", f"{GERRIT}/g/r", "main", "x/c.yaml"),
        (f"{GERRIT}/plugins/gitiles/g/r/+/main/c.yaml", f"{GERRIT}/g/r", "main", "c.yaml"),
        (f"{GERRIT}/g/r", f"{GERRIT}/g/r", "", ""),
    ],
)
def test_a_url_of_a_hosted_file_names_repository_ref_and_path(url: str, repository: str, ref: str, path: str) -> None:
    assert FORGES.parse(url) == RepositoryFile(repository, ref, path)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/o/r/blob/main/c.yaml",
        "https://github.com/o",
        "https://github.com/o/r/issues/3",
        "https://gitlab.com/o/r/-/issues/3",
        "https://github.com.evil.example/o/r/blob/main/c.yaml",
        "https://evil.example/github.com/o/r/blob/main/c.yaml",
        "https://github.com@evil.example/o/r/blob/main/c.yaml",
        "https://gitlab.com/../b/-/blob/main/x.yaml",
        "https://gitlab.com/a/%2e%2e/-/blob/main/x.yaml",
        "https://gitlab.com/a/%2e%2e%2fb/-/blob/main/x.yaml",
        "https://[github.com/o/r/blob/main/c.yaml",
        "ssh://git@github.com/o/r",
        "javascript:alert(1)",
        "catalog-info.yaml",
        "",
    ],
)
def test_what_is_no_file_of_a_known_host_is_none(url: str) -> None:
    assert FORGES.parse(url) is None


@pytest.mark.parametrize(
    ("repository", "web"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r"),
        ("https://github.com/o/r/", "https://github.com/o/r"),
        ("https://me:secret@github.com/o/r.git", "https://github.com/o/r"),
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("git@github.com:/o/r.git", "https://github.com/o/r"),
        ("github.com:o/r", "https://github.com/o/r"),
        ("ssh://git@git.larkspur.example:2222/a/b/c.git", "https://git.larkspur.example/a/b/c"),
        ("http://git.larkspur.example/a.git", "http://git.larkspur.example/a"),
        ("https://GitHub.com:443/o/r.git", "https://github.com/o/r"),
        (f"{SERVER}/scm/P/r.git", f"{SERVER}/projects/P/repos/r"),
        ("ssh://git@bb.larkspur.example:7999/P/r.git", f"{SERVER}/projects/P/repos/r"),
        (f"{AZURE}/", AZURE),
        ("https://git.larkspur.example:8443/a.git", "https://git.larkspur.example:8443/a"),
        ("https://example.org/o/r.git", None),
        ("git@example.org:o/r.git", None),
        ("file:///srv/github.com/o/r.git", None),
        ("../repositories/pay.git", None),
        ("https://[github.com/o/r.git", None),
    ],
)
def test_the_web_address_comes_from_the_clone_url(repository: str, web: str | None) -> None:
    assert FORGES.web(repository) == web


@pytest.mark.parametrize(
    ("repository", "file", "folder", "edit"),
    [
        (
            "https://github.com/o/r.git",
            "https://github.com/o/r/blob/main/x/c.yaml",
            "https://github.com/o/r/tree/main/x/",
            "https://github.com/o/r/edit/main/x/c.yaml",
        ),
        (
            "https://gitlab.com/o/r.git",
            "https://gitlab.com/o/r/-/blob/main/x/c.yaml",
            "https://gitlab.com/o/r/-/blob/main/x/",
            "https://gitlab.com/o/r/-/edit/main/x/c.yaml",
        ),
        (
            "https://bitbucket.org/w/r.git",
            "https://bitbucket.org/w/r/src/main/x/c.yaml",
            "https://bitbucket.org/w/r/src/main/x/",
            "https://bitbucket.org/w/r/src/main/x/c.yaml?mode=edit&at=main",
        ),
        (
            "https://codeberg.org/o/r.git",
            "https://codeberg.org/o/r/src/branch/main/x/c.yaml",
            "https://codeberg.org/o/r/src/branch/main/x/",
            "https://codeberg.org/o/r/_edit/main/x/c.yaml",
        ),
        (
            f"{SERVER}/scm/P/r.git",
            f"{SERVER}/projects/P/repos/r/browse/x/c.yaml?at=main",
            f"{SERVER}/projects/P/repos/r/browse/x/?at=main",
            f"{SERVER}/projects/P/repos/r/browse/x/c.yaml",
        ),
        (
            AZURE,
            f"{AZURE}?path=/x/c.yaml&version=GBmain",
            f"{AZURE}?path=/x/&version=GBmain",
            f"{AZURE}?path=/x/c.yaml&version=GBmain",
        ),
        (
            f"{GERRIT}/g/r",
            f"{GERRIT}/g/r/+/refs/heads/main/x/c.yaml",
            f"{GERRIT}/g/r/+/refs/heads/main/x/",
            f"{GERRIT}/admin/repos/edit/repo/g/r/branch/refs/heads/main/file/x/c.yaml",
        ),
    ],
)
def test_urls_are_those_of_backstage(repository: str, file: str, folder: str, edit: str) -> None:
    assert FORGES.file_url(repository, "main", "x/c.yaml") == file
    assert FORGES.folder_url(repository, "main", "x") == folder
    assert FORGES.edit_url(repository, "main", "x/c.yaml") == edit


def test_the_root_folder_has_a_url() -> None:
    assert FORGES.folder_url("https://github.com/o/r.git", "main", "") == "https://github.com/o/r/tree/main/"


@pytest.mark.parametrize("host", ["github.com", "git.larkspur.example", "bitbucket.org", "codeberg.org"])
@pytest.mark.parametrize(("ref", "path"), [("main", "a/c.yaml"), ("release/1.x", "a b/ç#?.yaml"), ("v1", "[id]/c")])
def test_a_file_url_reads_back_as_what_made_it(host: str, ref: str, path: str) -> None:
    repository = f"https://{host}/o/r.git"
    url = FORGES.file_url(repository, ref, path)
    assert url is not None
    assert FORGES.parse(url) == RepositoryFile(repository, ref, path)


def test_nothing_is_said_about_unknown_hosts_or_without_a_ref() -> None:
    assert FORGES.file_url("https://example.org/o/r.git", "main", "c.yaml") is None
    assert FORGES.file_url("https://github.com/o/r.git", "", "c.yaml") is None


def test_a_configured_host_replaces_a_public_one() -> None:
    assert Forges.of([("github.com", "gitlab")]).flavour("github.com") is FLAVOURS["gitlab"]


@pytest.mark.parametrize(
    ("spelt", "canonical"),
    [
        ("https://GitHub.com:443/o/r/", "https://github.com/o/r.git"),
        ("http://github.com:80/o/r", "http://github.com/o/r.git"),
        ("https://ghe.larkspur.example:8443/O/r", "https://ghe.larkspur.example:8443/O/r.git"),
        (f"{SERVER}/scm/P/r", f"{SERVER}/scm/P/r.git"),
        (f"{AZURE}/", AZURE),
        ("ssh://git@github.com/o/r", "ssh://git@github.com/o/r"),
        ("git@github.com:o/r", "git@github.com:o/r"),
        ("https://Example.org/o/r/", "https://Example.org/o/r/"),
        ("../repositories/pay", "../repositories/pay"),
    ],
)
def test_a_clone_url_of_a_known_host_has_one_form(spelt: str, canonical: str) -> None:
    assert FORGES.canonical(spelt) == canonical


def test_two_urls_are_of_one_repository_whatever_case_and_transport() -> None:
    assert len({FORGES.identity(url) for url in ("https://github.com/O/r", "git@github.com:o/R.git")}) == 1
    assert FORGES.identity(f"{GERRIT}/g/r") != FORGES.identity(f"{GERRIT}/G/r")
    assert FORGES.identity("https://example.org/O/r") == "https://example.org/O/r"


def test_a_commit_is_named_as_one_where_hosts_tell_it_from_a_branch() -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    assert (
        FORGES.file_url("https://codeberg.org/o/r.git", commit, "c")
        == f"https://codeberg.org/o/r/src/commit/{commit}/c"
    )
    assert FORGES.file_url(AZURE, commit, "c") == f"{AZURE}?path=/c&version=GC{commit}"
    assert FORGES.file_url(f"{GERRIT}/g", commit, "c") == f"{GERRIT}/g/+/{commit}/c"


def test_location_refs_have_the_tree_form_of_github() -> None:
    assert FORGES.location_url("https://github.com/o/r", "main", "c.yaml") == "https://github.com/o/r/tree/main/c.yaml"
    assert FORGES.location_url(AZURE, "main", "c.yaml") == FORGES.file_url(AZURE, "main", "c.yaml")
    assert FORGES.location_url("https://example.org/o/r", "main", "c.yaml") is None


def test_a_path_keeps_the_characters_that_a_url_may_have() -> None:
    page = FORGES.location_url("https://github.com/o/r", "main", "a b/[z]/(x)/!é+c,d.yaml")
    assert page == "https://github.com/o/r/tree/main/a%20b/[z]/(x)/!%C3%A9+c,d.yaml"
    assert "path=/a%26b.yaml&" in (FORGES.file_url(AZURE, "main", "a&b.yaml") or "")


@pytest.mark.parametrize(
    ("repository", "page"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/commit/{commit}"),
        ("git@gitlab.com:g/sub/r.git", "https://gitlab.com/g/sub/r/-/commit/{commit}"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/commit/{commit}"),
        ("https://bitbucket.org/o/r.git", "https://bitbucket.org/o/r/commits/{commit}"),
        ("https://dev.azure.com/o/p/_git/r", "https://dev.azure.com/o/p/_git/r/commit/{commit}"),
        ("https://git.example/o/r.git", ""),
        ("/srv/r.git", ""),
    ],
)
def test_page_of_a_commit(repository: str, page: str) -> None:
    assert Forges().commit_page(repository) == page


@pytest.mark.parametrize(
    ("repository", "page", "title"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/issues/new", "title"),
        ("git@gitlab.com:g/sub/r.git", "https://gitlab.com/g/sub/r/-/issues/new", "issue[title]"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/issues/new", "title"),
    ],
)
def test_form_of_a_new_issue(repository: str, page: str, title: str) -> None:
    form = Forges().issue_form(repository)
    assert form
    assert (form.url, form.title) == (page, title)


@pytest.mark.parametrize("repository", ["https://bitbucket.org/o/r.git", "https://git.example/o/r.git", "/srv/r.git"])
def test_no_form_where_no_address_could_fill_it_in(repository: str) -> None:
    assert Forges().issue_form(repository) is None
