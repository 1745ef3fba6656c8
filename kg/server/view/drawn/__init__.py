"""Small maps that a page holds, and what they draw."""
