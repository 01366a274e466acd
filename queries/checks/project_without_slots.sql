-- 项目没有填计划托位数。
-- Nor has one with 0; a dropped project needs none.
--
-- @en        A project has no number of planned slots.
-- @severity  warn
-- @table     project
-- @field     slots_planned
-- @todo_zh   请填计划托位数;未定的项目不计入储备。
-- @todo_en   Fill in the slots planned; a project without them adds nothing to what is expected.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    project_name as subject,
    coalesce(slots_planned::text, '') as found
from project
where
    coalesce(slots_planned, 0) = 0
    and stage is distinct from 'dropped'
order by source_name, source_row
