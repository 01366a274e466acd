-- 普惠托位数大于托位数。
--
-- @en        Inclusive slots exceed slots.
-- @severity  fail
-- @table     institution
-- @field     inclusive_slots
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
    inclusive_slots || ' > ' || slots as found
from institution
where
    inclusive_slots > slots
order by source_name, source_row
