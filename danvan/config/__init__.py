"""Settings, addresses and the list of case kinds: the only place that names every app."""
