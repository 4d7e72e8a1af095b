"""The register of complex, crowded and prolonged matters (sổ vụ việc phức tạp, đông người, kéo dài)."""
