"""Hostile descriptors: YAML that is too large, too deep, oddly encoded, or close to what libyaml can read."""

import codecs
from functools import partial

from tests.builders.hostile_parts import HEAD, MANY, SPEC, V1_1, bomb, entity, nested, numbers, put


def _sizes() -> None:
    put("bomb of aliases", lambda: entity(spec=bomb()))
    put("bomb of merges", lambda: V1_1 + entity(spec=bomb(merge=True)))
    put("wide merges", lambda: V1_1 + entity(spec=wide_merges()))
    put("anchor redefined", lambda: entity(spec="  a:\n" + numbers(MANY, "  - &a [*a]").replace("[*a]", "[x]", 1)))
    put(
        "anchors and uses",
        lambda: entity(spec="  a:\n" + numbers(30_000, "  - &a# x") + numbers(30_000, "\n  - *a#", "")),
    )
    put("open anchors", lambda: entity(spec="  a: " + open_anchors()))
    for name, opening, closing in (
        ("lists", "[", "]"),
        ("maps", "{a: ", "}"),
        ("JSON", '{"a":', "}"),
        ("keys", "{[", "]: a}"),
    ):
        put(f"deep {name}", partial(lambda one, two: entity(spec=f"  a: {nested(one, two)}\n"), opening, closing))
        put(f"deep {name} at the root", partial(nested, opening, closing))
    put("deep block lists", lambda: entity(spec="  a:\n   " + "- " * MANY + "x\n"))
    put("deep block maps", lambda: entity(spec="  a:\n" + "".join(f"{' ' * (n + 3)}a:\n" for n in range(2000))))
    put("deep block keys", lambda: "? " * MANY + "x\n")
    put("deep unclosed", lambda: entity(spec="  a: " + "[" * MANY))
    put("deep unclosed maps", lambda: entity(spec="  a: " + "{a: " * MANY))
    put("deep complex keys", lambda: entity(spec=f"  {nested('[', ']', 10_000)}: a\n"))
    put("deep complex maps as keys", lambda: entity(spec=f"  ? {nested('{a: ', '}', 10_000)}\n  : a\n"))
    put("wide complex keys", lambda: entity(spec=numbers(20_000, "  ? [a, b, {c: #}]\n  : x")))


def _large() -> None:
    put("50 MB", lambda: entity(spec="  a: |\n" + "    text\n" * 6_000_000))
    put("50 MB of lists", lambda: b"[[],[],[],[]," * 4_000_000)
    put("4.9 MB of brackets", lambda: b"[" * 4_900_000)
    put("4.9 MB of small values", lambda: entity(spec="  a: [" + "x, " * 1_600_000 + "x]\n"))
    put("4.9 MB of empty lists", lambda: entity(spec="  a: [" + "[]," * 1_600_000 + "x]\n"))
    put("4.9 MB of blank lines", lambda: "\n" * 4_900_000)
    put("4.9 MB of comments", lambda: "#\n" * 2_450_000)
    put("4.9 MB of spaces", lambda: " " * 4_900_000)
    put("4.9 MB of tabs", lambda: "\t" * 4_900_000)


def _documents() -> None:
    put("documents", lambda: "---\n" * MANY)
    put("documents of nothing", lambda: "--- ~\n" * MANY)
    put("documents of text", lambda: "--- x\n" * MANY)
    put("documents that end", lambda: "...\n" * MANY)
    put("documents with faults", lambda: "--- {\n" * MANY)
    put("entities without spec", lambda: numbers(3000, "---\napiVersion: a/v1\nkind: Thing\nmetadata: {name: n#}"))
    put("entities with the same name", lambda: f"---\n{HEAD}{SPEC}" * 10_000)
    put("directives", lambda: "%YAML 1.1\n" * MANY + "---\n" + entity())
    put("tags directives", lambda: numbers(MANY, "%TAG !a#! tag:x#") + "\n---\n" + entity())
    put("10 MB scalar", lambda: entity(spec=f"  a: {'x' * 10_000_000}\n"))
    put("4.9 MB scalar", lambda: entity(spec=f"  a: {'x' * 4_900_000}\n"))
    put("4.9 MB quoted scalar", lambda: entity(spec=f'  a: "{"x " * 2_450_000}"\n'))
    put("4.9 MB of escapes", lambda: entity(spec='  a: "' + "\\x41" * 1_200_000 + '"\n'))
    put("many lines in quotes", lambda: entity(spec='  a: "' + "\n    x" * 800_000 + '"\n'))
    put("4.9 MB key", lambda: entity(spec=f"  ? {'x' * 4_900_000}\n  : a\n"))
    put(
        "long key over many values", lambda: entity(spec=f"  ? {'x' * 1_000_000}\n  : [{'a, ' * 100_000}]\n  kind: [\n")
    )
    put("long keys", lambda: entity(spec=numbers(4000, f"  ? {'x' * 1100}#\n  : y")))


def wide_merges() -> str:
    """Return one map of many keys that is merged by many."""
    return "  a: &a {" + numbers(2000, "k#: 1", ", ") + "}\n" + numbers(90, "  b#: {<<: [*a, *a, *a, *a]}")


