"""Figures: facts posted as things happen, totals rolled up, answers whose cost does not grow (số liệu)."""
