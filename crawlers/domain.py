"""How a host is named, and which part of its name one party owns, by a short list of rules instead of the public suffix list."""

# Under these, each name below is a site of its own.
_PLATFORMS = frozenset({"substack.com", "github.io", "blogspot.com", "wordpress.com", "medium.com"})
_SECOND_LEVEL = frozenset(
    [
        "com",
        "net",
        "org",
        "gov",
        "edu",
        "ac",
        "co",
        "or",
        "ne",
        "go",
        "mil",
        "idv",
        "ltd",
        "plc",
        "me",
    ]
)


def ascii_host(host: str) -> str:
    """Return a host name as it is asked for, 新闻.例子 as xn--efvy88h.xn--fsqu00a; what is no name stays as it is."""
    host = host.lower().rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def registrable_domain(host: str) -> str:
    """Return the part of a host name that one party owns, as far as a short list of rules can tell."""
    labels = host.lower().rstrip(".").split(".")
    depth = 2
    if len(labels) > 2 and (
        (len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL)
        or ".".join(labels[-2:]) in _PLATFORMS
    ):
        depth = 3
    return ".".join(labels[-depth:])
