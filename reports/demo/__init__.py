"""The demo year: 2020 of the Anhui association as records, row by row, one module to a chapter.

What the source gives as rows is rows under the names that it gives. What it gives as a bound (200余名) stays a stated
count with its qualifier and its paragraph. Rows that a count needs and the source does not name are invented, marked
illustrative and named 示例… or 学生001: no record says more of a named institution than the source does.
"""
