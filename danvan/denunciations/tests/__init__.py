"""Tests of denunciations."""
