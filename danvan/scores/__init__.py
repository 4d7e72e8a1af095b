"""Scores of units in settling procedures: indicators as data with their acts, worked out from dossiers, never typed."""
