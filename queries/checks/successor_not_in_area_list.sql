-- 现代码不在行政区划表中,也没有后续变更。
--
-- @en        A successor is not in the area list, and did not change again.
-- @severity  fail
-- @table     area_successor
-- @field     area_code
-- @todo_zh   请核对现代码,或补上它后来的变更。
-- @todo_en   Check the code, or add the later change of that area.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    area_successor.area_code as found
from area_successor
where
    area_successor.area_code not in (select area.area_code from area)
    and area_successor.area_code not in (select later.former_code from area_successor as later)
order by area_successor.source_name, area_successor.source_row
