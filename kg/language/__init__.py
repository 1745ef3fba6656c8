"""A document's words: tokens, sentences, forms, trees and names, by the pipeline of its language.

`analysis` has the whole; the models' libraries, which take a second, are imported with the first Russian text."""
