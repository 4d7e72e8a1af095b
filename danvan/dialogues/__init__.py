"""Dialogues of an authority with the people (hội nghị đối thoại): the year's plan, requests of voters.

The meeting itself, its hall and its questions are danvan.meetings; what was promised is danvan.promises.
"""
