"""The first function of a crawl's process; importing this module costs nothing."""


def enter(plan_json: str) -> None:
    """Import Scrapy, unless the process was forked from one that has it, and crawl."""
    from crawlers.child import run_detached

    run_detached(plan_json)
