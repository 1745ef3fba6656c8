"""Writes anew what tells of the rules: the tables at the end of docs/rules.md, and ontology/rules.ttl.

python scripts/write_rules_table.py"""

from pathlib import Path

from kg.reading.rules.table import markdown, turtle

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "rules.md"
MARK = "<!-- table -->\n"

if __name__ == "__main__":
    before, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(f"{before}{mark}\n{markdown()}", encoding="utf-8")
    (PROJECT / "ontology" / "rules.ttl").write_text(turtle(), encoding="utf-8")
