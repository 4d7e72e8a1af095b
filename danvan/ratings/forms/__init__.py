"""What is typed about ratings: by whoever answers, by whoever sets a tablet up or calls."""
