"""A contest at full size, made in bulk: what ``bench/bench_contest.py`` opens its pages on."""
