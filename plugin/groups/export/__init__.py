"""The board to take along: as comma-separated values and as a workbook, with fields that no program takes for formulas."""
