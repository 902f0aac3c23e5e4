"""How a folder of knowledge is laid out; the shipped one is `DATA`.

```
programmes/ clusters/ networks/ platforms/ organisations/ concepts/    entries, one folder for each kind
vocabulary/                                                            the words of the assistant
compiled/  schema/                                                     made from the others: `knowledge.compile`
```
"""

from pathlib import Path
from typing import Final

from knowledge.store.codes import KINDS, Kind

DATA: Final = Path(__file__).parents[1] / "data"
"""The shipped knowledge."""
FOLDERS: Final[dict[str, Kind]] = {f"{kind}s": kind for kind in KINDS}
"""The folders of entries, and the kind that each holds."""
VOCABULARY: Final = "vocabulary"
COMPILED: Final = "compiled"
SCHEMA: Final = "schema"
