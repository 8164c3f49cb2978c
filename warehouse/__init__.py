"""Keep the records and answer questions about them. The only home of DuckDB."""
