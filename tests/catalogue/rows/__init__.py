"""All rows of the catalogue, in the order of their numbers."""

from tests.catalogue.rows.answers import ANSWERS
from tests.catalogue.rows.cells import CELL_VALUES
from tests.catalogue.rows.csv_structure import CSV_STRUCTURE
from tests.catalogue.rows.encoding import ENCODING
from tests.catalogue.rows.headings import HEADINGS

ROWS = (*ENCODING, *CSV_STRUCTURE, *HEADINGS, *CELL_VALUES, *ANSWERS)
