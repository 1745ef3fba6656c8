"""Words the suffix analysis must know: stems that end like a suffix, stems that change, nouns of official prose."""

from kg.language.words import KAZAKH

UNINFLECTED = KAZAKH.set("stems.uninflected")

SHORTENED = KAZAKH.table("stems.shortened")

NOUNS = KAZAKH.set("stems.nouns")

FUNCTION_WORDS = KAZAKH.set("stems.function_words")
