-- 年度任务所属区域不在行政区划表中。
--
-- @en        An annual task belongs to an area that is not in the area table.
-- @severity  fail
-- @table     annual_task
-- @field     area_code
-- @todo_zh   请核对代码,或把该区域列入行政区划表。
-- @todo_en   Check the code, or list the area in the area table.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    annual_task.source_name,
    annual_task.source_row,
    annual_task.indicator as subject,
    coalesce(annual_task.area_code, '') as found
from annual_task
where
    not exists (
        select 1
        from area
        where area.area_code = annual_task.area_code
    )
    -- What is left under a former code is asked about by itself.
    and not exists (
        select 1
        from area_successor
        where area_successor.former_code = annual_task.area_code
    )
order by annual_task.source_name, annual_task.source_row
