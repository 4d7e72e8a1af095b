"""Statements of figures that prove their own sums (báo cáo)."""
