-- 机构托位数异常(少于5个或多于400个)。
-- The latest month only.
--
-- @en        An institution with fewer than 5 or more than 400 slots.
-- @severity  warn
-- @table     institution
-- @field     slots
-- @todo_zh   请核对托位数,可能多填或少填一位。
-- @todo_en   Check the slots, a digit may be missing or too many.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    slots::text as found
from institution
where
    (slots < 5 or slots > 400)
    and is_counted is not false
    and as_of = (select max(latest.as_of) from institution as latest)
order by source_name, source_row
