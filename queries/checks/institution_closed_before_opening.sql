-- 关停日期早于开办日期。
--
-- @en        An institution closed before it opened.
-- @severity  fail
-- @table     institution
-- @field     closed_on
-- @todo_zh   请核对两个日期。
-- @todo_en   Check both dates.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    opened_on || ' > ' || closed_on as found
from institution
where
    closed_on < opened_on
order by source_name, source_row
