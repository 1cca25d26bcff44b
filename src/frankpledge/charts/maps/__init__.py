"""Where? Areas in five classes of amount, with what is zero, not shown and not known told apart."""

from frankpledge.charts.maps.area_map import area_map
from frankpledge.charts.maps.class_map import ClassedPlace, MapClass, class_map
from frankpledge.charts.maps.places import MapPlace, Town

__all__ = ["ClassedPlace", "MapClass", "MapPlace", "Town", "area_map", "class_map"]
