-- 同一幼儿园的托班在同一月份被统计了两次。
--
-- @en        The toddler class of a kindergarten is counted twice in one month.
-- @severity  fail
-- @table     institution
-- @field     kindergarten_id
-- @todo_zh   一所幼儿园的托班每月只留一行计入统计。
-- @todo_en   Let one row a month of a kindergarten be counted.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with numbered as (

    select
        source_name,
        source_row,
        institution_name,
        kindergarten_id,
        as_of,
        row_number() over (
            partition by kindergarten_id, as_of
            order by source_name, source_row
        ) as occurrence
    from institution
    where
        kindergarten_id is not null
        and is_counted is not false
        and (closed_on is null or closed_on > last_day(as_of))
    -- A row given twice is found by another check.
    qualify count(distinct institution_id) over (partition by kindergarten_id, as_of) > 1

)

select
    source_name,
    source_row,
    institution_name as subject,
    kindergarten_id || ' ' || strftime(as_of, '%Y-%m') as found
from numbered
where occurrence > 1
order by source_name, source_row
