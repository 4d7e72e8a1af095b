"""Exchange with the national database of reception and petitions: what was sent, accepted, refused (liên thông)."""
