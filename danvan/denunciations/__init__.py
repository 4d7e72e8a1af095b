"""Denunciations (tố cáo): who denounced is sealed, what is denounced is settled."""
