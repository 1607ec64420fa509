"""Whether a condition is always true, or never, before anybody answers.

Here belongs how that is found out: `fixed` by the expression alone, `by_limits` by trying what the
items allow, which `candidates` knows. What is made of it, and the words, are in `conditions`.
"""

from facilitator.authoring.checks.truth.by_limits import truth_by_limits
from facilitator.authoring.checks.truth.candidates import options_of
from facilitator.authoring.checks.truth.fixed import fixed_truth

__all__ = ["fixed_truth", "options_of", "truth_by_limits"]
