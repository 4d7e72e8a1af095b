"""The look and the voice: base templates, components, stylesheet, form fields. It knows no other app."""
