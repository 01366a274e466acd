-- 同一原代码和现代码的区划变更重复出现。
--
-- @en        The same change of an area is given twice.
-- @severity  fail
-- @table     area_successor
-- @field     former_code
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
        coalesce(former_name, former_code) as subject,
        former_code || ' → ' || area_code as found,
        row_number() over (
            partition by former_code, area_code
            order by source_name, source_row
        ) as occurrence
    from area_successor

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
