"""A whole record, for the examples of rules that look at whole files."""

SAMPLE = """\
schema = 1
id = "jp-minatogawa--us-or-harborview"
kind = "sister"
status = "active"
since = "1988-05-20"
fields = ["culture", "education"]
verified = "2025-11-02"

[[parties]]
city = "jp-minatogawa"

[[parties]]
city = "us-or-harborview"
orgs = ["us-or-harborview-sister-cities"]

[[sources]]
id = "s1"
type = "official-site"
title = "Sister cities"
url = "https://www.city.minatogawa.example/kokusai/shimai.html"
accessed = "2025-11-02"
party = "jp-minatogawa"
"""
"""The partnership of the examples' world."""
