"""Pages for people: each shows facts with the words that state them. They can be read without scripts."""
