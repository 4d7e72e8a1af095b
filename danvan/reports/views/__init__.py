"""Pages of reports: each figure opens its list, with the reader's own rights."""
