"""Pages of denunciations for officers: taken down, opened by custodians, talked about, protected; whose keys."""
