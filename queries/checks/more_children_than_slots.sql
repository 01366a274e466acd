-- 在托人数大于托位数。
-- The latest month only; a hint, since places can be shared in turns.
--
-- @en        More children than slots.
-- @severity  warn
-- @table     institution
-- @field     children_enrolled
-- @todo_zh   请核对这一行的两个数。
-- @todo_en   Compare the two numbers of this row.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    children_enrolled || ' > ' || slots as found
from institution
where
    children_enrolled > slots
    and children_enrolled <= 1.5 * slots
    and as_of = (select max(latest.as_of) from institution as latest)
order by source_name, source_row
