"""What is written and not submitted: drafts of one's own, and contributions in the sealed room of a delegation.

They are no comments: nobody but those whom `seeing` names learns of them by any door, until they are submitted.
"""

from commentspace.domain.contributions.unsubmitted import waiting

__all__ = ["waiting"]
