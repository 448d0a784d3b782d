"""Rules worked out twice, written apart, bar the same pairs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import settings as limits

from hsr_match.proof.rules import Rules
from hsr_match.rules import compile_rules
from tests.proof.as_documents import cohort_document
from tests.rules.test_compile import cases

EVERYONE = slice(None)


@limits(max_examples=80, deadline=None)
@given(cases())
def test_both_sets_of_rules_object_to_the_same_pairs(case: Any) -> None:
    cohort, chosen = case
    document = cohort_document(cohort)
    told = json.loads(json.dumps(chosen.as_json()))
    second = Rules(document["mentees"], document["mentors"], document["past_pairs"], told)
    compiled = {rule.name: rule for rule in compile_rules(cohort, chosen).rules}
    for level, rules in (("required", second.required), ("preferred", second.preferred)):
        for name, row in rules.items():
            table = [row(i).tolist() for i in range(len(cohort.mentees))]
            if name in compiled:
                first = compiled.pop(name)
                assert first.level == level
                assert table == first.block(EVERYONE, EVERYONE).tolist()
            else:
                assert not any(map(any, table))
    assert not compiled
