"""Emulation (thi đua): criteria, registration, re-checks, the council, recognition, and what is copied from whom."""
