"""The pages of a session: for each kind of page, what is drawn and what Next makes of it.

In this room: one view for each kind of page, and the registry that says which. A view shows a page,
holds its fields, and turns them into events when the pair goes on. Not in this room: which page is
next and whether an answer will do (the engine), and the way from page to page (the session screen).
"""
