"""The read-only API: one table of what can be asked, by which requests are read and the API is described.

parameters.py  what an address may ask, each with how it is read
schemas.py     what answers look like
endpoints.py   the table
answers.py     what each endpoint asks of the views
document.py    the table as an OpenAPI 3.1 document
"""
