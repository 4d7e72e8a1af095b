"""What is typed about drafts: at the portal and at the desk."""
