"""The terms of the law that run on a denunciation (danvan/law/rules), each by what it is for."""

from danvan.cases.workflow import SENT_ON, Clock

PASSING = Clock("passing", "denunciation.transfer")
FIRST = Clock("acceptance", "denunciation.processing")
SENDER = Clock("sender_told", "denunciation.sender_told", channels=SENT_ON)
NOTICE = Clock("notice", "denunciation.acceptance_notice")
SETTLEMENT = Clock("settlement", "denunciation.settlement")
SENDING = Clock("sending", "denunciation.conclusion_sent")
ACTING = Clock("acting", "denunciation.acted_upon")
PUBLISHING = Clock("publishing", "denunciation.publication")
OF_FIRST_LOOK = (PASSING.purpose, FIRST.purpose)
