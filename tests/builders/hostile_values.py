"""Hostile descriptors: well-formed, with values that are too long, too many, or not what they seem."""

import json
from functools import partial

from tests.builders.hostile_parts import DIGITS, LOCATION, MANY, NEARLY, V1_1, bomb, entity, nested, numbers, put


def _scalars() -> None:
    digits = DIGITS
    for name, text in {
        "digits": digits,
        "fraction": f"1.{digits}",
        "exponent": f"1e{digits}",
        "octal": f"0o{digits}",
        "hex": f"0x{digits}",
        "underscores": "1" + "_" * 1_000_000,
        "sexagesimal": "1" + ":11" * 300_000,
        "sexagesimal fraction": "1" + ":11" * 300_000 + ".1",
        "dots": "." * 1_000_000,
        "plus": "+" * 1_000_000,
        "almost a number": digits + "x",
        "almost a float": digits + ".e",
        "bits": "0b" + "1" * 1_000_000,
        "years": "9999-99-99",
        "date out of range": "0000-00-00",
        "date with zone": "9999-12-31T23:59:59.9-23:59",
        "date with spaces": "2000-01-01" + " " * 1_000_000 + "x",
        "date with fraction": "2000-01-01T00:00:00." + digits,
        "date with fraction and no zone": "2000-01-01T00:00:00." + digits + "x",
    }.items():
        put(f"YAML {name}", partial(lambda text: entity(spec=f"  a: {text}\n"), text))
        put(f"YAML 1.1 {name}", partial(lambda text: V1_1 + entity(spec=f"  a: {text}\n"), text))
    put("many long numbers", lambda: entity(spec="  a: [" + ("1" * 1100 + ", ") * 4000 + "]\n"))
    put("many sexagesimals", lambda: V1_1 + entity(spec="  a: [" + ("1:1:1:1:1:1:1:1, ") * 90_000 + "]\n"))
    put("binary", lambda: entity(spec="  a: !!binary " + "QUJD" * 1_000_000 + "\n"))
    put("many binaries", lambda: entity(spec="  a: [" + "!!binary QUJDQUJDQUJDQUJD, " * 90_000 + "]\n"))
    put("binary as a key", lambda: entity(spec="  ? !!binary " + "QUJD" * 500_000 + "\n  : a\n"))
    put("timestamps", lambda: entity(spec="  a: !!timestamp x\n"))
    put(
        "python objects",
        lambda: entity(spec='  a: !!python/object/apply:os.system ["true"]\n  b: !!python/name:os.system\n'),
    )
    put(
        "odd tags",
        lambda: entity(spec="  a: !<" + "x" * 100_000 + "> y\n  b: !!set {x}\n  c: !!omap [x: y]\n  d: !!int x\n"),
    )


