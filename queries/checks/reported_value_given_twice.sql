-- 同一指标、区域和时期的上报值重复出现。
-- The key is indicator, area_code, period, source; the second and any later row is at fault.
--
-- @en        The same reported value is given twice.
-- @severity  fail
-- @table     reported_value
-- @field     indicator
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
        indicator as subject,
        area_code || ' ' || strftime(period, '%Y-%m') as found,
        row_number() over (
            partition by indicator, area_code, period, source
            order by source_name, source_row
        ) as occurrence
    from reported_value

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
