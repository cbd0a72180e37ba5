"""Loads the test harness for the Python tests and for the pgTAP files alike."""

pytest_plugins = ["harness.server", "harness.pgtap"]
