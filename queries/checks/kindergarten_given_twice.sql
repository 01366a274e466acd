-- 同一幼儿园在同一月份重复出现。
-- The key is kindergarten_id, as_of; the second and any later row is at fault.
--
-- @en        The same kindergarten is given twice.
-- @severity  fail
-- @table     kindergarten
-- @field     kindergarten_id
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
        coalesce(kindergarten_name, kindergarten_id) as subject,
        kindergarten_id || ' ' || strftime(as_of, '%Y-%m') as found,
        row_number() over (
            partition by kindergarten_id, as_of
            order by source_name, source_row
        ) as occurrence
    from kindergarten

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
