-- 同一行政区划代码重复出现。
-- The key is area_code; the second and any later row is at fault.
--
-- @en        The same area is given twice.
-- @severity  fail
-- @table     area
-- @field     area_code
-- @todo_zh   请只保留一行。
-- @todo_en   Keep one of the rows.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with numbered as (

    select
        source_name,
        source_row,
        area_name as subject,
        area_code as found,
        row_number() over (
            partition by area_code
            order by source_name, source_row
        ) as occurrence
    from area

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
