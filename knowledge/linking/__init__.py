"""From a text to what its words mean: `fold` takes it apart, `link` finds what is said.

`hear` (with `spelling`) tells which known word a word is; `names` finds names said in part; `company` settles what
could mean several things; all of it is looked up in the `gazetteer`. What was found is `linked`. `retrieve` finds
what is described without being named; `language` says in which language.
"""
