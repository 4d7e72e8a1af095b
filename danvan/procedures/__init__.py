"""The catalogue of administrative procedures: what people may ask for, with its papers, ways, terms, fees and steps."""
