-- Quiet shapes behind the areas, as WKB (水系等底图).
--
-- @grain   row_number
-- @column  row_number  row
-- @column  geometry    wkb

select
    row_number() over () as row_number,
    geometry
from backdrop
order by row_number
