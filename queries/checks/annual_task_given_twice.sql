-- 同一指标、区域和年度的任务重复出现。
-- The key is indicator, area_code, year; the second and any later row is at fault.
--
-- @en        The same annual task is given twice.
-- @severity  fail
-- @table     annual_task
-- @field     indicator
-- @todo_zh   请只保留一行;任务调整过的,保留调整后的。
-- @todo_en   Keep one of the rows; of a changed task the newer.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with numbered as (

    select
        source_name,
        source_row,
        indicator as subject,
        area_code || ' ' || year as found,
        row_number() over (
            partition by indicator, area_code, year
            order by source_name, source_row
        ) as occurrence
    from annual_task

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
