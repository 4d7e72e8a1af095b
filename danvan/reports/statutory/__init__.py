"""Statutory tables (biểu thống kê): each form of a circular is a YAML file; read, filled from facts, proved, printed.

    forms/<circular>/circular.yaml    the act, its days in force, its periods, why some columns stay empty
    forms/<circular>/<form>.yaml      one form: headings, what each column counts, the sums that must hold

docs/how-to/new-statutory-form.md tells how to write one. No code knows a form by its name.
"""
