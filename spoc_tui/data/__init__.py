"""Facts shipped with the program.

`bank_holidays.csv`: England and Wales, from https://www.gov.uk/bank-holidays (GOV.UK), used under
the Open Government Licence v3.0. Whole years only, so that a year is either known or not.
"""
