-- 在托人数超过托位数的1.5倍。
--
-- @en        More than one and a half times as many children as slots.
-- @severity  fail
-- @table     institution
-- @field     children_enrolled
-- @todo_zh   请核对在托人数和托位数,可能多填一位。
-- @todo_en   Check both numbers, one may have a digit too many.
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
    children_enrolled > 1.5 * slots
    and is_counted is not false
order by source_name, source_row
