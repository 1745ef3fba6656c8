"""Countries, regions, cities, and what lies in them."""
