"""With how many examples a property is tried: some each time, all by `make thorough-test`."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import HealthCheck, settings

_QUICK, _THOROUGH = "quick", "thorough"

#: One example of so many is tried each time; which, chance decides anew.
_OF = 4


def register_profiles() -> None:
    """Thorough is chosen by `--hypothesis-profile`. How long an example takes says nothing of the
    program where much else runs.
    """
    for name in (_QUICK, _THOROUGH):
        settings.register_profile(name, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile(_QUICK)


def seldom(examples: int, *, suppress: Collection[HealthCheck] = ()) -> settings:
    """So many when all are asked for; for properties that take a second or more on both engines."""
    thorough = settings.get_current_profile_name() == _THOROUGH
    return settings(
        max_examples=examples if thorough else examples // _OF,
        suppress_health_check=[HealthCheck.too_slow, *suppress],
    )
