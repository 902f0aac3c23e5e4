"""What there is to know: entries and vocabulary, how they are read, held to their rules and compiled.

`codes`, `values`, `entries`, `vocabulary` and `base` are what there is; `layout` and `sources` tell where it lies,
`load` gets it, `check` and `schema` hold it to its rules; `snapshot` is its compiled form, `table` looks up fast.
"""
