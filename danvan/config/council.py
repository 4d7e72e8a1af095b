"""Settings of the People's Council; danvan.config.settings takes them in whole."""

APPS = ["danvan.council"]
# What `danvan verify` checks of it.
VERIFIERS = ["danvan.council.verify.council"]
