"""From words to what is wanted: `classify` scores every label; `train` and `utterances` are how it learnt that."""
