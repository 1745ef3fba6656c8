"""Tables of the Kazakh place rules: heads of names, and names the gazetteer need not have."""

from kg.names.words import KAZAKH

STATE_HEADS = KAZAKH.set("places.state_heads")
STATE_ADJECTIVES = KAZAKH.set("places.state_adjectives")
REGION_HEADS = KAZAKH.table("places.region_heads")
CITY_HEADS = KAZAKH.set("places.city_heads")
FEATURE_HEADS = KAZAKH.table("places.feature_heads")
POSSESSED = KAZAKH.table("places.possessed")
WATERS_AND_WORKS = KAZAKH.set("places.waters_and_works")
ROUTE_WORDS = KAZAKH.set("places.route_words")
SPELLINGS = KAZAKH.table("places.spellings")
FURTHER_PLACES = KAZAKH.by_word("places.further")
PREFIXES = KAZAKH.set("places.prefixes")
AMBIGUOUS = KAZAKH.set("places.ambiguous")
STREETS = KAZAKH.set("places.streets")
