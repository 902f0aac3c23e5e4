"""From what is said and wanted to what it means: a `reading`, within a conversation.

`slots` fills conditions, with `figures` among them and what `exclusion` finds ruled out; `read` tries how a `question`
can be meant, by its `evidence` (what is `named`, …) against what is `known`: as a reply (`follow`), a name (`called`,
`unknown`), about entries (`ask`), for a list (`seek`); `meaning` puts it together. `select` finds what fits a reading.
"""
