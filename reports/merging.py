"""Frozen figures and printed documents when two organizations or persons become one: nothing of them changes."""

from office.merging import keep

keep("reports.FigureValue.row_ids", "counted anew at the next refresh; until then the old address leads on")
keep("reports.Rendition.figures", "printed: frozen with the rows of its day")
keep("reports.Rendition.context", "printed: frozen with the names of its day")
