"""Meetings with the people (hội nghị, buổi họp với Nhân dân): what a dialogue, a meeting of deputies with voters and a
meeting about a draft have in common.

An app that holds meetings of its own names their kind in DANVAN_MEETING_KINDS (`danvan.meetings.kinds.Kind`), and
calls `danvan.meetings.actions`.
"""
