"""The files of words that ship: every language says the same, and every relation and word of a script has its own."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import portalgen_definitions
import portalgen_theme
from portalgen.diagrams import relation_words
from portalgen.model.relations import PAIRS
from portalgen.render.language import plural_form
from portalgen.render.load_words import read_yaml
from portalgen.render.words import OTHER, Words

PLUGINS = Path(portalgen_definitions.__file__).parent.parent
THEMES = Path(portalgen_theme.__file__).parent.parent
FOLDERS = sorted((*THEMES.glob("portalgen_theme*/i18n"), *PLUGINS.glob("portalgen_*/i18n")))
FILES = [file for folder in FOLDERS for file in sorted(folder.glob("*.yaml")) if file.stem != "en"]


def words_of(file: Path) -> Words:
    return Words.of(file.stem, read_yaml(file))


def forms_of(text: object) -> Mapping[str, str]:
    return text if isinstance(text, Mapping) else {OTHER: str(text)}


def names_in(text: object) -> set[str]:
    return {name for form in forms_of(text).values() for name in re.findall(r"\{(\w*)\}", form)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_a_language_has_all_keys_with_the_same_names_in_them_and_all_plural_forms(file: Path) -> None:
    found, english = words_of(file).texts, words_of(file.with_name("en.yaml")).texts
    assert sorted(found.keys() ^ english.keys()) == []
    assert [key for key in english if names_in(found[key]) != names_in(english[key])] == []
    categories = {plural_form(file.stem, number) for number in range(200)}
    plural = [key for key in english if isinstance(english[key], Mapping)]
    assert [key for key in plural if forms_of(found[key]).keys() != categories] == []


def test_english_says_relations_as_diagrams_do_without_a_theme() -> None:
    english = words_of(Path(portalgen_theme.__file__).parent / "i18n" / "en.yaml")
    said = {name: english.text(f"relation.{name}") for pair in PAIRS for name in pair}
    assert said == {name: relation_words(name) for name in said}
