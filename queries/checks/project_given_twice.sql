-- 同一项目重复出现。
-- The key is project_id; the second and any later row is at fault.
--
-- @en        The same project is given twice.
-- @severity  fail
-- @table     project
-- @field     project_id
-- @todo_zh   请只保留一行,填目前的阶段。
-- @todo_en   Keep one of the rows, with the stage of today.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

with numbered as (

    select
        source_name,
        source_row,
        project_name as subject,
        project_id as found,
        row_number() over (
            partition by project_id
            order by source_name, source_row
        ) as occurrence
    from project

)

select
    source_name,
    source_row,
    subject,
    found
from numbered
where occurrence > 1
order by source_name, source_row
