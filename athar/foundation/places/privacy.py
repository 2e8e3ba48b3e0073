"""Regions and governorates hold nothing of anybody."""

IMPERSONAL = ("places.Region", "places.Governorate")
