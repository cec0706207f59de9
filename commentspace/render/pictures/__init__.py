"""Pictures of a review: numbers in, SVG out. Colours and the like come from the page's style sheet, by classes.

Places along a picture are percentages and heights are pixels, so that it fills whatever width there is and its words
keep their size. Where the page reads from right to left, the picture does too.
"""
