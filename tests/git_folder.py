"""A repository under git with fixed days and identity."""

import os
import subprocess

QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0"}


def git(root, *arguments, day="2026-03-01"):
    """Run git as somebody on a day; what it prints."""
    identity = (
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.example",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    )
    stamp = f"{day}T12:00:00+0000"
    hidden = {name for name in os.environ if name.startswith("GIT_")}
    environment = {key: value for key, value in os.environ.items() if key not in hidden} | QUIET
    environment |= {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, env=environment, text=True
    )
    return done.stdout.strip()


def commit(root, title="Change", day="2026-03-01"):
    """Commit everything; the hash."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", title, day=day)
    return git(root, "rev-parse", "HEAD")
