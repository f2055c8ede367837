"""Public annotated sets: their formats, what counts as right in each, and the figures.

One module reads a set's format (`formats_*`), one scores it. What is scored comes in as functions,
since the pipeline lies above: `predict` holds those that turn what the rules read into a set's answers.
"""
