"""Agreements in the forms that other programs and people read.

Markdown (`markdown`, with its `terms` and what `came_after`), a web page (`as_html`), calendar
entries (`icalendar_export`), JSON with its schema (`as_json`) and a list of commitments for
spreadsheets (`as_csv`). `formats` is the registry of those that hold one agreement; `wording` says
how each type of answer is put into words, `states` how commitments stand after the check-ins, and
`escaping` keeps outside text from becoming markup.

All of it is pure: an agreement comes in, and what came after it; text or bytes go out, nothing is
read or written. What was withheld in a session cannot appear here, because no record holds it.
"""
