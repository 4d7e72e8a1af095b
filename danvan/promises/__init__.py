"""The register of promises (lời hứa, cam kết): what an authority promised to people, until when, and what came of it.

A promise comes from somewhere: a question at a meeting, a session, a reply on a case. The app that has such things
names them in DANVAN_PROMISE_SOURCES (`danvan.promises.origins.Origins`), and calls `danvan.promises.actions.give`.
"""
