"""Applications for an administrative procedure (hồ sơ thủ tục hành chính) at the one-stop desk (Bộ phận Một cửa)."""
