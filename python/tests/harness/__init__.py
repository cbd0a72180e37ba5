"""What the tests lean on: one cluster a run, a template to clone, pgTAP files as pytest items."""
