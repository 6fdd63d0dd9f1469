"""Hosts: lists are lower case, disjoint, and know the common ones."""

from screcords.reference import hosts


def test_lists_are_lower_case_hosts():
    for host in hosts.SHORTENERS | hosts.FREE_MAIL:
        assert host == host.lower()
        assert "." in host
    assert not hosts.SHORTENERS & hosts.FREE_MAIL


def test_samples():
    assert "bit.ly" in hosts.SHORTENERS
    assert "gmail.com" in hosts.FREE_MAIL
    assert "city.kyoto.lg.jp" not in hosts.FREE_MAIL
    assert hosts.is_tracking("utm_source")
    assert hosts.is_tracking("FBCLID")
    assert not hosts.is_tracking("id")
