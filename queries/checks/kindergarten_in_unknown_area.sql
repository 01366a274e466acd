-- 幼儿园所在区域不在行政区划表中。
--
-- @en        A kindergarten lies in an area that is not in the area table.
-- @severity  fail
-- @table     kindergarten
-- @field     area_code
-- @todo_zh   请核对代码,或把该区域列入行政区划表。
-- @todo_en   Check the code, or list the area in the area table.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    kindergarten.source_name,
    kindergarten.source_row,
    coalesce(kindergarten.kindergarten_name, kindergarten.kindergarten_id) as subject,
    coalesce(kindergarten.area_code, '') as found
from kindergarten
where
    not exists (
        select 1
        from area
        where area.area_code = kindergarten.area_code
    )
    -- What is left under a former code is asked about by itself.
    and not exists (
        select 1
        from area_successor
        where area_successor.former_code = kindergarten.area_code
    )
order by kindergarten.source_name, kindergarten.source_row
