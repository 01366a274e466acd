-- Gives an area without coordinates the label point of its boundary (区域坐标).

update area
set longitude = boundary.longitude, latitude = boundary.latitude
from boundary
where
    area.area_code = boundary.area_code
    and (area.longitude is null or area.latitude is null)
