"""Opinions on drafts before they are issued (lấy ý kiến, tiếp thu, giải trình): asked, gathered, answered, told."""
