"""The life of a report: drafted, signed by the head, issued with a number and a hash, later corrected (đời báo cáo)."""
