"""A document's words: tokens, sentences, forms, trees and names, by the pipeline of its language.

`analysis` has the whole, and imports the models' libraries, which takes a second; `morphology` is light."""
