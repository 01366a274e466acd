-- 持证从业人员数大于从业人员数。
--
-- @en        More certificates than staff.
-- @severity  fail
-- @table     institution
-- @field     certified_staff
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
    certified_staff || ' > ' || staff as found
from institution
where
    certified_staff > staff
order by source_name, source_row
