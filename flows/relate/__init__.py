"""Relate: which articles share their words, who had them from whom, what was changed afterwards."""
