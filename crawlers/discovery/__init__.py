"""Pure functions from the bytes of a feed, sitemap, listing or API to the links in it."""
