"""The journal: one append-only, chained record of everything that was done (nhật ký)."""
