"""The explorer: a small live site about what the warehouse holds, on loopback, read-only."""
