"""What two sets of weights or marks allow: trades, a division, options worth a second look.

Everything here is exact (whole numbers and fractions), knows no names and decides nothing. Results
hold the keys of parties, issues and options; ``wording`` puts them into lines to read.
"""
