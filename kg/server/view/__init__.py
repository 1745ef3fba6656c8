"""What pages and maps are made of: names, facts, ties, texts."""
