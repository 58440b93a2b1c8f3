"""Measurements that are run by hand; no test looks at their times."""
