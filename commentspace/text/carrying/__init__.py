"""Where a comment on words of a text stands in the text's next state, with the verdict how it got there.

The derivation is a pure function of both texts, the links between them and the place: whoever runs it again on the
same gets the same.
"""

from commentspace.text.carrying.carrier import Carrier
from commentspace.text.carrying.verdicts import Carried, Stand, Verdict

__all__ = ["Carried", "Carrier", "Stand", "Verdict"]
