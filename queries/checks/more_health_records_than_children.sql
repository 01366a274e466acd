-- 电子健康档案人数大于在托人数。
--
-- @en        More health records than children.
-- @severity  fail
-- @table     institution
-- @field     children_with_health_record
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
    children_with_health_record || ' > ' || children_enrolled as found
from institution
where
    children_with_health_record > children_enrolled
order by source_name, source_row
