-- 区域的上级关系绕成了圈。
--
-- @en        The parents of an area lead back to itself.
-- @severity  fail
-- @table     area
-- @field     parent_code
-- @todo_zh   请改正上级代码。
-- @todo_en   Correct the parent code.
-- @column    source_name  text
-- @column    source_row   row
-- @column    subject      text
-- @column    found        text

select
    area.source_name,
    area.source_row,
    area.area_name as subject,
    area.parent_code as found
from area
where
    exists (
        select 1
        from area_ancestor
        where
            area_ancestor.area_code = area.area_code
            and area_ancestor.ancestor_code = area.area_code
            and area_ancestor.distance > 0
    )
order by area.source_name, area.source_row
