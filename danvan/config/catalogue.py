"""Settings of the catalogue of procedures; danvan.config.settings takes them in whole."""

APPS = ["danvan.procedures"]
# What `danvan verify` checks of it.
VERIFIERS = ["danvan.procedures.verify.catalogue", "danvan.procedures.verify.imports"]
# Addresses to which files go.
TAKES_FILES = {"procedures:imports"}
