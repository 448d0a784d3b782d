"""From the text of a cell to a typed answer: one file per form of answer."""
