"""How a new workbook is laid out: its tabs, columns and colours."""
