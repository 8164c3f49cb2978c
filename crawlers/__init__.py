"""Find coverage and land it unread: sources, discovery, spiders. The only home of Scrapy."""
