"""The report of applications: what came in, what was settled and when, what is in hand, and which step took how long.

(Báo cáo tiếp nhận, giải quyết hồ sơ thủ tục hành chính.)
"""
