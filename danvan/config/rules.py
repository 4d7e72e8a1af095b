"""Settings of the page of rules: which rules of law this register rests on; danvan.config.settings takes them in."""

# The rules of law that set a term for the kinds of case: the page of rules shows these first.
IN_USE = "danvan.cases.kinds.rules_in_use"
# The rules on which alarms, steps, reception, the one-stop desk and consultations rest: it shows these next.
LEANED_ON = [
    "danvan.alarms.queries.rules_leaned_on",
    "danvan.reception.terms.rules_leaned_on",
    "danvan.onestop.policies.rules_leaned_on",
    "danvan.meetings.kinds.rules_leaned_on",
    "danvan.council.terms.rules_leaned_on",
    "danvan.consultations.grounds.rules_leaned_on",
]
