"""Notices to the citizen: what is told to whom, by which way, whether it arrived, and what staff must still do."""
