"""How the columns of the invented county's partners are read, as an analyst there would have confirmed it."""

from __future__ import annotations

from frankpledge.demo.generator.names import FORCE_REPORTS_AS
from frankpledge.lake.own.mapping import Mapping

EXTRACT = Mapping(
    kind="records",
    data_set="Crime and incident extract",
    supplier=FORCE_REPORTS_AS,
    columns=(
        ("reference", "Reference"),
        ("recorded", "Recorded date"),
        ("earliest", "Earliest occurred"),
        ("latest", "Latest occurred"),
        ("offence_code", "Offence code"),
        ("easting", "Easting"),
        ("northing", "Northing"),
        ("domestic_abuse", "Domestic abuse"),
        ("alcohol", "Alcohol"),
        ("hate", "Hate"),
        ("knife", "Knife"),
        ("rural", "Rural"),
        ("business", "Business"),
        ("victim", "Victim key"),
    ),
    dates="iso",
    coordinates="osgb",
)

FIRE = Mapping(
    kind="wide",
    data_set="Fire and rescue incidents",
    supplier="Nevershire Fire and Rescue Service",
    columns=(("indicator", "Incident type"), ("area", "Area")),
    unit="count",
)
HEALTH = Mapping(
    kind="long",
    data_set="Public health indicators",
    supplier="Nevershire Public Health Team",
    columns=(
        ("indicator", "Indicator"),
        ("area", "Area"),
        ("period", "Period"),
        ("value", "Value"),
        ("numerator", "Numerator"),
        ("denominator", "Denominator"),
        ("unit", "Unit"),
    ),
)
PROBATION = Mapping(
    kind="wide",
    data_set="Proven reoffending",
    supplier="Nevershire Probation",
    columns=(("indicator", "Measure"), ("area", "Area")),
    unit="percent",
)
# In the order of `Generated.agencies`.
AGENCIES: tuple[Mapping, ...] = (FIRE, HEALTH, PROBATION)
