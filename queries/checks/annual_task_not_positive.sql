-- 年度任务数没有填,或不大于0。
--
-- @en        An annual task is empty, or not above 0.
-- @severity  fail
-- @table     annual_task
-- @field     task_value
-- @todo_zh   请填任务数;没有下达任务的,删去该行。
-- @todo_en   Fill in the task; without a task, leave the row out.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    indicator as subject,
    coalesce(task_value::text, '') as found
from annual_task
where coalesce(task_value, 0) <= 0
order by source_name, source_row
