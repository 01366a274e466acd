-- 原代码仍在行政区划表中。
--
-- @en        A former code is still in the area list.
-- @severity  fail
-- @table     area_successor
-- @field     former_code
-- @todo_zh   请从行政区划表中删去原区域;代码已归另一区域的,请在旧文件中改用别的代码。
-- @todo_en   Take it out of the list; if another area has the code, use another in old files.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    area_successor.source_name,
    area_successor.source_row,
    coalesce(area_successor.former_name, area_successor.former_code) as subject,
    area.area_code || ' ' || area.area_name as found
from area_successor
inner join area on area_successor.former_code = area.area_code
order by area_successor.source_name, area_successor.source_row
