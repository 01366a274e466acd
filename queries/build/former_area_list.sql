-- The former areas, each with the areas of today that it became (原区划与现区划).
--
-- @grain   former_code
-- @grain   area_code
-- @column  former_code  code
-- @column  former_name  text
-- @column  area_code    code
-- @column  changed_on   month
-- @column  change_kind  text
-- @column  share        number

select
    former_code,
    former_name,
    area_code,
    changed_on,
    change_kind,
    share
from former_area
order by former_code, area_code
