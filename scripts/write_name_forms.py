"""Writes anew the forms of the gazetteer's Russian names, after it or how names are declined has changed.

python scripts/write_name_forms.py"""

from kg.model.config import Settings
from kg.names.gazetteer import FORMS, Gazetteer

if __name__ == "__main__":
    ontology = Settings().ontology
    (ontology / FORMS).write_text(Gazetteer.load(ontology / "gazetteer.ttl").table_of_forms(), encoding="utf-8")
