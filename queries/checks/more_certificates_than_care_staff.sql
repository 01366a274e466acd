-- 持等级证书的保育人员数大于保育人员数。
--
-- @en        More graded certificates than care staff.
-- @severity  fail
-- @table     institution
-- @field     certified_care_staff
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
    certified_care_staff || ' > ' || care_staff as found
from institution
where
    certified_care_staff > care_staff
order by source_name, source_row
