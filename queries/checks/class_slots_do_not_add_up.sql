-- 各班型托位数之和不等于托位数。
-- Only where all four are given: an unknown one leaves the sum unknown.
--
-- @en        The slots of the classes do not add up to the slots.
-- @severity  fail
-- @table     institution
-- @field     slots
-- @todo_zh   请核对乳儿班、托小班、托大班、混合班的托位数。
-- @todo_en   Check the slots of the four kinds of class.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    source_name,
    source_row,
    institution_name as subject,
    slots || ' <> ' || (
        infant_class_slots + toddler_class_slots + older_class_slots + mixed_class_slots
    ) as found
from institution
where
    infant_class_slots + toddler_class_slots + older_class_slots + mixed_class_slots != slots
order by source_name, source_row
