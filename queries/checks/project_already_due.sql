-- 项目预计开办日期已过,仍未开办。
-- Due before the latest month of the register began.
--
-- @en        A project should have opened by now, and has not.
-- @severity  warn
-- @table     project
-- @field     expected_open_on
-- @todo_zh   请更新项目阶段或预计开办日期。
-- @todo_en   Bring the stage or the expected date up to date.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    project_name as subject,
    expected_open_on::text as found
from project
where
    coalesce(stage, '') not in ('open', 'dropped')
    and expected_open_on < (select max(institution.as_of) from institution)
order by source_name, source_row
