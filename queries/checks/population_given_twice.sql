-- 同一区域和日期的人口重复出现。
-- The key is area_code, stat_date; the second and any later row is at fault.
--
-- @en        The same population is given twice.
-- @severity  fail
-- @table     population
-- @field     stat_date
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
        area_code as subject,
        stat_date::text as found,
        row_number() over (
            partition by area_code, stat_date
            order by source_name, source_row
        ) as occurrence
    from population

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
