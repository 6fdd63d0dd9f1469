"""Paths of records and further cities, for the cases."""


def city(record_id):
    return f"records/cities/{record_id[:2]}/{record_id[3]}/{record_id}.toml"


def org(record_id):
    return f"records/orgs/{record_id[:2]}/{record_id[3]}/{record_id}.toml"


def pair(one, other):
    return f"records/partnerships/{one[:2]}/{one[3]}/{one}--{other}.toml"


HOME, PARTNER = "us-or-harborview", "jp-minatogawa"


def town(name, lat=45.5, lon=-122.6, **keys):
    """A further city, somewhere else."""
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f'{lines}lat = {lat}\nlon = {lon}\n[name]\nen = "{name}"\n'
