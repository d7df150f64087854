"""What researchers ask of the sheets, answered by the demonstration."""

from tests.demo.test_movements import answered


def test_what_researchers_ask_of_chemical_attacks(looking):
    assert answered(looking, "has:chemical") == {f"SW-{number:03}" for number in (7, *range(9, 18))}
    assert answered(looking, "agent.laboratory:sarin") == {"SW-007", "SW-009", "SW-011", "SW-012"}
    assert answered(looking, "agent.suspected:sarin") == {"SW-013"}
    assert answered(looking, "agent_state:identified delivery:helicopter_cylinder") == {"SW-010", "SW-016"}
    bodies = answered(looking, "has:chemical attributed_by:any")
    assert bodies >= {"SW-007", "SW-009", "SW-010", "SW-011"}
    # What a body attributed and the team holds less than probable.
    assert answered(looking, "has:chemical attributed_by:any -attribution:probable..") < bodies


def test_what_researchers_ask_of_property(looking):
    assert answered(looking, "has:dispossession requires:in_person") == {"SW-036", "SW-037"}
    assert answered(looking, "instrument.is:10/2018") == {"SW-036"}
    assert answered(looking, "act:administrative_demolition") == {"SW-026"}
    documented = {key for key in answered(looking, "kind:instrument") if key.startswith("SW")}
    assert answered(looking, "kind:instrument instrument.is:any") == documented - {
        "SW-018"
    }  # an agreement between parties, no law
    assert answered(looking, "act.dwelling:armed_seizure") == {"SW-039"}


def test_what_researchers_ask_of_detention(looking):
    assert answered(looking, "has:detention fate:unknown") == {"SW-002"}
