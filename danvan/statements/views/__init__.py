"""Pages of reports: their list, one report and its steps."""
