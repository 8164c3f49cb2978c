"""What every request and response of a crawl passes: guards, robots.txt, politeness, landing."""
