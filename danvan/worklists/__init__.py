"""What officers do with lists of cases: views that they keep, one step on many cases, files that they take out."""
