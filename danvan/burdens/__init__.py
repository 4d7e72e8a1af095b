"""Review of procedures: what people find burdensome in them, what they cost, how they are made simpler."""
