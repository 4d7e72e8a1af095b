"""Pages of people: units, officers, rules to confirm, the first run."""
