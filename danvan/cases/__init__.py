"""The register: cases, their clocks, replies, files and people; every kind of case lives on it (sổ chung)."""
