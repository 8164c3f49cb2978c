"""One spider per way of discovering links, never one per outlet."""
