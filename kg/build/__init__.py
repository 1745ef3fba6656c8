"""From files to a store."""
