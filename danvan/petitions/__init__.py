"""Petitions: complaints, recommendations and feedback (đơn thư: khiếu nại, kiến nghị, phản ánh)."""
