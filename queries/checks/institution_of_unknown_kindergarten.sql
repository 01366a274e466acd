-- 托班所属幼儿园不在幼儿园表中。
--
-- @en        An institution belongs to a kindergarten that is not in the kindergarten table.
-- @severity  fail
-- @table     institution
-- @field     kindergarten_id
-- @todo_zh   请核对幼儿园编号,或把该园列入幼儿园表。
-- @todo_en   Check the kindergarten id, or list the kindergarten.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    institution.source_name,
    institution.source_row,
    institution.institution_name as subject,
    coalesce(institution.kindergarten_id, '') as found
from institution
where
    institution.kindergarten_id is not null
    and not exists (
        select 1
        from kindergarten
        where kindergarten.kindergarten_id = institution.kindergarten_id
    )
order by institution.source_name, institution.source_row
