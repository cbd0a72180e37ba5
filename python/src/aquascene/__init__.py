"""The thin Python layer of the AquaScene Content Engine."""