def _placeholders() -> None:
    put("JSON digits", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: f"[{DIGITS}]")
    put(
        "JSON exponent", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: f"[1e{DIGITS}, -1E+{DIGITS}, 1.{DIGITS}]"
    )
    put("JSON deep", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: nested("[", "]"))
    put("JSON deep maps", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: nested('{"a":', "}"))
    put("JSON of 9 MB", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: "[" + "[]," * 3_000_000 + "1]")
    put("JSON of 50 MB", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: "[" + "[]," * 17_000_000 + "1]")
    put("JSON 9 MB text", entity(spec="  a: {$json: x.json}\n"), x_json=lambda: json.dumps("x" * 9_000_000))
    put("YAML deep", entity(spec="  a: {$yaml: x.yaml}\n"), x_yaml=lambda: nested("[", "]"))
    put("YAML of 9 MB", entity(spec="  a: {$yaml: x.yaml}\n"), x_yaml=lambda: "[" + "[]," * 3_000_000 + "1]")
    put("YAML bomb beside", entity(spec="  a: {$yaml: x.yaml}\n"), x_yaml=lambda: "x:\n" + bomb())
    put("text of 9 MB", entity(spec="  a: {$text: x.txt}\n"), x_txt=lambda: b"\xff" * 9_000_000)
    put("text many times", lambda: entity(spec=numbers(MANY // 2, "  a#: {$text: x.txt}")), x_txt=lambda: b"x" * 9000)
    put(
        "JSON many times",
        lambda: entity(spec=numbers(MANY // 2, "  a#: {$json: x.json}")),
        x_json=lambda: "[" + "1," * 9000 + "1]",
    )
    put("placeholders to nothing", lambda: entity(spec=numbers(MANY // 2, "  a#: {$text: gone#.txt}")))
    put("placeholders of 1 MB", lambda: entity(spec="  a: {$text: " + "x/" * 500_000 + "}\n"))
    put("placeholders of 1 MB of %", lambda: entity(spec="  a: {$text: '" + "%25" * 300_000 + "41'}\n"))
    put("placeholders up", lambda: entity(spec="  a: {$text: " + "../" * 300_000 + "x}\n"))


def _definitions() -> None:
    put("OpenAPI deep", entity(spec="  a: {$openapi: x.yaml}\n"), x_yaml=lambda: "$ref: y.yaml\na: " + nested("[", "]"))
    put(
        "OpenAPI of 9 MB",
        entity(spec="  a: {$openapi: x.yaml}\n"),
        x_yaml=lambda: "a: [" + "{$ref: y.yaml}," * 500_000 + "1]",
        y_yaml=lambda: "1",
    )
    put(
        "OpenAPI long keys",
        entity(spec="  a: {$openapi: x.yaml}\n"),
        x_yaml=lambda: "? " + "x" * 1_000_000 + "\n: [" + "{$ref: y.yaml}," * 50_000 + "1]",
        y_yaml=lambda: "1",
    )
    put("OpenAPI spaces", entity(spec="  a: {$openapi: x.yaml}\n"), x_yaml=lambda: "'$ref'" + " " * 5_000_000 + "x")
    put(
        "OpenAPI long refs",
        entity(spec="  a: {$openapi: x.yaml}\n"),
        x_yaml=lambda: "a: {$ref: 'y.yaml#" + "/a" * 1_000_000 + "'}",
        y_yaml=lambda: "a: {$ref: '#/a/a'}",
    )
    put(
        "OpenAPI many times",
        lambda: entity(spec=numbers(5_000, "  a#: {$openapi: x.yaml}")),
        x_yaml=lambda: "a: [" + "{$ref: y.yaml}," * 500 + "1]",
        y_yaml=lambda: "1",
    )


def _words() -> None:
    for name in (
        "../../x",
        "CON",
        "x.html",
        ".",
        "..",
        "a/b",
        "a\\b",
        "__proto__",
        "constructor",
        "index.html",
        "a\nb",
        "\u202e",
        "NaN",
        "-",
        "%2e%2e",
    ):
        put(f"name {name!a}", partial(lambda name: entity().replace("name: bad", f"name: {json.dumps(name)}"), name))
        put(f"namespace {name!a}", partial(lambda name: entity(f"  namespace: {json.dumps(name)}\n"), name))
        put(
            f"kind {name!a}",
            partial(lambda name: entity().replace("kind: Component", f"kind: {json.dumps(name)}"), name),
        )
        put(
            f"key {name!a}",
            partial(
                lambda name: entity(
                    f"  {json.dumps(name)}: {{a: 1}}\n  labels: {{{json.dumps(name)}: b}}\n",
                    f"  {json.dumps(name)}: x\n",
                ),
                name,
            ),
        )
    huge = "x" * 1_000_000
    put("name of 1 MB", lambda: entity().replace("name: bad", f"name: {huge}"))
    put("kind of 1 MB", lambda: entity().replace("Component", huge))
    put("version of 1 MB", lambda: entity().replace("v1alpha1", huge))
    put("version of 1 MB of slashes", lambda: entity().replace("v1alpha1", "/" * 1_000_000))
    put("namespace of 1 MB", lambda: entity(f"  namespace: {huge}\n"))
    put("root keys", lambda: numbers(MANY, "k#: 1") + "\n" + entity())
    put("label keys of 1 MB", lambda: entity(f"  labels: {{? {'a.' * 500_000}b/c : d}}\n"))
    put("link of 1 MB", lambda: entity(f"  links: [{{url: 'https://{'a.' * 500_000}b/'}}]\n"))
    put("owner of 1 MB", lambda: entity().replace("owner: me", f"owner: {'a:' * 500_000}b/c"))
    put("owner of 1 MB of dashes", lambda: entity().replace("owner: me", f"owner: {'a-' * 500_000}!"))
    put("tag of 1 MB", lambda: entity(f"  tags: [{'a-' * 500_000}!]\n"))
    put("title of 1 MB", lambda: entity(f"  title: {huge}\n  description: {huge}\n"))


def _many() -> None:
    put("bad tags", lambda: entity("  tags: [" + "A b, " * MANY + "]\n"))
    put("tags", lambda: entity("  tags: [" + numbers(MANY, "t#", ", ") + "]\n"))
    put("bad tags of maps", lambda: entity("  tags: [" + "{a: [b]}, " * 50_000 + "]\n"))
    put("links", lambda: entity("  links:\n" + numbers(MANY, "  - {url: 'https://x.example/#'}") + "\n"))
    put("bad links", lambda: entity("  links:\n" + numbers(MANY, "  - {url: 'x y#'}") + "\n"))
    put("annotations", lambda: entity("  annotations:\n" + numbers(MANY, "    k#: v") + "\n"))
    put("bad annotations", lambda: entity("  annotations:\n" + numbers(MANY, "    k# !: {a: b}") + "\n"))
    put("labels", lambda: entity("  labels:\n" + numbers(MANY, "    a.b/k#: v") + "\n"))
    put("relations", lambda: entity(spec="  dependsOn: [" + numbers(MANY, "'component:default/c#'", ", ") + "]\n"))
    put("bad relations", lambda: entity(spec="  dependsOn: [" + numbers(MANY, "c#", ", ") + "]\n"))
    put("relations to itself", lambda: entity(spec="  dependsOn: [" + "'component:default/bad', " * MANY + "]\n"))
    put("a million in a list", lambda: entity(spec="  dependsOn: [" + "a," * 1_000_000 + "]\n"))
    put("keys that differ in case", lambda: entity("  x:\n" + "".join(f"    {_cased(n)}: 1\n" for n in range(2**14))))
    put("duplicate keys", lambda: entity(spec="  a: 1\n" * MANY))
    put("duplicate number keys", lambda: entity(spec=numbers(MANY, "  #: 1\n  '#': 1")))
    put("dollars", lambda: entity(spec="  a: {" + "$" * 1_000_000 + ": b}\n"))


def _nearly_too_many() -> None:
    """As many as the limit of values lets through."""
    few, many = NEARLY // 2, NEARLY
    put("many tags", lambda: entity("  tags: [" + numbers(many, "t#", ", ") + "]\n"))
    put("many bad tags", lambda: entity("  tags: [" + "A b, " * many + "]\n"))
    put("many links", lambda: entity("  links:\n" + numbers(many // 3, "  - {url: 'https://x.example/#'}") + "\n"))
    put("many annotations", lambda: entity("  annotations:\n" + numbers(few, "    k#: v") + "\n"))
    put("many labels", lambda: entity("  labels:\n" + numbers(few, "    a.b/k#: v") + "\n"))
    put("many relations", lambda: entity(spec="  dependsOn: [" + numbers(many, "'component:c#'", ", ") + "]\n"))
    put("many relations to itself", lambda: entity(spec="  dependsOn: [" + "'component:bad', " * many + "]\n"))
    put("many bad relations", lambda: entity(spec="  dependsOn: [" + numbers(many, "c#", ", ") + "]\n"))
    put("many targets", lambda: LOCATION + "spec:\n  targets:\n" + numbers(many, "  - ./gone#.yaml"))
    put("many number keys", lambda: entity(spec=numbers(few // 2, "  #: 1\n  '#': 1")))
    put("many tabs after colons", lambda: entity(spec=numbers(few, "  k#:\tx")))
    put("many odd anchors", lambda: entity(spec="  a:\n" + numbers(many, "  - &ä# x")))
    put("many placeholders", lambda: entity(spec=numbers(many // 3, "  a#: {$text: x.txt}")), x_txt=lambda: b"x" * 9000)
    put("many complex keys", lambda: entity(spec=numbers(many // 8, "  ? [a, b, {c: #}]\n  : x")))
    put("many keys of several lines", lambda: entity(spec="  a:\n" + numbers(900, "  - {b\n     c#: d}") + "\n"))
    put("many large documents", lambda: numbers(12, entity("  x: [" + "y, " * (many - 5000) + "]\n"), "\n---\n"))


def _cased(number: int) -> str:
    return "".join("aA"[number >> bit & 1] for bit in range(14))


def _locations() -> None:
    put("names itself", LOCATION + "spec: {target: ./catalog-info.yaml}\n")
    put(
        "name each other",
        LOCATION + "spec: {target: ./x.yaml}\n",
        x_yaml=lambda: LOCATION + "spec: {targets: [./catalog-info.yaml, ./x.yaml]}\n",
    )
    put("targets", lambda: LOCATION + "spec:\n  targets:\n" + numbers(MANY, "  - ./gone#.yaml"))
    put("the same target", lambda: LOCATION + "spec:\n  targets:\n" + "  - ./x.yaml\n" * MANY, x_yaml=entity)
    put("far targets", lambda: LOCATION + "spec:\n  targets:\n" + numbers(20_000, "  - https://h#.example/x.yaml"))
    put("target of 1 MB", lambda: LOCATION + f"spec: {{target: './{'x/' * 500_000}y'}}\n")
    put("target of layers of %", lambda: LOCATION + f"spec: {{target: '{chr(37)}{'25' * 1900}41'}}\n")
    put("target of 1 MB of %", lambda: LOCATION + f"spec: {{target: '{'%25' * 300_000}2e'}}\n")
    put("url of 1 MB", lambda: LOCATION + f"spec: {{target: 'https://x.example/{'x/' * 500_000}y'}}\n")
    for name, glob in {
        "braces": "{" * MANY,
        "closed braces": "{a,b}" * 20_000,
        "nested braces": "{a," * 20_000 + "}" * 20_000,
        "ranges": "{1..999999999}",
        "stars": "*a" * 50_000,
        "double stars": "**/" * 30_000 + "x",
        "groups": "*(a|*(b|" * 10_000 + "))" * 10_000,
        "group of stars": "+(*+(*)*)*" * 20,
        "brackets": "[" * MANY,
        "negations": "!" * MANY + "(x)",
        "questions": "?" * MANY,
    }.items():
        put(
            f"glob of {name}",
            partial(lambda glob: LOCATION + f"spec: {{target: './{glob}'}}\n", glob),
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_yaml=lambda: "x",
        )
    put("many globs", lambda: LOCATION + "spec:\n  targets:\n" + numbers(20_000, "  - ./{a,b}#/**/*.y?ml"))


def add_values() -> None:
    """Put them into the corpus."""
    for add in (_scalars, _placeholders, _definitions, _words, _many, _nearly_too_many, _locations):
        add()
