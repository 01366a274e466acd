-- Which rows stand under a code of today but were handed in under a former one (可比口径).
--
-- @grain   table_name
-- @grain   former_code
-- @grain   area_code
-- @column  table_name   text
-- @column  former_code  code
-- @column  former_name  text
-- @column  area_code    code
-- @column  changed_on   month
-- @column  change_kind  text
-- @column  mapped_rows  row

select
    table_name,
    former_code,
    former_name,
    area_code,
    changed_on,
    change_kind,
    mapped_rows
from mapped_history
order by changed_on, area_code, former_code, table_name
