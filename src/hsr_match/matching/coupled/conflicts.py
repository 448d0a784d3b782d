"""Placeholder."""
from __future__ import annotations
from hsr_match.errors import InfeasibleError
def check_couplings(problem): 
    from hsr_match.matching.coupled.units import build_units
    u=build_units(problem)
    for a,b in problem.apart:
        if u.of[a]==u.of[b]: raise InfeasibleError("x")
    from hsr_match.matching.consistency import barred_pins, contradiction_error
    if barred_pins(problem): raise contradiction_error(problem)
def explain(problem, clock): return InfeasibleError("y")
