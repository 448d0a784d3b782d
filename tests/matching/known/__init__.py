"""Assignment problems with a known optimum: read from print, or by a formula."""
