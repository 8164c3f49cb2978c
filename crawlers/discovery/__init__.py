"""What a feed, sitemap, listing or API announces: pure functions from bytes to links."""
