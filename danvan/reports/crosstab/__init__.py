"""The two-way table (bảng hai chiều): rows and columns that an officer chooses, counted from the records themselves."""
