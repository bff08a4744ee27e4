"""What hostile descriptors are made of, and where they are listed."""

from collections.abc import Callable

Files = dict[str, bytes]
Maker = Callable[[], Files]
CORPUS: dict[str, Maker] = {}
"""Name -> maker of the files."""
MANY = 100_000
NEARLY = 49_000
"""Values that a document may have, beside the few that every descriptor has."""
HEAD = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: bad\n"
SPEC = "spec: {type: service, lifecycle: production, owner: me}\n"
LOCATION = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: bad}\n"
DIGITS = "1" * 1_000_000
V1_1 = "%YAML 1.1\n---\n"


def entity(metadata: str = "", spec: str = "") -> str:
    """Return a component with more lines in its metadata and its spec."""
    return f"{HEAD}{metadata}spec:\n  type: service\n  lifecycle: production\n  owner: me\n{spec}"


def put(name: str, content: str | bytes | Callable[[], str | bytes], **more: Callable[[], str | bytes]) -> None:
    """Add a case of one descriptor, and perhaps of files beside it (`x_yaml` is x.yaml)."""

    def make() -> Files:
        files = {"catalog-info.yaml": content, **{key.replace("_", "."): value for key, value in more.items()}}
        texts = {path: made() if callable(made) else made for path, made in files.items()}
        return {path: text.encode() if isinstance(text, str) else text for path, text in texts.items()}

    CORPUS[name] = make


def nested(opening: str, closing: str, depth: int = MANY) -> str:
    """Return brackets in brackets."""
    return opening * depth + closing * depth


def bomb(*, merge: bool = False) -> str:
    """Return levels of anchors, each of which names the one before ten times."""
    if merge:
        levels = [f"  l{n}: &l{n} {{<<: [{', '.join([f'*l{n - 1}'] * 10)}], k{n}: 1}}" for n in range(1, 40)]
        return "  l0: &l0 {a: 1}\n" + "\n".join(levels)
    levels = [f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 20)]
    return "  l0: &l0 [x]\n" + "\n".join(levels)


def numbers(count: int, form: str, between: str = "\n") -> str:
    """Return a text for each number."""
    return between.join(form.replace("#", str(number)) for number in range(count))
