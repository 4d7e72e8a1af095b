"""`danvan bench`: what the product promises about speed, weight and memory, measured and written down.

Everything runs on this machine alone, against a PostgreSQL of its own under a temporary folder, bounded in time.
Where a promise is a ratio, both sides are measured in the same run.
"""
