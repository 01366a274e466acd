-- 同一机构的同一称号重复出现。
-- The key is institution_id, designation; the second and any later row is at fault.
--
-- @en        The same designation is given twice.
-- @severity  fail
-- @table     designation
-- @field     designation
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
        institution_id as subject,
        designation as found,
        row_number() over (
            partition by institution_id, designation
            order by source_name, source_row
        ) as occurrence
    from designation

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
