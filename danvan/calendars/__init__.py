"""The office calendar as the office keeps it: days off and worked, years, notices, and what moves when they change."""
