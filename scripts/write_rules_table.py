"""Writes the tables of rules at the end of docs/rules.md anew: python scripts/write_rules_table.py"""

from pathlib import Path

from kg.reading.rules.table import markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
MARK = "<!-- table -->\n"

if __name__ == "__main__":
    before, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(f"{before}{mark}\n{markdown()}", encoding="utf-8")
