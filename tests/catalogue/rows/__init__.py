"""All rows of the catalogue, in the order of their numbers."""

from tests.catalogue.rows.answers import ANSWERS
from tests.catalogue.rows.cells import CELL_VALUES
from tests.catalogue.rows.csv_structure import CSV_STRUCTURE
from tests.catalogue.rows.dates_and_numbers import DATES_AND_NUMBERS
from tests.catalogue.rows.encoding import ENCODING
from tests.catalogue.rows.headings import HEADINGS
from tests.catalogue.rows.mentions import MENTIONS
from tests.catalogue.rows.output import OUTPUT
from tests.catalogue.rows.people import IDENTITY
from tests.catalogue.rows.rows_of_nobody import ROWS_OF_NOBODY
from tests.catalogue.rows.settings import SETTINGS
from tests.catalogue.rows.whole import WHOLE
from tests.catalogue.rows.workbooks import WORKBOOKS

ROWS = (
    *ENCODING,
    *CSV_STRUCTURE,
    *ROWS_OF_NOBODY,
    *HEADINGS,
    *CELL_VALUES,
    *DATES_AND_NUMBERS,
    *ANSWERS,
    *WORKBOOKS,
    *IDENTITY,
    *MENTIONS,
    *SETTINGS,
    *WHOLE,
    *OUTPUT,
)
