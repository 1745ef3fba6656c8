"""What Kazakh texts say, by rules over suffixes, heads and mentions."""