def open_anchors() -> str:
    """Return an alias in many containers with names."""
    return numbers(90, "&a# [", " ") + "&x y, " + "*x, " * 90 + "]" * 90 + "\n"


def _encodings() -> None:
    good = entity(spec="  a: höher\n")
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1", "utf-7"):
        put(name, partial(good.encode, name))
    put("utf-16 with BOM", lambda: codecs.BOM_UTF16_LE + good.encode("utf-16-le"))
    put("utf-32 with BOM", lambda: codecs.BOM_UTF32_BE + good.encode("utf-32-be"))
    put("utf-8 with BOMs", lambda: codecs.BOM_UTF8 * MANY + good.encode())
    put("NUL bytes", lambda: b"\0" * 1_000_000)
    put("NUL in text", lambda: entity(spec='  a: "x\0y"\n  b: x\0y\n'))
    put("NUL escaped", lambda: entity(spec='  a: "\\0"\n'))
    put("bytes that are no text", lambda: bytes(range(256)) * 4000)
    put("control characters", lambda: entity(spec="  a: " + "\x01\x02\x7f\x85\u2028\ufeff" * MANY + "\n"))
    put("surrogates", lambda: entity(spec='  a: "' + "\\ud800" * MANY + '"\n'))
    put("pairs of surrogates", lambda: entity(spec='  a: "' + "\\ud83d\\ude00" * MANY + '"\n'))
    put("surrogates as bytes", lambda: entity().encode() + b"  a: \xed\xa0\x80\xed\xb0\x80\n")
    put("private characters", lambda: entity(spec="  a: " + "\U000f0001\U000f2028" * MANY + "\u2028\n"))
    put("lone CR", lambda: entity().replace("\n", "\r"))
    put("many CR", lambda: entity(spec="  a: |\n" + "    x\r" * MANY))
    put("CR LF", lambda: entity(spec="  a: 1\n" * MANY).replace("\n", "\r\n"))


def _repairs() -> None:
    put("tabs", lambda: entity(spec="\ta: 1\n"))
    put("tabs after dashes", lambda: entity(spec="  a:\n" + "  -\tx\n" * MANY))
    put("tabs after colons", lambda: entity(spec=numbers(MANY, "  k#:\tx")))
    put("tabs before comments", lambda: entity(spec="\t# x\n" * MANY))
    put("lines of tabs", lambda: entity(spec="  a: 1\n" + "\t\n" * MANY))
    put("a line of tabs after a dash", lambda: entity(spec="  a:\n  -" + "\t" * 1_000_000 + "x\n"))
    put("dashes before a tab", lambda: entity(spec="  a:\n  " + "- " * 90 + "-\tx\n" + "  - -\tx\n" * MANY))
    put("tabs in block scalars", lambda: entity(spec="  a: |\n" + "\tx\n" * MANY))
    put("tabs in many block scalars", lambda: entity(spec=numbers(20_000, "  a#: |\n  \tx\n")))
    put("tags before commas", lambda: entity(spec="  a: [" + "!x," * MANY + "]\n"))
    put("colons in lists", lambda: entity(spec="  a: [" + "a:," * MANY + "]\n"))
    put("leading colons in lists", lambda: entity(spec="  a: [" + ":x," * MANY + "]\n"))
    put("lines of colons", lambda: entity(spec="  a:\n" + "    : x\n" * MANY))


def _odd_words() -> None:
    put("odd anchors", lambda: entity(spec="  a:\n" + numbers(MANY, "  - &ä# x")))
    put(
        "odd anchors that share a start",
        lambda: entity(spec="  a:\n" + "".join(f"  - &{'ä' * n} x\n" for n in range(1, 1200))),
    )
    put("one odd anchor of 1 MB", lambda: entity(spec=f"  a: &{'ä' * 500_000} x\n  b: &{'ö' * 500_000} x\n"))
    put("long word with a colon", lambda: entity(spec=f"  a: [:{'x' * 4_000_000}]\n"))
    put("many single quotes", lambda: entity(spec=f"  a: [:{chr(39) * 4_000_000}]\n"))
    put("backslashes", lambda: entity(spec='  a: "' + "\\\\" * 2_000_000 + '\\ud800"\n'))
    put("odd backslashes", lambda: entity(spec='  a: "' + "\\" * 2_000_001 + 'ud800"\n'))
    put("backslashes and surrogates", lambda: entity(spec='  a: "' + ("\\" * 201 + "ud800") * 10_000 + '"\n'))
    put("strict quotes", lambda: entity(spec='  a: "' + "x\n   " * MANY + '"\n'))
    put("strict nested quotes", lambda: entity(spec="  a: " + nested("[\n   ", "\n   ]", 90) + "\n"))
    put(
        "strict flow over lines",
        lambda: entity(spec="  a: [" + "\n   [" * 90 + "x\n" + "   x,\n" * 40_000 + "]" * 91 + "\n"),
    )


def add_yaml() -> None:
    """Put them into the corpus."""
    for add in (_sizes, _large, _documents, _encodings, _repairs, _odd_words):
        add()
