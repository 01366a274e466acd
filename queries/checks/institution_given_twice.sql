-- 同一机构在同一月份重复出现。
-- The key is institution_id, as_of; the second and any later row is at fault.
--
-- @en        The same institution is given twice.
-- @severity  fail
-- @table     institution
-- @field     institution_id
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
        institution_name as subject,
        institution_id || ' ' || strftime(as_of, '%Y-%m') as found,
        row_number() over (
            partition by institution_id, as_of
            order by source_name, source_row
        ) as occurrence
    from institution

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
