-- 在营机构没有填托位数。
--
-- @en        An open institution has no number of slots.
-- @severity  fail
-- @table     institution
-- @field     slots
-- @todo_zh   请填托位数;确实没有托位的填 0。
-- @todo_en   Fill in the slots, 0 where there are none: an empty cell would lower the sum unseen.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    strftime(as_of, '%Y-%m') as found
from open_institution
where slots is null
order by source_name, source_row
