"""How findings are shown: one format a file, each with `render(report, out)`."""
