-- Polygons of every area, as WKB in longitude and latitude (行政边界).
--
-- @grain   area_code
-- @column  area_code  code
-- @column  geometry   wkb

select
    area_code,
    geometry
from boundary
order by area_code
