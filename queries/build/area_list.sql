-- The areas as they were handed in, communities included (行政区划原表).
--
-- @grain   source_name
-- @grain   source_row
-- @column  area_code    code
-- @column  area_name    text
-- @column  level        text
-- @column  parent_code  code
-- @column  source_name  text
-- @column  source_row   row

select
    area_code,
    area_name,
    level,
    parent_code,
    source_name,
    source_row
from area
