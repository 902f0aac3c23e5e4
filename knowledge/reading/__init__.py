"""From what is said and wanted to what it means: a `reading`, within a conversation.

`slots` fills conditions, with `figures` among them and what `exclusion` finds ruled out; `read` tries how a `question`
can be meant, by its `evidence` (what it says, names, describes and refers to) against what is `known`:

==================================  ======================================================================
`pick`, `follow`, `alike`           a reply: one of a list, more of it, the same elsewhere, a comparison
`called`, `unknown`                 nothing but a name, known or not
`seek`, `listed`                    a list, or its number; what looks like a fact but asks for one
`ask`, `describe`, `compare`        a fact, a description, a comparison of entries
`define`                            a term explained
==================================  ======================================================================

`meaning` puts the result together; `select` finds what fits a reading, and in which order.
"""
