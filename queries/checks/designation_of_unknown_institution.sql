-- 有称号的机构不在机构台账中。
--
-- @en        A designation belongs to an institution that is not in the register.
-- @severity  warn
-- @table     designation
-- @field     institution_id
-- @todo_zh   请核对机构编号。
-- @todo_en   Check the institution id.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    designation.source_name,
    designation.source_row,
    designation.institution_id as subject,
    coalesce(designation.institution_id, '') as found
from designation
where
    not exists (
        select 1
        from institution
        where institution.institution_id = designation.institution_id
    )
order by designation.source_name, designation.source_row
